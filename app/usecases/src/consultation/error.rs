//! Why there is no answer at all.

use jiff::Timestamp;
use thiserror::Error;

use super::model::OPEN_FOR;
use crate::directory::StopKind;
use crate::store_error::StoreError;

#[derive(Debug, Error)]
pub enum ConsultError {
    /// The account is gone, disabled, or has no role that consults.
    #[error("this account does not consult")]
    NotAllowed,
    /// The organisation is suspended or ended.
    #[error("the organisation is {}", .0.as_str())]
    Stopped(StopKind),
    /// There is no such consultation of this user.
    #[error("no such consultation")]
    Unknown,
    /// The answer cannot be opened any more.
    #[error("the answer was open for {} hours", OPEN_FOR.as_hours())]
    Closed,
    /// The user opened as many consultations in the last hour as may be.
    #[error("as many consultations were opened in an hour as may be")]
    LimitReached {
        /// The most in an hour.
        most: u32,
        /// From when on another may be opened; none while the limit is zero.
        until: Option<Timestamp>,
    },
    /// Too few witnesses have seen the log since then: nothing is disclosed.
    #[error("too few witnesses have seen the log since {since}")]
    Unwitnessed { since: Timestamp },
    /// Nothing left.
    #[error(transparent)]
    Store(#[from] StoreError),
}
