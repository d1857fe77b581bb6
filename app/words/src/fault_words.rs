//! What is wrong in a document of the catalogue, and what to do: in the words of whoever writes it.

use delibero_domain::authorisation::{ReducedForm, WithheldReason};
use delibero_domain::cases::{Mismatch, Outcome, Said, Statement};
use delibero_domain::catalogue::ElementSet;
use delibero_domain::catalogue::files::{CatalogueFault, Overlap, ShapeFault, Sort};
use delibero_domain::text::Language;

use crate::formats::long_date;
use crate::points::citation;
use crate::reasons::{reduced_words, withheld_words};
use crate::{refusals, say};

/// In whole sentences. Words of the catalogue stand in them as the document has them.
#[must_use]
pub fn catalogue_fault(language: Language, fault: &CatalogueFault) -> String {
    use CatalogueFault as F;
    match fault {
        F::Shape { fault, .. } => shape(language, fault),
        F::NotAnIdentifier(word) => say!(language, faults.not_an_identifier, word = word),
        F::Twice(word) => say!(language, faults.twice, word = word),
        F::ServiceTwice(word) => say!(language, faults.service_twice, word = word),
        F::DeliberationTwice(word) => say!(language, faults.deliberation_twice, word = word),
        F::PointsTwice(word) => say!(language, faults.points_twice, word = word),
        F::OfTwoSectors(word) => say!(language, faults.of_two_sectors, word = word),
        F::NoDeliberation(word) => say!(language, faults.no_deliberation, word = word),
        F::NoService(word) => say!(language, faults.no_service, word = word),
        F::NoModuleHere(word) => say!(language, faults.no_module_here, word = word),
        F::NoPurposeHere(word) => say!(language, faults.no_purpose_here, word = word),
        F::ModuleOfMember(word) => say!(language, faults.module_of_member, word = word),
        F::PurposeOfMember(word) => say!(language, faults.purpose_of_member, word = word),
        F::NoTerm(word) => say!(language, faults.no_term, word = word),
        F::NoRecipient(word) => say!(language, faults.no_recipient, word = word),
        F::NoCodeList(word) => say!(language, faults.no_code_list, word = word),
        F::NoRegime(word) => say!(language, faults.no_regime, word = word),
        F::NoRisk(word) => say!(language, faults.no_risk, word = word),
        F::NoOutcome(word) => say!(language, faults.no_outcome, word = word),
        F::BlockNotDescribed(word) => say!(language, faults.block_not_described, word = word),
        F::NoRow(word) => say!(language, faults.no_row, word = word),
        F::RowOfNoRecord(word) => say!(language, faults.row_of_no_record, word = word),
        F::InTwoRows(word) => say!(language, faults.in_two_rows, word = word),
        F::NameTwice(word) => say!(language, faults.name_twice, word = word),
        F::NoDayOfRow { element, row } => say!(language, faults.no_day_of_row, element = element, row = row),
        F::OutsideRow { element, row } => say!(language, faults.outside_row, element = element, row = row),
        F::NotAmongThePoints(word) => say!(language, faults.not_among_the_points, word = word),
        F::ProvenBeforeApproved(word) => say!(language, faults.proven_before_approved, word = word),
        F::NotOfTheCatalogue => say!(language, faults.not_of_the_catalogue).to_owned(),
        F::TranslationMissing => say!(language, faults.translation_missing).to_owned(),
        F::PointMissing => say!(language, faults.point_missing).to_owned(),
        F::DeliberationMissing => say!(language, faults.deliberation_missing).to_owned(),
        F::EverySectorTwice => say!(language, faults.every_sector_twice).to_owned(),
        F::SectorTwice => say!(language, faults.sector_twice).to_owned(),
        F::CodeTwice => say!(language, faults.code_twice).to_owned(),
        F::BeyondModule => say!(language, faults.beyond_module).to_owned(),
        F::CodesMissing => say!(language, faults.codes_missing).to_owned(),
        F::CodesOfNoCode => say!(language, faults.codes_of_no_code).to_owned(),
        F::RegimesMissing => say!(language, faults.regimes_missing).to_owned(),
        F::EndsBeforeItBegins => say!(language, faults.ends_before_it_begins).to_owned(),
        F::ExtensionTooShort => say!(language, faults.extension_too_short).to_owned(),
        F::LengthNotPositive => say!(language, faults.length_not_positive).to_owned(),
        F::ReasonMissing => say!(language, faults.reason_missing).to_owned(),
        F::Niss => say!(language, faults.niss).to_owned(),
        F::CaseWithoutRecipient => say!(language, faults.case_without_recipient).to_owned(),
        F::CasePeriod(_) => say!(language, faults.case_period).to_owned(),
        F::RefusedHasNothing => say!(language, faults.refused_has_nothing).to_owned(),
        F::SeveralTimes => say!(language, faults.several_times).to_owned(),
        F::TooManyElements => say!(language, faults.too_many_elements, most = ElementSet::CAPACITY),
        F::TooManyLimits(most) => say!(language, faults.too_many_limits, most = most),
        F::NoElement { element, service } => say!(language, faults.no_element, element = element, service = service),
        F::NoModule { module, service } => say!(language, faults.no_module, module = module, service = service),
        F::NotAMember { id, owner } => say!(language, faults.not_a_member, id = id, owner = owner),
        F::OutsideBlock { element, block } => say!(language, faults.outside_block, element = element, block = block),
        F::InAnotherBlock { element, block } => {
            say!(language, faults.in_another_block, element = element, block = block)
        }
        F::Overlap(overlap) => overlapping(language, overlap),
        F::SuspendedTwice(twice) => {
            let (recipient, since) = (&twice.recipient, long_date(twice.since.date(), language));
            say!(language, faults.suspended_twice, recipient = recipient, since = since)
        }
        F::NothingToSuspend(nothing) => {
            let (recipient, service) = (&nothing.recipient, &nothing.service);
            let deliberation = &nothing.deliberation;
            say!(
                language,
                faults.nothing_to_suspend,
                recipient = recipient,
                service = service,
                deliberation = deliberation
            )
        }
        F::CaseBroken(mismatches) => {
            let told: Vec<String> = mismatches.iter().map(|found| mismatch(language, found)).collect();
            say!(language, faults.case_broken, mismatches = told.join(" "))
        }
    }
}

fn overlapping(language: Language, overlap: &Overlap) -> String {
    let Overlap { other, recipient, service, from } = overlap;
    say!(
        language,
        faults.overlap,
        recipient = recipient,
        service = service,
        deliberation = other.deliberation,
        points = other.point,
        from = long_date(*from, language)
    )
}

/// What a case expects, and what the rules say.
#[must_use]
pub fn mismatch(language: Language, mismatch: &Mismatch) -> String {
    let of = match mismatch.of.as_str() {
        "outcome" => say!(language, faults.of_outcome),
        "retention" => say!(language, faults.of_retention),
        "obligations" => say!(language, faults.of_obligations),
        element => element,
    };
    let (expected, found) = (statement(language, &mismatch.expected), statement(language, &mismatch.found));
    say!(language, faults.mismatch, of = of, expected = expected, found = found)
}

fn statement(language: Language, statement: &Statement) -> String {
    match statement {
        Statement::Told(list) if list.is_empty() => say!(language, faults.says_nothing).to_owned(),
        Statement::Told(list) => list.iter().map(|one| said(language, one)).collect::<Vec<_>>().join(", "),
        Statement::ElementUnknown { service } => say!(language, faults.no_such_element, service = service),
        Statement::Undecided(_) => say!(language, faults.undecided).to_owned(),
    }
}

/// Codes of retention rules and of obligations have no words of their own: they stand as the case has them.
fn said(language: Language, (word, source): &Said) -> String {
    let withheld = WithheldReason::ALL.iter().find(|reason| reason.as_str() == word);
    let words = match Outcome::from_word(word) {
        Some(Outcome::Granted) => say!(language, faults.says_granted),
        Some(Outcome::Refused(reason)) => refusals::heading(language, reason),
        None if word == ReducedForm::Whether.as_str() => reduced_words(language, ReducedForm::Whether),
        None => withheld.map_or(word.as_str(), |reason| withheld_words(language, *reason)),
    };
    match source {
        None => words.to_owned(),
        Some(source) => format!("{words} ({})", citation(language, source)),
    }
}

fn shape(language: Language, fault: &ShapeFault) -> String {
    let words = match fault {
        ShapeFault::KeyMissing(key) => return say!(language, faults.key_missing, key = key),
        ShapeFault::KeyUnknown(key) => return say!(language, faults.key_unknown, key = key),
        ShapeFault::WordUnknown { word, known } => {
            return say!(language, faults.word_unknown, word = word, known = known.join(", "));
        }
        ShapeFault::KeyTwice => say!(language, faults.key_twice),
        ShapeFault::Not(Sort::Text) => say!(language, faults.not_text),
        ShapeFault::Not(Sort::Number) => say!(language, faults.not_number),
        ShapeFault::Not(Sort::YesOrNo) => say!(language, faults.not_yes_or_no),
        ShapeFault::Not(Sort::Day) => say!(language, faults.not_day),
        ShapeFault::Not(Sort::List) => say!(language, faults.not_list),
        ShapeFault::Not(Sort::Table) => say!(language, faults.not_table),
        ShapeFault::NotAnIdentifier => say!(language, faults.shape_identifier),
        ShapeFault::NotASource => say!(language, faults.not_a_source),
        ShapeFault::Unreadable => say!(language, faults.unreadable),
    };
    words.to_owned()
}
