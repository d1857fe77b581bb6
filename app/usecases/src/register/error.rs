//! Why something was not done in the register.

use delibero_domain::deliberation::register::Missing;
use thiserror::Error;

use super::faults::Fault;
use crate::accounts::NotAllowed;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum RegisterError {
    /// There is no such deliberation, version or draft, or this user may not see it.
    #[error("no such deliberation or draft")]
    Unknown,
    #[error("this account may not do that")]
    NotAllowed,
    /// Somebody saved in between: the revision that is there now.
    #[error("saved in between, as revision {0}")]
    Conflict(u32),
    #[error("whoever wrote in a draft does not publish it")]
    OwnDraft,
    /// A reading lacks what a deliberation cannot do without: a person must say it first.
    #[error("the reading is not complete")]
    Incomplete(Vec<Missing>),
    #[error("something else was published since this draft was begun")]
    Outdated,
    #[error("nobody proposed this draft")]
    NotProposed,
    /// The document is in the register already, with the same text.
    #[error("this document is in the register already")]
    AlreadyThere,
    /// The document is in the register already, with another text: say that it is to be replaced.
    #[error("this document is in the register already, with another text")]
    WouldReplace,
    /// What is drafted cannot stand: each fault, in the words of [`Fault`].
    #[error("the draft has faults")]
    Faulty(Vec<Fault>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAllowed> for RegisterError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
