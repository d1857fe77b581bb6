//! From the errors of `sqlx` to those of the ports.

use std::path::PathBuf;

use delibero_usecases::ports::StoreError;
use thiserror::Error;

/// Why there is no connection. It never shows the URL, which may hold a password.
#[derive(Debug, Error)]
pub enum ConnectError {
    /// The URL names an engine that this program does not know.
    #[error("a database URL begins with `sqlite:`, `postgres:` or `postgresql:`, not with `{0}`")]
    UnknownScheme(String),
    /// The URL of a SQLite database names no file.
    #[error("a SQLite URL names a file, as in `sqlite:data/delibero.db`; a database in memory is not possible")]
    NotAFile,
    /// The file or its folder cannot be made.
    #[error("{path} cannot be opened or made: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The database does not answer.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
}

impl From<ConnectError> for StoreError {
    fn from(error: ConnectError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

/// The error of a statement. Messages of both engines name tables and columns, never values.
pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::ColumnNotFound(_) => {
            StoreError::Unreadable(error.to_string())
        }
        other => StoreError::Unavailable(other.to_string()),
    }
}

/// The error of an insertion of something that may be there already, or whose organisation may be missing.
pub(crate) fn not_added(error: sqlx::Error, what: &str) -> StoreError {
    match error.as_database_error() {
        Some(cause) if cause.is_unique_violation() => StoreError::Exists(what.to_owned()),
        Some(cause) if cause.is_foreign_key_violation() => {
            StoreError::Unreadable(format!("{what} refers to an organisation that is not stored"))
        }
        _ => failed(error),
    }
}

/// What is stored is not what this program writes. `what` names the thing, never its content.
pub(crate) fn unreadable(what: &str) -> StoreError {
    StoreError::Unreadable(what.to_owned())
}
