//! What can be said of a database that may not be fit for use.

use delibero_usecases::store_error::StoreError;
use sqlx::migrate::Migrate;

use crate::database::Database;
use crate::engine::Engine;
use crate::error::failed;

/// How the schema of a database stands to the migrations of this program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemaState {
    /// There is none.
    Missing,
    /// The first so many of this program's migrations were applied.
    Behind {
        applied: usize,
        known: usize,
    },
    Same,
    /// All of this program's migrations were applied, and others: it is a newer program's.
    Ahead,
    /// A migration was applied half, or is not the one that this program knows.
    Different,
}

/// How what the database is told and says travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// It is a file of this machine.
    File,
    /// Nobody on the way reads it.
    Tls,
    /// Whoever is on the way reads it.
    Clear,
}

impl Database {
    /// How its schema stands to this program.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn schema_state(&self) -> Result<SchemaState, StoreError> {
        let migrations = self.engine.migrations();
        let mut connection = self.reader().await?;
        sqlx::query("SELECT 1").execute(&mut *connection).await.map_err(failed)?;
        let Ok(applied) = connection.list_applied_migrations(&migrations.table_name).await else {
            return Ok(SchemaState::Missing);
        };
        let dirty = connection.dirty_version(&migrations.table_name).await;
        let same = migrations
            .iter()
            .zip(&applied)
            .all(|(ours, theirs)| ours.version == theirs.version && ours.checksum == theirs.checksum);
        let known = migrations.iter().count();
        Ok(match applied.len() {
            _ if !same || !matches!(dirty, Ok(None)) => SchemaState::Different,
            0 => SchemaState::Missing,
            applied if applied < known => SchemaState::Behind { applied, known },
            applied if applied == known => SchemaState::Same,
            _ => SchemaState::Ahead,
        })
    }

    /// Whether it was made with this data key.
    ///
    /// # Errors
    /// When it does not answer, or has no schema.
    pub async fn is_of_this_key(&self) -> Result<bool, StoreError> {
        let mut connection = self.reader().await?;
        let proofs: Vec<Vec<u8>> =
            sqlx::query_scalar("SELECT proof FROM data_key").fetch_all(&mut *connection).await.map_err(failed)?;
        Ok(proofs == [self.key.proof()])
    }

    /// How a connection travels, as the server of the database sees it.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn transport(&self) -> Result<Transport, StoreError> {
        if self.engine == Engine::Sqlite {
            return Ok(Transport::File);
        }
        let tls = "SELECT CAST(ssl AS INTEGER) FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let tls: i32 = sqlx::query_scalar(tls).fetch_one(&mut *self.reader().await?).await.map_err(failed)?;
        Ok(if tls == 0 { Transport::Clear } else { Transport::Tls })
    }
}
