//! Batches where a text grants them.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::{BUILTIN, read};
use delibero_usecases::batches::BatchQuestion;

use crate::examples::{quarters, word};

/// The catalogue that ships, but that a CPAS may ask HDI about many at once by 20/130.
///
/// # Panics
/// When what ships has no such text any more.
#[must_use]
pub fn catalogue_of_batches() -> Catalogue {
    let limit = "[[authorisation.use_limit]]\nid = \"cpas-circle-only\"";
    let granted = format!("[authorisation.batch]\nallowed = true\npoint = \"4\"\n\n{limit}");
    let changed = |(name, text): &(&str, &str)| {
        let text = if name.ends_with("deliberations/20-130.toml") {
            assert!(text.contains(limit), "the text has the limit on use");
            text.replacen(limit, &granted, 1)
        } else {
            (*text).to_owned()
        };
        ((*name).to_owned(), text)
    };
    let files: Vec<(String, String)> = BUILTIN.iter().map(changed).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    read(&files).expect("a catalogue")
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
