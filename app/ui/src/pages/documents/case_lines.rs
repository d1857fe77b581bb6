//! The cases of a text in words, each with what a catalogue makes of it.

use delibero_domain::cases::{Case, Outcome};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::text::Language;
use delibero_words::fault_words::mismatch;
use delibero_words::formats::short_date;
use delibero_words::{refusals, say};

/// One case, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    /// From 1.
    pub line: usize,
    pub point: String,
    pub given: String,
    pub expected: String,
    /// What is not as expected; empty: it holds.
    pub mismatches: Vec<String>,
}

/// The cases of a document, decided by a catalogue.
pub(super) fn lines(catalogue: &Catalogue, document: &str, language: Language) -> Vec<CaseLine> {
    let of_document = catalogue.cases().iter().filter(|case| case.place.file == document);
    of_document.map(|case| line(catalogue, case, language)).collect()
}

fn line(catalogue: &Catalogue, case: &Case, language: Language) -> CaseLine {
    let asked = &case.given;
    let recipient = asked.recipient.as_ref().map(|id| {
        let known = catalogue.recipient(id.as_str());
        known.map_or_else(|| id.to_string(), |found| found.label.get(language).to_owned())
    });
    let service = catalogue.service(asked.service.as_str());
    let module = service.and_then(|service| service.module(&asked.module));
    let module = module.map_or_else(|| asked.module.to_string(), |(_, module)| module.label.get(language).to_owned());
    let purpose = catalogue.purpose_label(asked.purpose.as_str()).get(language).to_owned();
    let given = recipient.into_iter().chain([module, purpose, short_date(asked.at)]).collect::<Vec<_>>().join(" · ");
    let expected = match case.expect.outcome {
        Outcome::Granted => say!(language, catalogue.granted),
        Outcome::Refused(reason) => refusals::heading(language, reason),
    };
    CaseLine {
        line: case.place.line,
        point: case.because.point.clone(),
        given,
        expected: expected.to_owned(),
        mismatches: case.mismatches(catalogue).iter().map(|found| mismatch(language, found)).collect(),
    }
}
