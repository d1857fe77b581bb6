//! Why the server did not start, or stopped.

use std::net::SocketAddr;

use delibero_domain::catalogue::files::CatalogueError;
use delibero_store::ConnectError;
use delibero_usecases::log_tree::SequenceError;
use delibero_usecases::store_error::StoreError;
use thiserror::Error;

use crate::config::ConfigError;
use crate::witnesses::WitnessesError;

/// Why the server did not start, or stopped.
#[derive(Debug, Error)]
pub enum ServeError {
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}; `delibero doctor` says what to do")]
    Sequence(#[from] SequenceError),
    #[error("the key in DELIBERO_LOG_KEY_FILE_BEFORE is of another log, {0}")]
    OfAnotherLog(String),
    #[error(transparent)]
    Witnesses(#[from] WitnessesError),
    #[error("the catalogue cannot be read:\n{0}")]
    Catalogue(String),
    #[error(
        "cannot listen on {address}: {error}; is another program using the port? Set DELIBERO_ADDRESS to another one"
    )]
    Listen { address: SocketAddr, error: std::io::Error },
    #[error(
        "this is the database of a demonstration, whose passwords are known to everybody; set DATABASE_URL to another one, or DELIBERO_DEMO=1"
    )]
    OfADemonstration,
    #[error("this is no demonstration's database; set DATABASE_URL to another one, or DELIBERO_DEMO=0")]
    NotOfADemonstration,
    #[error("there is no built site in {0}; build it with `make build`, or set DELIBERO_SITE_ROOT")]
    NoSite(String),
    #[error("the server stopped: {0}")]
    Io(#[from] std::io::Error),
}

impl ServeError {
    /// Everything that is wrong in the files of the catalogue.
    pub(crate) fn catalogue(errors: Vec<CatalogueError>) -> Self {
        Self::Catalogue(errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }
}
