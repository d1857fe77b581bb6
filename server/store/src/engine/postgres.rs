//! PostgreSQL: one pool, and locks where SQLite's single writer needs none.

use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::migrate::Migrator;

use super::Pools;
use crate::error::ConnectError;

/// Enough, because what must not be done twice at once takes one of the locks below, or a primary key.
pub(super) const BEGIN: &str = "BEGIN ISOLATION LEVEL READ COMMITTED";

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/postgres");

/// Without it two loaders could both find nothing, and store one attestation for two persons. One lock for a whole
/// service, because locks for each attestation would be taken in the order of the files, and block each other.
pub(super) const LOADING_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.load.' || $1, 0))";

/// Without it two requests of one user could both count the same consultations, and pass the limit together.
pub(super) const USER_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.consult.' || $1, 0))";

/// Held until the end of the transaction, so that positions are given in the order of commits: whoever has seen a
/// position has seen all that will ever stand below it. Pages lose nothing, and a hash tree can follow.
pub(super) const LOG_LOCK: &str = "SELECT pg_advisory_xact_lock(hashtextextended('delibero.access-log', 0))";

const CONNECTIONS: u32 = 16;
const PATIENCE: Duration = Duration::from_secs(15);

pub(super) async fn connect(url: &str) -> Result<Pools, ConnectError> {
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(PATIENCE)
        .connect(url)
        .await
        .map_err(|error| ConnectError::Unavailable(error.to_string()))?;
    Ok(Pools { writer: pool.clone(), reader: pool })
}
