//! What the catalogue says of a point beside its rules: how it was read, the cases that try it, why it is not for a machine.

use delibero_domain::authorisation::Source;
use delibero_domain::cases::Case;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::points::{Point, overlap, points};
use delibero_domain::text::Language;

use super::{Use, UseKind};

/// Adds it under the labels of a text.
pub(super) fn add(catalogue: &Catalogue, (number, language): (&str, Language), labels: &[String], at: &mut [Vec<Use>]) {
    let known = points(catalogue, number).unwrap_or_default();
    for (label, uses) in labels.iter().zip(at.iter_mut()) {
        if let Some(point) = known.iter().find(|point| point.number == label) {
            uses.extend(of_point(catalogue, language, point));
        }
    }
    for reading in catalogue.readings().iter().filter(|found| found.source.deliberation == number) {
        // It is said once, where its points begin.
        let about = |label: &String| overlap(catalogue, &reading.source, &Source::new(number, label));
        if let Some(place) = labels.iter().position(about) {
            let words = reading.text.get(language).to_owned();
            at[place].push(Use { words, ..Use::new(UseKind::Reading) });
        }
    }
}

fn of_point<'c>(catalogue: &'c Catalogue, language: Language, point: &Point<'c>) -> impl Iterator<Item = Use> + use<> {
    let why = point.why.map(|why| Use { words: why.get(language).to_owned(), ..Use::new(UseKind::NotForAMachine) });
    let cases: Vec<String> = point.cases.iter().map(|place| line(&catalogue.cases()[*place])).collect();
    let cases = (!cases.is_empty()).then(|| Use { elements: cases, ..Use::new(UseKind::Cases) });
    cases.into_iter().chain(why)
}

/// A case in the identifiers of the vocabulary.
fn line(case: &Case) -> String {
    let given = &case.given;
    let recipient = given.recipient.as_ref().map_or("", |recipient| recipient.as_str());
    let expected = &case.expect;
    let granted = expected.granted.iter().map(ToString::to_string);
    let withheld = expected.withheld.iter().map(|found| format!("{} {}", found.element, found.reason.as_str()));
    let reduced = expected.reduced.iter().map(|found| format!("{} {}", found.element, found.form.as_str()));
    let retention = expected.retention.iter().flatten().map(|found| found.rule.clone());
    let obligations = expected.obligations.iter().flatten().map(|found| found.id.to_string());
    let more: Vec<String> = granted.chain(withheld).chain(reduced).chain(retention).chain(obligations).collect();
    let more = if more.is_empty() { String::new() } else { format!(": {}", more.join(", ")) };
    format!("{recipient}, {}, {}: {}{more}", given.module, given.purpose, expected.outcome.as_str())
}
