//! The database: connecting, migrating, and whether it is fit for use.

use std::sync::Arc;

use delibero_usecases::ports::StoreError;
use sqlx::migrate::Migrate;
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, Transaction};

use crate::engine::{Engine, Pools};
use crate::error::{ConnectError, failed, unreadable};
use crate::register::reindex;
use crate::seal::DataKey;

/// A database with the key that seals what it holds.
#[derive(Clone)]
pub struct Database {
    pub(crate) engine: Engine,
    pools: Arc<Pools>,
    pub(crate) key: Arc<DataKey>,
}

impl Database {
    /// Connects to `sqlite:<file>`, which is made when it is missing, or to `postgres://…`.
    ///
    /// # Errors
    /// When the URL names neither, or the database does not answer.
    pub async fn connect(url: &str, key: &DataKey) -> Result<Self, ConnectError> {
        sqlx::any::install_default_drivers();
        let engine = Engine::of(url)?;
        let pools = Arc::new(engine.connect(url).await?);
        Ok(Self { engine, pools, key: Arc::new(key.clone()) })
    }

    /// Brings the schema to that of this program, and ties a new database to the key.
    ///
    /// # Errors
    /// When a migration fails, when the database is ahead of this program, or when it belongs to another key.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut connection = self.writer().await?;
        // Not `run`: its future does not satisfy `Send` with this driver.
        let outcome = self.engine.migrations().run_direct(None, &mut *connection, false).await;
        if let Err(error) = outcome {
            // A failed migration keeps its lock as long as the connection lives.
            let _ = connection.close().await;
            return Err(StoreError::Unavailable(error.to_string()));
        }
        if proofs(&mut connection).await?.is_empty() {
            let insert = sqlx::query("INSERT INTO data_key (proof) VALUES ($1)").bind(self.key.proof());
            insert.execute(&mut *connection).await.map_err(failed)?;
        }
        self.check_key(&mut connection).await?;
        drop(connection);
        reindex::where_needed(self).await
    }

    /// Closes the connections, after what is under way.
    pub async fn close(&self) {
        self.pools.reader.close().await;
        self.pools.writer.close().await;
    }

    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        let mut connection = self.reader().await?;
        sqlx::query("SELECT 1").execute(&mut *connection).await.map_err(failed)?;
        self.check_schema(&mut connection).await?;
        self.check_key(&mut connection).await
    }

    async fn check_schema(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        let migrations = self.engine.migrations();
        let applied = connection.list_applied_migrations(&migrations.table_name).await;
        let applied = applied.map_err(|_| unreadable("the schema is missing; run the migrations"))?;
        let dirty = connection.dirty_version(&migrations.table_name).await;
        let whole = dirty.map_err(|error| StoreError::Unavailable(error.to_string()))?.is_none();
        let same = applied.len() == migrations.iter().count()
            && migrations
                .iter()
                .zip(&applied)
                .all(|(ours, theirs)| ours.version == theirs.version && ours.checksum == theirs.checksum);
        if whole && same {
            Ok(())
        } else {
            Err(unreadable("the schema is not that of this program; run the migrations"))
        }
    }

    async fn check_key(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        let same = proofs(connection).await? == [self.key.proof()];
        if same { Ok(()) } else { Err(unreadable("the database was made with another data key")) }
    }

    /// A connection for one statement that writes.
    pub(crate) async fn writer(&self) -> Result<PoolConnection<Any>, StoreError> {
        self.pools.writer.acquire().await.map_err(failed)
    }

    /// A connection for one statement that reads.
    pub(crate) async fn reader(&self) -> Result<PoolConnection<Any>, StoreError> {
        self.pools.reader.acquire().await.map_err(failed)
    }

    /// A transaction; it is undone when it is dropped without a commit.
    pub(crate) async fn transaction(&self) -> Result<Transaction<'static, Any>, StoreError> {
        self.pools.writer.begin_with(self.engine.begin()).await.map_err(failed)
    }
}

async fn proofs(connection: &mut AnyConnection) -> Result<Vec<Vec<u8>>, StoreError> {
    sqlx::query_scalar("SELECT proof FROM data_key").fetch_all(connection).await.map_err(failed)
}
