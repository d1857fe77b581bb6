//! The database: its connections, and what it is for.

use std::sync::Arc;

use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::pool::PoolConnection;
use sqlx::{Any, Transaction};

use crate::engine::{Engine, Pools};
use crate::error::{ConnectError, failed};
use crate::seal::DataKey;

/// A database with the key that seals what it holds.
#[derive(Clone)]
pub struct Database {
    pub(crate) engine: Engine,
    pools: Arc<Pools>,
    pub(crate) key: Arc<DataKey>,
    /// It may hold a password.
    pub(crate) url: Arc<str>,
}

/// What a database is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// For nothing yet.
    Nothing,
    /// For a demonstration, and for ever.
    Demonstration,
    Work,
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
        Ok(Self { engine, pools, key: Arc::new(key.clone()), url: url.into() })
    }

    /// What PostgreSQL goes by on a connection: `synchronous_commit` and the limits of time.
    ///
    /// # Errors
    /// When it does not answer, or has no such settings.
    pub async fn settings(&self) -> Result<Vec<String>, StoreError> {
        let names = ["synchronous_commit", "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"];
        let mut connection = self.writer().await?;
        let mut settings = Vec::new();
        for name in names {
            let setting = sqlx::query_scalar("SELECT current_setting($1)").bind(name);
            settings.push(setting.fetch_one(&mut *connection).await.map_err(failed)?);
        }
        Ok(settings)
    }

    /// Writes that it can be written to.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn beat(&self, at: Timestamp) -> Result<(), StoreError> {
        let update = sqlx::query("UPDATE heartbeat SET at_us = $1 WHERE id = 1").bind(at.as_microsecond());
        update.execute(&mut *self.writer().await?).await.map_err(failed)?;
        Ok(())
    }

    /// What the database is for.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn purpose(&self) -> Result<Purpose, StoreError> {
        let mut connection = self.reader().await?;
        let marked: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM demonstration")
            .fetch_one(&mut *connection)
            .await
            .map_err(failed)?;
        if marked != 0 {
            return Ok(Purpose::Demonstration);
        }
        let used: i64 = sqlx::query_scalar(
            "SELECT CAST(EXISTS (SELECT 1 FROM organisations) OR EXISTS (SELECT 1 FROM records)
                 OR EXISTS (SELECT 1 FROM access_log) OR EXISTS (SELECT 1 FROM deliberations)
                 OR EXISTS (SELECT 1 FROM deliberation_drafts) OR EXISTS (SELECT 1 FROM persons) AS INTEGER)",
        )
        .fetch_one(&mut *connection)
        .await
        .map_err(failed)?;
        Ok(if used == 0 { Purpose::Nothing } else { Purpose::Work })
    }

    /// Says for ever that this is the database of a demonstration.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn mark_as_demonstration(&self) -> Result<(), StoreError> {
        let insert = sqlx::query("INSERT INTO demonstration (id) VALUES (1) ON CONFLICT (id) DO NOTHING");
        insert.execute(&mut *self.writer().await?).await.map_err(failed)?;
        Ok(())
    }

    /// Closes the connections, after what is under way.
    pub async fn close(&self) {
        self.pools.reader.close().await;
        self.pools.writer.close().await;
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
