//! What a draft would make of the catalogue in force.

use std::sync::Arc;

use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::catalogue::{Catalogue, CatalogueHash};

use super::documents::{broken_cases, changed, compile};
use super::model::DocumentChange;

/// A draft laid over a state.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The state that it was laid over.
    pub state: u32,
    pub before: Arc<Catalogue>,
    /// The catalogue as it would be, or everything that is wrong in it.
    pub after: Result<Arc<Catalogue>, Vec<CatalogueError>>,
    /// The same without the changed documents that something is wrong in: what may be chosen meanwhile.
    pub readable: Arc<Catalogue>,
    /// Of the catalogue as it would be.
    pub hash: Option<CatalogueHash>,
    /// The cases that it would break: it cannot be put in force before.
    pub broken_cases: Vec<CatalogueError>,
    /// The documents as they would be.
    pub documents: Vec<Document>,
    /// The documents that were published otherwise since the draft began to change them.
    pub outdated: Vec<String>,
}

/// Changes that are laid over a state.
#[derive(Clone, Debug)]
pub struct LaidOver {
    pub state: u32,
    pub before: Arc<Catalogue>,
    /// Those of the state.
    pub documents: Vec<Document>,
    pub changes: Vec<DocumentChange>,
}

impl LaidOver {
    #[must_use]
    pub fn judged(self) -> Judged {
        let Self { state, before, documents, changes } = self;
        let outdated = outdated(&documents, &changes);
        let in_force = documents.clone();
        let documents = changed(documents, &changes);
        let after = compile(&documents).map(Arc::new);
        let readable = match &after {
            Ok(after) => Arc::clone(after),
            Err(errors) => readable(&in_force, changes, errors).unwrap_or_else(|| Arc::clone(&before)),
        };
        let broken_cases = after.as_ref().map(|after| broken_cases(after)).unwrap_or_default();
        let hash = after.as_ref().ok().map(|after| after.hash());
        Judged { hash, state, before, after, readable, broken_cases, documents, outdated }
    }
}

/// How often documents are left out: without one, another may not be sound that speaks of what it says.
const ROUNDS: usize = 4;

/// The catalogue with those changes alone in which nothing is wrong; none where that is not enough.
fn readable(
    in_force: &[Document],
    mut changes: Vec<DocumentChange>,
    errors: &[CatalogueError],
) -> Option<Arc<Catalogue>> {
    let files = |errors: &[CatalogueError]| errors.iter().map(|error| error.file.clone()).collect::<Vec<_>>();
    let mut faulty = files(errors);
    for _ in 0..ROUNDS {
        let all = changes.len();
        changes.retain(|change| !faulty.contains(&change.name));
        if changes.len() == all {
            return None;
        }
        match compile(&changed(in_force.to_vec(), &changes)) {
            Ok(catalogue) => return Some(Arc::new(catalogue)),
            Err(errors) => faulty = files(&errors),
        }
    }
    None
}

/// The documents that changes do not find as they knew them, and do not find as they make them either.
fn outdated(documents: &[Document], changes: &[DocumentChange]) -> Vec<String> {
    let known = |name: &str| documents.iter().find(|found| found.name == name).map(|found| found.text.as_str());
    let differs = |change: &&DocumentChange| {
        let now = known(&change.name);
        now != change.before.as_deref() && now != change.after.as_deref()
    };
    changes.iter().filter(differs).map(|change| change.name.clone()).collect()
}
