//! Batches where a text grants them.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::{Document, documents};
use delibero_domain::catalogue::files::{BUILTIN, read};
use delibero_usecases::batches::BatchQuestion;

use crate::examples::{quarters, word};

/// The files that ship, but that a CPAS may ask HDI about many at once by 20/130.
fn files_of_batches() -> Vec<(&'static str, String)> {
    let limit = "[[authorisation.use_limit]]\nid = \"cpas-circle-only\"";
    let granted = format!("[authorisation.batch]\nallowed = true\npoint = \"4\"\n\n{limit}");
    let changed = |(name, text): &(&'static str, &'static str)| {
        if name.ends_with("deliberations/20-130.toml") {
            assert!(text.contains(limit), "the text has the limit on use");
            (*name, text.replacen(limit, &granted, 1))
        } else {
            (*name, (*text).to_owned())
        }
    };
    BUILTIN.iter().map(changed).collect()
}

/// The catalogue that ships, but that a CPAS may ask HDI about many at once by 20/130.
///
/// # Panics
/// When what ships has no such text any more.
#[must_use]
pub fn catalogue_of_batches() -> Catalogue {
    let files = files_of_batches();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    read(&files).expect("a catalogue")
}

/// The same as documents, without cases: they are about what ships.
///
/// # Panics
/// When what ships has no such text any more.
#[must_use]
pub fn documents_of_batches() -> Vec<Document> {
    let files = files_of_batches();
    let files = files.iter().filter(|(name, _)| !name.starts_with("cases/"));
    let files: Vec<(&str, &str)> = files.map(|(name, text)| (*name, text.as_str())).collect();
    documents(&files).expect("documents")
}

/// What a CPAS asks of HDI about applicants, with its limit on use confirmed.
#[must_use]
pub fn batch_question() -> BatchQuestion {
    BatchQuestion {
        recipient: word("cpas"),
        service: word("hdi"),
        module: word("consult-attest"),
        purpose: word("social-inquiry"),
        person_role: Some(word("applicant")),
        asked: quarters("2024Q3", "2025Q1").into(),
        confirmed: vec![word("cpas-circle-only")],
        legal_context: None,
    }
}
