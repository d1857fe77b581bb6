//! Why a mandate was not given, or not ended.

use thiserror::Error;

/// Why a mandate was not given, or not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MandateError {
    #[error("nobody gives themselves a designation or an office")]
    Own,
    /// No text that holds for the organisation asks for it.
    #[error("that is not to be given here")]
    NotToBeGiven,
    #[error("the last day comes before the first")]
    DaysReversed,
    #[error("a deputy has a last day")]
    NoLastDay,
    #[error("the holder does not hold the office on all of these days")]
    NotHeldThen,
    #[error("it is given already on some of these days")]
    GivenAlready,
}
