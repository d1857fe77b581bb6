//! Why something was not done in the register.

use delibero_domain::deliberation::register::Missing;
use thiserror::Error;

use super::faults::Fault;
use crate::drafts::DraftError;

pub type RegisterError = DraftError<RegisterRefusal>;

#[derive(Debug, Error)]
pub enum RegisterRefusal {
    /// A reading lacks what a deliberation cannot do without: a person must say it first.
    #[error("the reading is not complete")]
    Incomplete(Vec<Missing>),
    #[error("something else was published since this draft was begun")]
    Outdated,
    /// The document is in the register already, with the same text.
    #[error("this document is in the register already")]
    AlreadyThere,
    /// The document is in the register already, with another text: say that it is to be replaced.
    #[error("this document is in the register already, with another text")]
    WouldReplace,
    /// What is drafted cannot stand: each fault, in the words of [`Fault`].
    #[error("the draft has faults")]
    Faulty(Vec<Fault>),
}

impl From<RegisterRefusal> for RegisterError {
    fn from(refusal: RegisterRefusal) -> Self {
        Self::Refused(refusal)
    }
}
