//! What must differ between the engines, and nothing else.

mod postgres;
mod sqlite;

use sqlx::AnyPool;
use sqlx::migrate::Migrator;

use crate::error::ConnectError;

/// An engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// The connections of a database.
pub(crate) struct Pools {
    /// For what may write.
    pub writer: AnyPool,
    /// For what only reads.
    pub reader: AnyPool,
}

impl Engine {
    /// The engine of a URL.
    pub fn of(url: &str) -> Result<Self, ConnectError> {
        let scheme = url.split(':').next().filter(|scheme| scheme.len() < url.len()).unwrap_or_default();
        match scheme {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "postgresql" => Ok(Self::Postgres),
            other => Err(ConnectError::UnknownScheme(other.to_owned())),
        }
    }

    /// Connects.
    pub async fn connect(self, url: &str) -> Result<Pools, ConnectError> {
        match self {
            Self::Sqlite => sqlite::connect(url).await,
            Self::Postgres => postgres::connect(url).await,
        }
    }

    /// The statement that begins a unit of work.
    pub const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => sqlite::BEGIN,
            Self::Postgres => postgres::BEGIN,
        }
    }

    /// The migrations.
    pub const fn migrations(self) -> &'static Migrator {
        match self {
            Self::Sqlite => &sqlite::MIGRATIONS,
            Self::Postgres => &postgres::MIGRATIONS,
        }
    }

    /// Makes units of work that load attestations of one service (`$1`) wait for each other; none where all do anyway.
    pub const fn loading_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::LOADING_LOCK),
        }
    }

    /// Makes units of work that append to the log wait for each other; none where all do anyway.
    pub const fn log_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None,
            Self::Postgres => Some(postgres::LOG_LOCK),
        }
    }
}
