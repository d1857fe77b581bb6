//! Why something was not done with a draft.

use thiserror::Error;

use crate::accounts::NotAllowed;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum DraftError<R> {
    /// There is no such draft, or not any more, or this user may not see it.
    #[error("no such draft")]
    Unknown,
    #[error("this account may not do that")]
    NotAllowed,
    /// Somebody saved in between: the revision that is there now.
    #[error("saved in between, as revision {0}")]
    Conflict(u32),
    #[error("whoever wrote in a draft does not publish it")]
    OwnDraft,
    #[error("nobody proposed this draft")]
    NotProposed,
    /// What is kept for ever must not hold the number of a person.
    #[error("a NISS stands in what was typed")]
    Niss,
    /// In the words of what is drafted.
    #[error(transparent)]
    Refused(R),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<R> DraftError<R> {
    /// The revision that a store has in the place of the one that was read; 0: the draft is gone.
    pub(super) const fn not_saved(there: u32) -> Self {
        if there == 0 { Self::Unknown } else { Self::Conflict(there) }
    }
}

impl<R> From<NotAllowed> for DraftError<R> {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
