//! The documents of a state: what they say together, and what changes in them.

use std::collections::{BTreeMap, HashMap};

use delibero_domain::cases::{Failure, failing};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::{Document, SUSPENSIONS};
use delibero_domain::catalogue::files::{CatalogueError, CatalogueFault, read};

use super::model::DocumentChange;

/// Reads documents into a catalogue.
///
/// # Errors
/// Everything that is wrong in them.
pub fn compile(documents: &[Document]) -> Result<Catalogue, Vec<CatalogueError>> {
    let files: Vec<_> = documents.iter().map(|found| (found.name.as_str(), found.text.as_str())).collect();
    read(&files)
}

/// The cases that the rules of a catalogue break, each as a fault of the file that it stands in.
pub(super) fn broken_cases(catalogue: &Catalogue) -> Vec<CatalogueError> {
    let fault = |failure: Failure<'_>| CatalogueError {
        file: failure.case.place.file.clone(),
        line: failure.case.place.line,
        key: format!("case {} {}", failure.case.because.deliberation, failure.case.because.point),
        what: CatalogueFault::CaseBroken(failure.mismatches),
    };
    failing(catalogue).into_iter().map(fault).collect()
}

/// What changes from some documents to others, in the order of the latter, what is removed last.
#[must_use]
pub fn differences(before: &[Document], after: &[Document]) -> Vec<DocumentChange> {
    let mut known: BTreeMap<&str, &str> = by_name(before).collect();
    let mut changes: Vec<DocumentChange> = after
        .iter()
        .map(|found| DocumentChange {
            name: found.name.clone(),
            before: known.remove(found.name.as_str()).map(str::to_owned),
            after: Some(found.text.clone()),
        })
        .collect();
    changes.retain(|change| change.before != change.after);
    changes.extend(known.into_iter().map(|(name, text)| DocumentChange {
        name: name.to_owned(),
        before: Some(text.to_owned()),
        after: None,
    }));
    changes
}

fn by_name(documents: &[Document]) -> impl Iterator<Item = (&str, &str)> {
    documents.iter().map(|found| (found.name.as_str(), found.text.as_str()))
}

/// Documents with changes made to them; what is new comes last.
pub(super) fn changed(documents: Vec<Document>, changes: &[DocumentChange]) -> Vec<Document> {
    let mut after: HashMap<&str, Option<&String>> =
        changes.iter().map(|change| (change.name.as_str(), change.after.as_ref())).collect();
    let mut result = Vec::with_capacity(documents.len());
    for document in documents {
        match after.remove(document.name.as_str()) {
            None => result.push(document),
            Some(Some(text)) => result.push(Document { text: text.clone(), ..document }),
            Some(None) => {}
        }
    }
    let new = changes.iter().filter(|change| after.contains_key(change.name.as_str()));
    result.extend(new.filter_map(|change| Some(Document { name: change.name.clone(), text: change.after.clone()? })));
    result
}

/// Whether a document stops something.
#[must_use]
pub fn is_suspension(name: &str) -> bool {
    name.strip_prefix(SUSPENSIONS).is_some_and(|rest| rest.starts_with('/'))
}
