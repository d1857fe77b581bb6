//! The tree over the journal: tiles and bundles only grow, and so does the row that says how far they are.

use async_trait::async_trait;
use delibero_domain::access_log::{Entry, PublicEntry};
use delibero_usecases::journal::LogPosition;
use delibero_usecases::log_tree::{
    Bundle, Checkpointed, Growth, PlacedEntry, TreeHead, TreeStore, Witnessed, WitnessedStore,
};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::convert::{bytes, instant, number};
use crate::database::Database;
use crate::error::{failed, unreadable};

#[async_trait]
impl TreeStore for Database {
    async fn tree_head(&self) -> Result<TreeHead, StoreError> {
        let (turn, size, last, note, key): (i64, i64, i64, Option<String>, Option<String>) =
            sqlx::query_as("SELECT turn, size, last_position, checkpoint, key FROM log_head WHERE id = 1")
                .fetch_one(&mut *self.reader().await?)
                .await
                .map_err(failed)?;
        let checkpoint = note.zip(key).map(|(note, key)| Checkpointed { note, key });
        Ok(TreeHead { turn, size: number(size, "the size of the log's tree")?, last, checkpoint })
    }

    /// Whoever sees a position has seen all below it: they are given in the order of commits (`LOG_LOCK` of PostgreSQL).
    async fn entries_after(&self, after: LogPosition, limit: u32) -> Result<Vec<PlacedEntry>, StoreError> {
        let mut connection = self.reader().await?;
        let rows: Vec<(i64, Option<Vec<u8>>)> =
            sqlx::query_as("SELECT position, entry FROM access_log WHERE position > $1 ORDER BY position LIMIT $2")
                .bind(after)
                .bind(i64::from(limit))
                .fetch_all(&mut *connection)
                .await
                .map_err(failed)?;
        let mut entries = Vec::with_capacity(rows.len());
        for (position, entry) in rows {
            let entry = match entry {
                Some(entry) => PublicEntry::from_bytes(bytes(&entry, "an entry of the log")?),
                None => first_form(&mut connection, position).await?,
            };
            entries.push(PlacedEntry { position, entry });
        }
        Ok(entries)
    }

    async fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError> {
        sqlx::query_scalar("SELECT hashes FROM log_tiles WHERE level = $1 AND tile = $2")
            .bind(i64::from(level))
            .bind(place(index))
            .fetch_optional(&mut *self.reader().await?)
            .await
            .map_err(failed)
    }

    async fn bundle(&self, index: u64) -> Result<Option<Bundle>, StoreError> {
        let row: Option<(Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT positions, entries FROM log_bundles WHERE bundle = $1")
                .bind(place(index))
                .fetch_optional(&mut *self.reader().await?)
                .await
                .map_err(failed)?;
        row.map(|(positions, entries)| read_bundle(index, &positions, &entries)).transpose()
    }

    async fn bundle_around(&self, position: LogPosition) -> Result<Option<Bundle>, StoreError> {
        let row: Option<(i64, Vec<u8>, Vec<u8>)> = sqlx::query_as(
            "SELECT bundle, positions, entries FROM log_bundles WHERE first_position <= $1
             ORDER BY first_position DESC LIMIT 1",
        )
        .bind(position)
        .fetch_optional(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        let read = |(index, positions, entries): (i64, Vec<u8>, Vec<u8>)| {
            read_bundle(number(index, "the place of a bundle")?, &positions, &entries)
        };
        row.map(read).transpose()
    }

    /// The row of the head is written first: of two that saw the same one waits for the other there, and finds that it was
    /// overtaken.
    async fn grow(&self, seen: &TreeHead, growth: &Growth) -> Result<bool, StoreError> {
        let mut transaction = self.transaction().await?;
        let Growth { head, at, .. } = growth;
        let (note, key) = head.checkpoint.as_ref().map(|signed| (&*signed.note, &*signed.key)).unzip();
        let went_on = sqlx::query(
            "UPDATE log_head SET turn = $1, size = $2, last_position = $3, checkpoint = $4, key = $5, at_us = $6
             WHERE id = 1 AND turn = $7",
        )
        .bind(head.turn)
        .bind(place(head.size))
        .bind(head.last)
        .bind(note)
        .bind(key)
        .bind(at.as_microsecond())
        .bind(seen.turn)
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        if went_on.rows_affected() != 1 {
            return Ok(false);
        }
        write(&mut transaction, growth).await?;
        transaction.commit().await.map_err(failed)?;
        Ok(true)
    }
}

#[async_trait]
impl WitnessedStore for Database {
    async fn witnessed(&self) -> Result<Witnessed, StoreError> {
        let (size, note, waiting_since): (i64, Option<String>, Option<i64>) =
            sqlx::query_as("SELECT size, checkpoint, waiting_since_us FROM log_witnessed WHERE id = 1")
                .fetch_one(&mut *self.reader().await?)
                .await
                .map_err(failed)?;
        let waiting_since = waiting_since.map(|at| instant(at, "since when witnesses are waited for")).transpose()?;
        Ok(Witnessed { size: number(size, "the size that witnesses saw")?, note, waiting_since })
    }

    async fn save_witnessed(&self, witnessed: &Witnessed) -> Result<(), StoreError> {
        let mut transaction = self.transaction().await?;
        sqlx::query(
            "UPDATE log_witnessed SET size = $1, checkpoint = $2, waiting_since_us = $3 WHERE id = 1 AND size <= $1",
        )
        .bind(place(witnessed.size))
        .bind(witnessed.note.as_deref())
        .bind(witnessed.waiting_since.map(Timestamp::as_microsecond))
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
        transaction.commit().await.map_err(failed)
    }
}

/// An entry of the first form has nothing public: its commitment is made when it gets its place.
async fn first_form(connection: &mut AnyConnection, position: LogPosition) -> Result<PublicEntry, StoreError> {
    let (salt, record): (Vec<u8>, Vec<u8>) = sqlx::query_as("SELECT salt, record FROM access_log WHERE position = $1")
        .bind(position)
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    Ok(PublicEntry::of(Entry::FIRST_FORM, &bytes(&salt, "a salt of the log")?, &record))
}

async fn write(connection: &mut AnyConnection, growth: &Growth) -> Result<(), StoreError> {
    for (path, hashes) in &growth.tiles {
        sqlx::query(
            "INSERT INTO log_tiles (level, tile, hashes) VALUES ($1, $2, $3)
             ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes",
        )
        .bind(i64::from(path.level))
        .bind(place(path.index))
        .bind(hashes.as_slice())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    }
    for Bundle { index, entries } in &growth.bundles {
        let positions: Vec<u8> = entries.iter().flat_map(|placed| placed.position.to_be_bytes()).collect();
        let bytes: Vec<u8> = entries.iter().flat_map(|placed| *placed.entry.as_bytes()).collect();
        sqlx::query(
            "INSERT INTO log_bundles (bundle, first_position, positions, entries) VALUES ($1, $2, $3, $4)
             ON CONFLICT (bundle) DO UPDATE SET positions = excluded.positions, entries = excluded.entries",
        )
        .bind(place(*index))
        .bind(entries.first().map_or(0, |placed| placed.position))
        .bind(positions)
        .bind(bytes)
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    }
    Ok(())
}

fn read_bundle(index: u64, positions: &[u8], entries: &[u8]) -> Result<Bundle, StoreError> {
    let (positions, rest) = positions.as_chunks::<8>();
    let (entries, more) = entries.as_chunks::<{ PublicEntry::LENGTH }>();
    if !rest.is_empty() || !more.is_empty() || positions.len() != entries.len() {
        return Err(unreadable("a bundle of the log's entries"));
    }
    let placed = |(position, entry): (&[u8; 8], &[u8; PublicEntry::LENGTH])| PlacedEntry {
        position: i64::from_be_bytes(*position),
        entry: PublicEntry::from_bytes(*entry),
    };
    Ok(Bundle { index, entries: positions.iter().zip(entries).map(placed).collect() })
}

/// No log has more entries than a column counts.
fn place(index: u64) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}
