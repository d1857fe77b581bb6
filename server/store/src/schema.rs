//! Bringing the schema up to date, and whether the database is fit for this program and this key.

use delibero_usecases::store_error::{Cause, StoreError};
use sqlx::migrate::{Migrate, MigrateError};
use sqlx::{AnyConnection, AssertSqlSafe, Executor};

use crate::database::Database;
use crate::error::{failed, unreadable, unreadable_for};
use crate::register::reindex;

impl Database {
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
