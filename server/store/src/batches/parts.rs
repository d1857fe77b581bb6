//! What is about persons: some hundred of them in each row, sealed for the batch and their place in it.

use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::{AnyConnection, AssertSqlSafe};
use zeroize::Zeroizing;

use crate::error::{bad_json, failed, not_added};
use crate::seal::DataKey;

/// A table of parts.
pub(super) struct Parts {
    table: &'static str,
    header: &'static [u8],
}

pub(super) const LISTS: Parts = Parts { table: "batch_lists", header: b"batch-list" };
pub(super) const FAULTS: Parts = Parts { table: "batch_faults", header: b"batch-faults" };
pub(super) const RESULTS: Parts = Parts { table: "batch_results", header: b"batch-result" };

const WHAT: &str = "a part of a batch";

impl Parts {
    pub async fn add<T: Serialize + Sync>(
        &self,
        connection: &mut AnyConnection,
        key: &DataKey,
        (batch, place): (&str, i64),
        content: &T,
    ) -> Result<(), StoreError> {
        let plain = Zeroizing::new(serde_json::to_vec(content).map_err(|why| bad_json(WHAT, &why))?);
        let sealed = key.seal(&[self.header, batch.as_bytes(), &place.to_be_bytes()], &plain);
        let sql = format!("INSERT INTO {} (batch, place, content) VALUES ($1, $2, $3)", self.table);
        let insert = sqlx::query(AssertSqlSafe(sql)).bind(batch).bind(place).bind(sealed);
        insert.execute(connection).await.map_err(|error| not_added(error, WHAT))?;
        Ok(())
    }

    pub async fn find<T: DeserializeOwned>(
        &self,
        connection: &mut AnyConnection,
        key: &DataKey,
        (batch, place): (&str, i64),
    ) -> Result<Option<T>, StoreError> {
        let sql = format!("SELECT content FROM {} WHERE batch = $1 AND place = $2", self.table);
        let select = sqlx::query_scalar(AssertSqlSafe(sql)).bind(batch).bind(place);
        let content: Option<Vec<u8>> = select.fetch_optional(connection).await.map_err(failed)?;
        content.map(|content| self.opened(key, (batch, place), &content)).transpose()
    }

    /// In their order.
    pub async fn all<T: DeserializeOwned>(
        &self,
        connection: &mut AnyConnection,
        key: &DataKey,
        batch: &str,
    ) -> Result<Vec<T>, StoreError> {
        let sql = format!("SELECT place, content FROM {} WHERE batch = $1 ORDER BY place", self.table);
        let select = sqlx::query_as(AssertSqlSafe(sql)).bind(batch);
        let rows: Vec<(i64, Vec<u8>)> = select.fetch_all(connection).await.map_err(failed)?;
        rows.into_iter().map(|(place, content)| self.opened(key, (batch, place), &content)).collect()
    }

    fn opened<T: DeserializeOwned>(
        &self,
        key: &DataKey,
        (batch, place): (&str, i64),
        content: &[u8],
    ) -> Result<T, StoreError> {
        let plain = key.unseal(&[self.header, batch.as_bytes(), &place.to_be_bytes()], content, WHAT)?;
        serde_json::from_slice(&plain).map_err(|why| bad_json(WHAT, &why))
    }

    pub async fn forget(&self, connection: &mut AnyConnection, before: Timestamp) -> Result<(), StoreError> {
        let of = "SELECT id FROM batches WHERE seen_us <= $1";
        let sql = format!("DELETE FROM {} WHERE batch IN ({of})", self.table);
        let delete = sqlx::query(AssertSqlSafe(sql)).bind(before.as_microsecond());
        delete.execute(connection).await.map_err(failed)?;
        Ok(())
    }

    pub async fn delete(&self, connection: &mut AnyConnection, batch: &str) -> Result<(), StoreError> {
        let sql = format!("DELETE FROM {} WHERE batch = $1", self.table);
        sqlx::query(AssertSqlSafe(sql)).bind(batch).execute(connection).await.map_err(failed)?;
        Ok(())
    }
}
