//! Why a batch is not begun, not shown or not gone on with.

use delibero_domain::consultation::{Obligation, Refusal};
use thiserror::Error;

use crate::accounts::NotAllowed;
use crate::consultation::ConsultError;
use crate::directory::StopKind;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum BatchError {
    /// The account is gone, disabled, or has no role that consults.
    #[error("this account does not consult")]
    NotAllowed,
    /// The organisation is suspended or ended.
    #[error("the organisation is {}", .0.as_str())]
    Stopped(StopKind),
    /// Too few witnesses have seen the log for too long.
    #[error("too few witnesses have seen the log")]
    Unwitnessed,
    /// Whatever persons are on the list.
    #[error("refused: {}", .0.reason.as_str())]
    Refused(Refusal),
    /// Limits on use that were not confirmed.
    #[error("not everything was confirmed")]
    NotConfirmed(Vec<Obligation>),
    #[error("nobody is on the list")]
    Nobody,
    #[error("the list is longer than it may be")]
    TooLong,
    /// There is no such batch of this user, or its list and result are no more.
    #[error("no such batch")]
    Unknown,
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAllowed> for BatchError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

impl From<ConsultError> for BatchError {
    fn from(error: ConsultError) -> Self {
        match error {
            ConsultError::Store(error) => Self::Store(error),
            ConsultError::Stopped(kind) => Self::Stopped(kind),
            ConsultError::Unwitnessed { .. } => Self::Unwitnessed,
            _ => Self::NotAllowed,
        }
    }
}
