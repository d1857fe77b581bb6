//! The database: connecting, migrating, and whether it is fit for use.

use std::sync::Arc;

use delibero_usecases::store_error::{Cause, StoreError};
use jiff::Timestamp;
use sqlx::migrate::{Migrate, MigrateError};
use sqlx::pool::PoolConnection;
use sqlx::{Any, AnyConnection, AssertSqlSafe, Executor, Transaction};

use crate::engine::{Engine, Pools};
use crate::error::{ConnectError, failed, unreadable, unreadable_for};
use crate::register::reindex;
use crate::seal::DataKey;

/// A database with the key that seals what it holds.
#[derive(Clone)]
pub struct Database {
    pub(crate) engine: Engine,
    pools: Arc<Pools>,
    pub(crate) key: Arc<DataKey>,
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
        Ok(Self { engine, pools, key: Arc::new(key.clone()) })
    }

    /// Brings the schema to that of this program, and ties a new database to the key.
    ///
    /// # Errors
    /// When a migration fails, when the database is ahead of this program, or when it belongs to another key.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let mut connection = self.writer().await?;
        connection.execute(self.engine.without_haste()).await.map_err(failed)?;
        // Not `run`: its future does not satisfy `Send` with this driver.
        let outcome = self.engine.migrations().run_direct(None, &mut *connection, false).await;
        if let Err(error) = outcome {
            // A failed migration keeps its lock as long as the connection lives.
            let _ = connection.close().await;
            return Err(not_migrated(error));
        }
        if proofs(&mut connection).await?.is_empty() {
            let insert = sqlx::query("INSERT INTO data_key (proof) VALUES ($1)").bind(self.key.proof());
            insert.execute(&mut *connection).await.map_err(failed)?;
        }
        let checked = self.check_key(&mut connection).await;
        // Its settings were those of migrations.
        let _ = connection.close().await;
        checked?;
        reindex::where_needed(self).await
    }

    /// Lets a role of PostgreSQL serve: it reads and writes, but only adds to what is append-only, and changes no table.
    ///
    /// # Errors
    /// When the database has no roles, or the role cannot be given this.
    pub async fn let_serve(&self, role: &str) -> Result<(), StoreError> {
        let mut connection = self.writer().await?;
        for statement in self.engine.let_serve() {
            let quoted = format!("\"{}\"", role.replace('"', "\"\""));
            let statement = statement.replace("ROLE", &quoted);
            sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Whether the database has the schema of this program and belongs to this key.
    ///
    /// # Errors
    /// When it has not, or does not.
    pub async fn check(&self) -> Result<(), StoreError> {
        let mut connection = self.reader().await?;
        sqlx::query("SELECT 1").execute(&mut *connection).await.map_err(failed)?;
        self.check_schema(&mut connection).await?;
        self.check_key(&mut connection).await
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
            "SELECT CAST(EXISTS (SELECT 1 FROM organisations) OR EXISTS (SELECT 1 FROM attestations)
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

    async fn check_schema(&self, connection: &mut AnyConnection) -> Result<(), StoreError> {
        let migrations = self.engine.migrations();
        let applied = connection.list_applied_migrations(&migrations.table_name).await;
        let applied = applied.map_err(|why| unreadable_for("the schema is missing; run `delibero migrate`", why))?;
        let dirty = connection.dirty_version(&migrations.table_name).await;
        let whole = dirty.map_err(not_migrated)?.is_none();
        let same = applied.len() == migrations.iter().count()
            && migrations
                .iter()
                .zip(&applied)
                .all(|(ours, theirs)| ours.version == theirs.version && ours.checksum == theirs.checksum);
        if whole && same {
            Ok(())
        } else {
            Err(unreadable("the schema is not that of this program; run `delibero migrate`"))
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

fn not_migrated(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) => failed(error),
        MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_) => {
            unreadable_for(&format!("the schema is not that of this program: {error}"), error)
        }
        other => StoreError::Fault(Cause::of("the schema was not brought up to date").with_source(other)),
    }
}

async fn proofs(connection: &mut AnyConnection) -> Result<Vec<Vec<u8>>, StoreError> {
    sqlx::query_scalar("SELECT proof FROM data_key").fetch_all(connection).await.map_err(failed)
}
