//! From the errors of `sqlx` to those of the ports.

use std::path::PathBuf;

use delibero_usecases::store_error::{Cause, StoreError};
use sqlx::error::DatabaseError;
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
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The URL says something that the engine does not know.
    #[error("the URL of the database cannot be used: {0}")]
    Url(#[source] Cause),
    /// Whoever answers is not who the URL asks for.
    #[error(
        "the certificate of the database is not accepted: {0}; `sslrootcert` names the file of the authority that issued \
         it, and the host is one of the names in it"
    )]
    Certificate(#[source] Cause),
    /// The database answers, and lets nobody in.
    #[error("the database refuses the connection: {0}")]
    Refused(#[source] Cause),
    /// The database does not answer.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] Cause),
}

pub(crate) fn not_connected(error: sqlx::Error) -> ConnectError {
    use sqlx::Error as E;
    let (kind, what): (fn(Cause) -> ConnectError, String) = match &error {
        E::Configuration(said) => (ConnectError::Url, said.to_string()),
        E::Tls(said) => (ConnectError::Certificate, said.to_string()),
        // What the library of TLS refuses comes as an error of the connection.
        E::Io(said) if said.to_string().starts_with(BAD_CERTIFICATE) => (ConnectError::Certificate, said.to_string()),
        E::Io(said) => (ConnectError::Unavailable, said.to_string()),
        E::Database(said) => (ConnectError::Refused, said.message().to_owned()),
        error => (ConnectError::Unavailable, error.to_string()),
    };
    kind(Cause::of(what).with_source(error))
}

const BAD_CERTIFICATE: &str = "invalid peer certificate";

impl From<ConnectError> for StoreError {
    fn from(error: ConnectError) -> Self {
        Self::Unavailable(Cause::of("there is no connection").with_source(error))
    }
}

/// The error of a statement.
pub(crate) fn failed(error: sqlx::Error) -> StoreError {
    use sqlx::Error as E;
    match &error {
        E::ColumnDecode { .. } | E::Decode(_) | E::ColumnNotFound(_) => StoreError::Unreadable(cause(error)),
        E::Database(said) if !is_outage(said.as_ref()) => StoreError::Fault(cause(error)),
        E::Encode(_) | E::TypeNotFound { .. } | E::ColumnIndexOutOfBounds { .. } | E::RowNotFound => {
            StoreError::Fault(cause(error))
        }
        _ => StoreError::Unavailable(cause(error)),
    }
}

fn cause(error: sqlx::Error) -> Cause {
    let said = error.as_database_error();
    Cause {
        what: error.to_string(),
        table: said.and_then(|said| said.table()).map(str::to_owned),
        constraint: said.and_then(|said| said.constraint()).map(str::to_owned),
        source: Some(Box::new(error)),
    }
}

/// Whether the database would do the same statement at another time.
fn is_outage(said: &dyn DatabaseError) -> bool {
    let Some(code) = said.code() else { return false };
    match code.parse::<u32>() {
        // SQLite: busy, locked, out of memory, read-only, interrupted, input or output, full, cannot open, protocol.
        Ok(number) if code.len() != SQLSTATE => matches!(number & 0xff, 5..=10 | 13 | 14 | 15),
        // PostgreSQL: connection, transaction rollback, resources, not in this state, intervention, system; read-only.
        _ => ["08", "40", "53", "55", "57", "58"].iter().any(|class| code.starts_with(class)) || code == "25006",
    }
}

/// The length of PostgreSQL's codes; those of SQLite are shorter.
const SQLSTATE: usize = 5;

/// The error of an insertion of something that may be there already, or whose organisation may be missing.
pub(crate) fn not_added(error: sqlx::Error, what: &str) -> StoreError {
    let said = error.as_database_error();
    let (unique, foreign) = (
        said.is_some_and(DatabaseError::is_unique_violation),
        said.is_some_and(DatabaseError::is_foreign_key_violation),
    );
    if unique {
        StoreError::Exists(Cause { what: what.to_owned(), ..cause(error) })
    } else if foreign {
        let what = format!("{what} refers to an organisation that is not stored");
        StoreError::Unreadable(Cause { what, ..cause(error) })
    } else {
        failed(error)
    }
}

/// What is stored is not what this program writes. `what` names the thing, never its content.
pub(crate) fn unreadable(what: &str) -> StoreError {
    StoreError::Unreadable(Cause::of(what))
}

/// The same, where another error says why. That one quotes nothing of what was read: it may be traced.
pub(crate) fn unreadable_for(what: &str, why: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Unreadable(Cause::of(what).with_source(why))
}

/// JSON that is not what this program writes. Its error may quote what was read, so that only its place is kept.
pub(crate) fn bad_json(what: &str, why: &serde_json::Error) -> StoreError {
    let (kind, line, column) = (why.classify(), why.line(), why.column());
    StoreError::Unreadable(Cause::of(format!("{what}: {kind:?} at line {line}, column {column}")))
}

/// The same error, with what was not had: a trace then names the lock that somebody holds.
pub(crate) fn explained(error: StoreError, what: &str) -> StoreError {
    let with = |cause: Cause| Cause { what: format!("{what}: {}", cause.what), ..cause };
    match error {
        StoreError::Unavailable(cause) => StoreError::Unavailable(with(cause)),
        StoreError::Fault(cause) => StoreError::Fault(with(cause)),
        other => other,
    }
}
