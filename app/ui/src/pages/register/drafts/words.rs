//! Words for what drafts say in identifiers.

use super::view::begin::ImportProblem;
use super::view::review::{ActionProblem, NotPublishable};
use super::view::{DraftKind, Remark};
use crate::error::Trouble;
use delibero_domain::deliberation::differences::Kind;
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;
use delibero_usecases::drafts::EditKind;
use delibero_usecases::register::editing::{FieldError, FieldKey, Obstacle, Part};
use delibero_words::say;

use crate::components::problem::not_done;

pub(super) fn kind(language: Language, kind: DraftKind) -> &'static str {
    match kind {
        DraftKind::New => say!(language, drafts.kind_new),
        DraftKind::Amendment => say!(language, drafts.kind_amendment),
        DraftKind::Correction => say!(language, drafts.kind_correction),
    }
}

pub(super) fn field(language: Language, key: FieldKey) -> &'static str {
    match key {
        FieldKey::Number => say!(language, drafts.field_number),
        FieldKey::Committee => say!(language, drafts.field_committee),
        FieldKey::Date => say!(language, drafts.field_date),
        FieldKey::TitleFr => say!(language, drafts.field_title_fr),
        FieldKey::TitleNl => say!(language, drafts.field_title_nl),
        FieldKey::TitleDe => say!(language, drafts.field_title_de),
        FieldKey::Rapporteur => say!(language, drafts.field_rapporteur),
        FieldKey::Grounds => say!(language, drafts.field_grounds),
        FieldKey::Requesters => say!(language, drafts.field_requesters),
        FieldKey::Sources => say!(language, drafts.field_sources),
        FieldKey::AmendmentsComplete => say!(language, drafts.field_amendments_complete),
        FieldKey::End => say!(language, drafts.field_end),
        FieldKey::EndDate => say!(language, drafts.field_end_date),
        FieldKey::EndBy => say!(language, drafts.field_end_by),
        FieldKey::VersionDocument => say!(language, drafts.field_version_document),
        FieldKey::VersionApproved => say!(language, drafts.field_version_approved),
        FieldKey::VersionInForce => say!(language, drafts.field_version_in_force),
        FieldKey::TextLanguage => say!(language, drafts.field_text_language),
        FieldKey::TextTitle => say!(language, drafts.field_text_title),
        FieldKey::Modules => say!(language, drafts.field_modules),
        FieldKey::Operative => say!(language, drafts.field_operative),
        FieldKey::SignedBy => say!(language, drafts.field_signed_by),
        FieldKey::Annex => say!(language, drafts.field_annex),
        FieldKey::SectionLabel => say!(language, drafts.field_section_label),
        FieldKey::SectionTitle => say!(language, drafts.field_section_title),
        FieldKey::SectionLevel => say!(language, drafts.field_section_level),
        FieldKey::SectionText => say!(language, drafts.field_section_text),
        FieldKey::PointLabel => say!(language, drafts.field_point_label),
        FieldKey::PointHeading => say!(language, drafts.field_point_heading),
        FieldKey::PointText => say!(language, drafts.field_point_text),
        FieldKey::PointRepealed => say!(language, drafts.field_point_repealed),
        FieldKey::FootnoteMark => say!(language, drafts.field_footnote_mark),
        FieldKey::FootnoteText => say!(language, drafts.field_footnote_text),
        FieldKey::FootnoteAt => say!(language, drafts.field_footnote_at),
    }
}

/// The name of a field without its hint in brackets, which is for forms.
pub(super) fn field_unhinted(language: Language, key: FieldKey) -> &'static str {
    let name = field(language, key);
    name.split(" (").next().unwrap_or(name)
}

pub(super) fn wrong(language: Language, problem: FieldError) -> &'static str {
    match problem {
        FieldError::Required => say!(language, drafts.wrong_required),
        FieldError::NotANumber => say!(language, drafts.wrong_not_a_number),
        FieldError::NotADocument => say!(language, drafts.wrong_not_a_document),
        FieldError::NotADay => say!(language, drafts.wrong_not_a_day),
        FieldError::NotALabel => say!(language, drafts.wrong_not_a_label),
        FieldError::LabelTwice => say!(language, drafts.wrong_label_twice),
        FieldError::DayTwice => say!(language, drafts.wrong_day_twice),
        FieldError::TooEarly => say!(language, drafts.wrong_too_early),
        FieldError::Niss => say!(language, drafts.wrong_niss),
        FieldError::LanguageTaken => say!(language, drafts.wrong_language_taken),
    }
}

pub(super) fn store(language: Language, trouble: Trouble) -> &'static str {
    not_done(language, trouble, say!(language, drafts.problem_unavailable))
}

pub(super) fn obstacle(language: Language, obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::Busy => say!(language, drafts.problem_busy),
        Obstacle::OtherText => say!(language, drafts.problem_other_text),
        Obstacle::TooManyRows => say!(language, drafts.problem_rows),
        Obstacle::Niss => say!(language, drafts.wrong_niss),
    }
}

/// What is wrong with a field of the form of a draft written by hand.
pub(super) fn wrong_by_hand(language: Language, key: FieldKey, error: FieldError) -> &'static str {
    match (key, error) {
        (_, FieldError::Niss) => say!(language, drafts.wrong_niss),
        (FieldKey::Number, _) => say!(language, drafts.problem_number),
        (FieldKey::Date, _) => say!(language, drafts.problem_date),
        _ => say!(language, drafts.problem_title),
    }
}

pub(super) fn import(language: Language, problem: &ImportProblem) -> String {
    let words = match problem {
        ImportProblem::NoFile => say!(language, drafts.problem_no_file),
        ImportProblem::TooLarge => say!(language, drafts.problem_too_large),
        ImportProblem::Refused(reason) => refused(language, reason),
        ImportProblem::FileWithNiss => say!(language, drafts.wrong_niss),
        ImportProblem::Incomplete(missing) => return incomplete(language, missing),
        ImportProblem::Known(_) => say!(language, drafts.problem_known),
        ImportProblem::AlreadyThere(_) => say!(language, drafts.problem_already_there),
        ImportProblem::Elsewhere => say!(language, drafts.problem_elsewhere),
        ImportProblem::Store(trouble) => store(language, *trouble),
        ImportProblem::NoReader => say!(language, drafts.problem_no_reader),
        ImportProblem::ReaderBusy => say!(language, drafts.problem_reader_busy),
    };
    words.to_owned()
}

fn incomplete(language: Language, missing: &[String]) -> String {
    let word = |missing: &String| match missing.as_str() {
        "number" => say!(language, drafts.missing_number),
        "date" => say!(language, drafts.missing_date),
        "title" => say!(language, drafts.missing_title),
        _ => say!(language, drafts.missing_points),
    };
    let missing: Vec<&str> = missing.iter().map(word).collect();
    let (begin, help) = (say!(language, drafts.problem_incomplete), say!(language, drafts.problem_incomplete_help));
    format!("{begin} {}. {help}", missing.join(", "))
}

fn refused(language: Language, reason: &str) -> &'static str {
    match reason {
        "empty" => say!(language, drafts.refused_empty),
        "too-large" => say!(language, drafts.refused_too_large),
        "binary" => say!(language, drafts.refused_binary),
        "unsupported-format" => say!(language, drafts.refused_unsupported),
        "pdf-unreadable" => say!(language, drafts.refused_pdf_unreadable),
        "pdf-encrypted" => say!(language, drafts.refused_pdf_encrypted),
        "pdf-without-text" => say!(language, drafts.refused_pdf_without_text),
        "pdf-too-slow" => say!(language, drafts.problem_too_slow),
        "opinion" => say!(language, drafts.refused_opinion),
        "recommendation" => say!(language, drafts.refused_recommendation),
        "report" => say!(language, drafts.refused_report),
        "other-authority" => say!(language, drafts.refused_other_authority),
        "fragment" => say!(language, drafts.refused_fragment),
        "letter" => say!(language, drafts.refused_letter),
        _ => say!(language, drafts.refused_other),
    }
}

pub(super) fn action(language: Language, problem: &ActionProblem) -> &'static str {
    match problem {
        ActionProblem::Conflict => say!(language, drafts.problem_conflict),
        ActionProblem::OwnDraft => say!(language, drafts.own_draft),
        ActionProblem::NotProposed => say!(language, drafts.not_proposed_yet),
        ActionProblem::Refused(NotPublishable::Faulty) => say!(language, drafts.problem_faulty),
        ActionProblem::Refused(NotPublishable::Outdated) => say!(language, drafts.problem_outdated),
        ActionProblem::NoteMissing => say!(language, drafts.problem_note),
        ActionProblem::NoteWithNiss => say!(language, drafts.wrong_niss),
        ActionProblem::Store(trouble) => store(language, *trouble),
    }
}

pub(super) fn fault(language: Language, remark: &Remark) -> String {
    let words = match remark.code.as_str() {
        "niss" => say!(language, drafts.wrong_niss),
        "no-title" => say!(language, drafts.fault_no_title),
        "no-version" => say!(language, drafts.fault_no_version),
        "versions-out-of-order" => say!(language, drafts.fault_order),
        "in-force-too-early" => say!(language, drafts.fault_early),
        "point-twice" => say!(language, drafts.fault_twice),
        "point-empty" => say!(language, drafts.fault_empty),
        _ => say!(language, drafts.fault_elsewhere),
    };
    format!("{words} {}", remark.text).trim_end().to_owned()
}

/// Nothing for a point that nothing happened to, or of which nobody knows.
pub(super) fn status(language: Language, status: PointStatus) -> Option<&'static str> {
    match status {
        PointStatus::Inserted => Some(say!(language, drafts.status_inserted)),
        PointStatus::Changed => Some(say!(language, drafts.status_changed)),
        PointStatus::Repealed => Some(say!(language, drafts.status_repealed)),
        PointStatus::Unchanged | PointStatus::Unknown => None,
    }
}

pub(super) fn change(language: Language, kind: Kind) -> &'static str {
    match kind {
        Kind::Unchanged => say!(language, drafts.change_moved),
        Kind::Changed => say!(language, drafts.change_changed),
        Kind::Inserted => say!(language, drafts.change_inserted),
        Kind::Removed => say!(language, drafts.change_removed),
        Kind::Repealed => say!(language, drafts.change_repealed),
        Kind::Restored => say!(language, drafts.change_restored),
    }
}

pub(super) fn save(language: Language, kind: EditKind) -> &'static str {
    match kind {
        EditKind::Begun => say!(language, drafts.save_begun),
        EditKind::Saved => say!(language, drafts.save_saved),
        EditKind::Proposed => say!(language, drafts.save_proposed),
        EditKind::Returned => say!(language, drafts.save_returned),
        EditKind::Published => say!(language, drafts.save_published),
        EditKind::Discarded => say!(language, drafts.save_discarded),
    }
}

/// The name of a part; `label` is that of the point.
pub(super) fn part(language: Language, part: Part, label: &str) -> String {
    match part {
        Part::Facts => say!(language, drafts.facts).to_owned(),
        Part::Versions => say!(language, drafts.versions).to_owned(),
        Part::Text => say!(language, drafts.part_text).to_owned(),
        Part::Sections => say!(language, drafts.sections).to_owned(),
        Part::Footnotes => say!(language, drafts.footnotes).to_owned(),
        Part::Point(_) => format!("{} {label}", say!(language, drafts.point)),
        Part::NewPoint(_) => say!(language, drafts.new_point).to_owned(),
    }
}
