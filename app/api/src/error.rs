//! The one error of the server functions. It carries a code and never data.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a server function did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApiError {
    /// Nobody is signed in, or the session ended.
    #[error("sign in first")]
    SignInNeeded,
    /// The user's roles do not allow it.
    #[error("not allowed for this role")]
    NotAllowed,
    /// There is no such thing, or not for this user.
    #[error("unknown")]
    Unknown,
    /// It was there, but cannot be opened any more.
    #[error("closed")]
    Closed,
    /// What was sent cannot be read.
    #[error("malformed")]
    Malformed,
    /// The database or another part does not answer; nothing was disclosed.
    #[error("unavailable")]
    Unavailable,
    /// A mistake of the program, or data that it cannot read; trying again does not help.
    #[error("fault")]
    Fault,
    /// The server cannot be reached.
    #[error("no connection")]
    NoConnection,
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::NoConnection,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::Malformed
            }
            _ => Self::Unavailable,
        };
        #[cfg(feature = "ssr")]
        let error = error.with_status();
        error
    }
}

#[cfg(feature = "ssr")]
impl ApiError {
    /// The HTTP status that says the same.
    #[must_use]
    pub const fn http_status(self) -> http::StatusCode {
        match self {
            Self::SignInNeeded => http::StatusCode::UNAUTHORIZED,
            Self::NotAllowed => http::StatusCode::FORBIDDEN,
            Self::Unknown => http::StatusCode::NOT_FOUND,
            Self::Closed => http::StatusCode::GONE,
            Self::Malformed => http::StatusCode::BAD_REQUEST,
            Self::Fault => http::StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable | Self::NoConnection => http::StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Sets the answer's HTTP status and returns the error.
    #[must_use]
    pub fn with_status(self) -> Self {
        if let Some(options) = leptos::prelude::use_context::<leptos_axum::ResponseOptions>() {
            options.set_status(self.http_status());
        }
        self
    }
}

#[cfg(feature = "ssr")]
impl From<delibero_usecases::ports::StoreError> for ApiError {
    fn from(error: delibero_usecases::ports::StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "the store failed");
        if error.is_outage() { Self::Unavailable.with_status() } else { Self::Fault.with_status() }
    }
}
