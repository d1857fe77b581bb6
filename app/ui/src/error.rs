//! The one error of the pages. It carries a code and never data.

use delibero_usecases::accounts::NotAllowed;
use delibero_usecases::store_error::StoreError;
use thiserror::Error;

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PageError {
    /// Nobody is signed in, or the session ended.
    #[error("sign in first")]
    SignInNeeded,
    /// The user's roles do not allow it.
    #[error("not allowed for this role")]
    NotAllowed,
    /// The user's organisation is suspended or ended.
    #[error("the organisation is stopped")]
    Stopped,
    /// Too few witnesses have seen the log for too long: nothing is disclosed.
    #[error("unwitnessed")]
    Unwitnessed,
    /// There is no such thing, or not for this user.
    #[error("unknown")]
    Unknown,
    /// It was there, but cannot be opened any more.
    #[error("closed")]
    Closed,
    /// What was sent cannot be read.
    #[error("malformed")]
    Malformed,
    /// More was sent than is taken at once.
    #[error("too large")]
    TooLarge,
    /// The database or another part does not answer; nothing was disclosed.
    #[error("unavailable")]
    Unavailable,
    /// A mistake of the program, or data that it cannot read; trying again does not help.
    #[error("fault")]
    Fault,
}

impl PageError {
    /// The HTTP status that says the same.
    #[must_use]
    pub const fn http_status(self) -> http::StatusCode {
        match self {
            Self::SignInNeeded => http::StatusCode::UNAUTHORIZED,
            Self::NotAllowed | Self::Stopped => http::StatusCode::FORBIDDEN,
            Self::Unknown => http::StatusCode::NOT_FOUND,
            Self::Closed => http::StatusCode::GONE,
            Self::Malformed => http::StatusCode::BAD_REQUEST,
            Self::TooLarge => http::StatusCode::PAYLOAD_TOO_LARGE,
            Self::Fault => http::StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable | Self::Unwitnessed => http::StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// Why the store did not do what was asked: all that a form says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It does not answer, or takes no writes: later it may.
    Outage,
    /// A mistake of the program, or data that it cannot read: trying again does not help.
    Fault,
}

impl From<Trouble> for PageError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Outage => Self::Unavailable,
            Trouble::Fault => Self::Fault,
        }
    }
}

impl Trouble {
    /// The HTTP status that says the same.
    #[must_use]
    pub const fn http_status(self) -> http::StatusCode {
        match self {
            Self::Outage => http::StatusCode::SERVICE_UNAVAILABLE,
            Self::Fault => http::StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Which it is; traced, with its causes.
    #[must_use]
    pub fn traced(error: &StoreError, what: &str) -> Self {
        tracing::error!(error = error as &dyn std::error::Error, "{what}");
        if error.is_outage() { Self::Outage } else { Self::Fault }
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::from(Trouble::traced(&error, "the store failed"))
    }
}

impl From<NotAllowed> for PageError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}
