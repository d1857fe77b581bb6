//! Words for what drafts say in identifiers.

use delibero_api::error::Trouble;
use delibero_api::register::drafts::{
    ActionProblem, DraftKind, FieldKey, FieldProblem, ImportProblem, Part, PartProblem, Remark, SaveKind,
};
use delibero_domain::deliberation::differences::Kind;
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;

use crate::components::problem::not_done;
use crate::i18n::{Locale, td_string};

pub(super) fn kind(locale: Locale, kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::New => td_string!(locale, drafts.kind_new),
        DraftKind::Amendment => td_string!(locale, drafts.kind_amendment),
        DraftKind::Correction => td_string!(locale, drafts.kind_correction),
    }
}

pub(super) fn field(locale: Locale, key: FieldKey) -> &'static str {
    match key {
        FieldKey::Number => td_string!(locale, drafts.field_number),
        FieldKey::Committee => td_string!(locale, drafts.field_committee),
        FieldKey::Date => td_string!(locale, drafts.field_date),
        FieldKey::TitleFr => td_string!(locale, drafts.field_title_fr),
        FieldKey::TitleNl => td_string!(locale, drafts.field_title_nl),
        FieldKey::TitleDe => td_string!(locale, drafts.field_title_de),
        FieldKey::Rapporteur => td_string!(locale, drafts.field_rapporteur),
        FieldKey::Grounds => td_string!(locale, drafts.field_grounds),
        FieldKey::Requesters => td_string!(locale, drafts.field_requesters),
        FieldKey::Sources => td_string!(locale, drafts.field_sources),
        FieldKey::AmendmentsComplete => td_string!(locale, drafts.field_amendments_complete),
        FieldKey::End => td_string!(locale, drafts.field_end),
        FieldKey::EndDate => td_string!(locale, drafts.field_end_date),
        FieldKey::EndBy => td_string!(locale, drafts.field_end_by),
        FieldKey::Version => td_string!(locale, drafts.field_version),
        FieldKey::VersionDocument => td_string!(locale, drafts.field_version_document),
        FieldKey::VersionApproved => td_string!(locale, drafts.field_version_approved),
        FieldKey::VersionInForce => td_string!(locale, drafts.field_version_in_force),
        FieldKey::TextLanguage => td_string!(locale, drafts.field_text_language),
        FieldKey::TextTitle => td_string!(locale, drafts.field_text_title),
        FieldKey::Modules => td_string!(locale, drafts.field_modules),
        FieldKey::Operative => td_string!(locale, drafts.field_operative),
        FieldKey::SignedBy => td_string!(locale, drafts.field_signed_by),
        FieldKey::Annex => td_string!(locale, drafts.field_annex),
        FieldKey::Section => td_string!(locale, drafts.field_section),
        FieldKey::SectionLabel => td_string!(locale, drafts.field_section_label),
        FieldKey::SectionTitle => td_string!(locale, drafts.field_section_title),
        FieldKey::SectionLevel => td_string!(locale, drafts.field_section_level),
        FieldKey::SectionText => td_string!(locale, drafts.field_section_text),
        FieldKey::Point => td_string!(locale, drafts.field_point),
        FieldKey::PointLabel => td_string!(locale, drafts.field_point_label),
        FieldKey::PointHeading => td_string!(locale, drafts.field_point_heading),
        FieldKey::PointText => td_string!(locale, drafts.field_point_text),
        FieldKey::PointRepealed => td_string!(locale, drafts.field_point_repealed),
        FieldKey::Footnote => td_string!(locale, drafts.field_footnote),
        FieldKey::FootnoteMark => td_string!(locale, drafts.field_footnote_mark),
        FieldKey::FootnoteText => td_string!(locale, drafts.field_footnote_text),
        FieldKey::FootnoteAt => td_string!(locale, drafts.field_footnote_at),
    }
}

pub(super) fn wrong(locale: Locale, problem: FieldProblem) -> &'static str {
    match problem {
        FieldProblem::Required => td_string!(locale, drafts.wrong_required),
        FieldProblem::NotANumber => td_string!(locale, drafts.wrong_not_a_number),
        FieldProblem::NotADocument => td_string!(locale, drafts.wrong_not_a_document),
        FieldProblem::NotADay => td_string!(locale, drafts.wrong_not_a_day),
        FieldProblem::NotALabel => td_string!(locale, drafts.wrong_not_a_label),
        FieldProblem::LabelTwice => td_string!(locale, drafts.wrong_label_twice),
        FieldProblem::DayTwice => td_string!(locale, drafts.wrong_day_twice),
        FieldProblem::TooEarly => td_string!(locale, drafts.wrong_too_early),
        FieldProblem::Niss => td_string!(locale, drafts.wrong_niss),
        FieldProblem::LanguageTaken => td_string!(locale, drafts.wrong_language_taken),
    }
}

pub(super) fn store(locale: Locale, trouble: Trouble) -> &'static str {
    not_done(locale, trouble, td_string!(locale, drafts.problem_unavailable))
}

pub(super) fn unsaved(locale: Locale, problem: PartProblem) -> &'static str {
    match problem {
        PartProblem::Store(trouble) => store(locale, trouble),
        PartProblem::Busy => td_string!(locale, drafts.problem_busy),
        PartProblem::OtherText => td_string!(locale, drafts.problem_other_text),
        PartProblem::TooManyRows => td_string!(locale, drafts.problem_rows),
    }
}

pub(super) fn import(locale: Locale, problem: &ImportProblem) -> String {
    let words = match problem {
        ImportProblem::NoFile => td_string!(locale, drafts.problem_no_file),
        ImportProblem::TooLarge => td_string!(locale, drafts.problem_too_large),
        ImportProblem::Refused(reason) => refused(locale, reason),
        ImportProblem::Number => td_string!(locale, drafts.problem_number),
        ImportProblem::Date => td_string!(locale, drafts.problem_date),
        ImportProblem::Title => td_string!(locale, drafts.problem_title),
        ImportProblem::TitleWithNiss | ImportProblem::FileWithNiss => td_string!(locale, drafts.wrong_niss),
        ImportProblem::Incomplete(missing) => return incomplete(locale, missing),
        ImportProblem::Known(_) => td_string!(locale, drafts.problem_known),
        ImportProblem::AlreadyThere(_) => td_string!(locale, drafts.problem_already_there),
        ImportProblem::Elsewhere => td_string!(locale, drafts.problem_elsewhere),
        ImportProblem::Store(trouble) => store(locale, *trouble),
        ImportProblem::NoReader => td_string!(locale, drafts.problem_no_reader),
        ImportProblem::ReaderBusy => td_string!(locale, drafts.problem_reader_busy),
    };
    words.to_owned()
}

fn incomplete(locale: Locale, missing: &[String]) -> String {
    let word = |missing: &String| match missing.as_str() {
        "number" => td_string!(locale, drafts.missing_number),
        "date" => td_string!(locale, drafts.missing_date),
        "title" => td_string!(locale, drafts.missing_title),
        _ => td_string!(locale, drafts.missing_points),
    };
    let missing: Vec<&str> = missing.iter().map(word).collect();
    let (begin, help) =
        (td_string!(locale, drafts.problem_incomplete), td_string!(locale, drafts.problem_incomplete_help));
    format!("{begin} {}. {help}", missing.join(", "))
}

fn refused(locale: Locale, reason: &str) -> &'static str {
    match reason {
        "empty" => td_string!(locale, drafts.refused_empty),
        "too-large" => td_string!(locale, drafts.refused_too_large),
        "binary" => td_string!(locale, drafts.refused_binary),
        "unsupported-format" => td_string!(locale, drafts.refused_unsupported),
        "pdf-unreadable" => td_string!(locale, drafts.refused_pdf_unreadable),
        "pdf-encrypted" => td_string!(locale, drafts.refused_pdf_encrypted),
        "pdf-without-text" => td_string!(locale, drafts.refused_pdf_without_text),
        "pdf-too-slow" => td_string!(locale, drafts.problem_too_slow),
        "opinion" => td_string!(locale, drafts.refused_opinion),
        "recommendation" => td_string!(locale, drafts.refused_recommendation),
        "report" => td_string!(locale, drafts.refused_report),
        "other-authority" => td_string!(locale, drafts.refused_other_authority),
        "fragment" => td_string!(locale, drafts.refused_fragment),
        "letter" => td_string!(locale, drafts.refused_letter),
        _ => td_string!(locale, drafts.refused_other),
    }
}

pub(super) fn action(locale: Locale, problem: &ActionProblem) -> &'static str {
    match problem {
        ActionProblem::Conflict => td_string!(locale, drafts.problem_conflict),
        ActionProblem::OwnDraft => td_string!(locale, drafts.own_draft),
        ActionProblem::NotProposed => td_string!(locale, drafts.not_proposed_yet),
        ActionProblem::Faulty => td_string!(locale, drafts.problem_faulty),
        ActionProblem::Outdated => td_string!(locale, drafts.problem_outdated),
        ActionProblem::NoteMissing => td_string!(locale, drafts.problem_note),
        ActionProblem::Store(trouble) => store(locale, *trouble),
    }
}

pub(super) fn fault(locale: Locale, remark: &Remark) -> String {
    let words = match remark.code.as_str() {
        "niss" => td_string!(locale, drafts.wrong_niss),
        "no-title" => td_string!(locale, drafts.fault_no_title),
        "no-version" => td_string!(locale, drafts.fault_no_version),
        "versions-out-of-order" => td_string!(locale, drafts.fault_order),
        "in-force-too-early" => td_string!(locale, drafts.fault_early),
        "point-twice" => td_string!(locale, drafts.fault_twice),
        "point-empty" => td_string!(locale, drafts.fault_empty),
        _ => td_string!(locale, drafts.fault_elsewhere),
    };
    format!("{words} {}", remark.text).trim_end().to_owned()
}

/// Nothing for a point that nothing happened to, or of which nobody knows.
pub(super) fn status(locale: Locale, status: PointStatus) -> Option<&'static str> {
    match status {
        PointStatus::Inserted => Some(td_string!(locale, drafts.status_inserted)),
        PointStatus::Changed => Some(td_string!(locale, drafts.status_changed)),
        PointStatus::Repealed => Some(td_string!(locale, drafts.status_repealed)),
        PointStatus::Unchanged | PointStatus::Unknown => None,
    }
}

pub(super) fn change(locale: Locale, kind: Kind) -> &'static str {
    match kind {
        Kind::Unchanged => td_string!(locale, drafts.change_moved),
        Kind::Changed => td_string!(locale, drafts.change_changed),
        Kind::Inserted => td_string!(locale, drafts.change_inserted),
        Kind::Removed => td_string!(locale, drafts.change_removed),
        Kind::Repealed => td_string!(locale, drafts.change_repealed),
        Kind::Restored => td_string!(locale, drafts.change_restored),
    }
}

pub(super) fn save(locale: Locale, kind: SaveKind) -> &'static str {
    match kind {
        SaveKind::Begun => td_string!(locale, drafts.save_begun),
        SaveKind::Saved => td_string!(locale, drafts.save_saved),
        SaveKind::Proposed => td_string!(locale, drafts.save_proposed),
        SaveKind::Returned => td_string!(locale, drafts.save_returned),
        SaveKind::Published => td_string!(locale, drafts.save_published),
        SaveKind::Discarded => td_string!(locale, drafts.save_discarded),
    }
}

/// The name of a part; `label` is that of the point.
pub(super) fn part(locale: Locale, part: Part, label: &str) -> String {
    match part {
        Part::Facts => td_string!(locale, drafts.facts).to_owned(),
        Part::Versions => td_string!(locale, drafts.versions).to_owned(),
        Part::Text => td_string!(locale, drafts.part_text).to_owned(),
        Part::Sections => td_string!(locale, drafts.sections).to_owned(),
        Part::Footnotes => td_string!(locale, drafts.footnotes).to_owned(),
        Part::Point(_) => format!("{} {label}", td_string!(locale, drafts.point)),
        Part::NewPoint(_) => td_string!(locale, drafts.new_point).to_owned(),
    }
}

/// A language in its own name.
pub(super) const fn language(language: Language) -> &'static str {
    match language {
        Language::Fr => "Français",
        Language::Nl => "Nederlands",
        Language::De => "Deutsch",
    }
}
