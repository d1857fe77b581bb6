//! Why something was not done in the catalogue.

use delibero_domain::catalogue::files::CatalogueError;
use thiserror::Error;

use crate::accounts::NotAllowed;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum DraftError {
    #[error("no such draft")]
    Unknown,
    #[error("this account may not do that")]
    NotAllowed,
    /// Somebody saved in between: the revision that is there now; 0 when the draft is gone.
    #[error("saved in between, as revision {0}")]
    Conflict(u32),
    #[error("whoever wrote in a draft does not publish it")]
    OwnDraft,
    #[error("nobody proposed this draft")]
    NotProposed,
    /// These documents were changed by another draft that was published since.
    #[error("something else was published since: {}", .0.join(", "))]
    Outdated(Vec<String>),
    /// Another state is in force than the one against which the effect was shown.
    #[error("another state is in force than the one that was compared")]
    NotCompared,
    #[error("the draft changes nothing")]
    NothingChanges,
    /// What is kept for ever must not hold the number of a person.
    #[error("a NISS stands in what was typed")]
    Niss,
    /// The catalogue would not be sound: each fault.
    #[error("the catalogue would not be sound: {} faults", .0.len())]
    NotSound(Vec<CatalogueError>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAllowed> for DraftError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
