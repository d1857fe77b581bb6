//! Records of services, their content sealed.

use std::collections::BTreeSet;

use async_trait::async_trait;
use delibero_domain::identifier::{RecipientId, ServiceId};
use delibero_domain::niss::Niss;
use delibero_domain::record::Record;
use delibero_usecases::records::{
    RecordKey, RecordLoadWork, RecordStore, RecordWork, StoredVersion, Wanted, WantedRecords,
};
use delibero_usecases::store_error::{Cause, StoreError};
use jiff::civil::Date;
use serde::Serialize;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::convert::to_json;
use crate::database::Database;
use crate::engine::Engine;
use crate::error::{failed, unreadable_for};
use crate::seal::DataKey;
use crate::unit_of_work::Work;

mod ahead;
mod content;
mod row;

pub(crate) use ahead::RecordsAhead;
use row::{RecordRow, attested, headers, last};

#[async_trait]
impl RecordStore for Database {
    async fn begin_records(&self) -> Result<Box<dyn RecordWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn begin_record_load(&self) -> Result<Box<dyn RecordLoadWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn has_records(&self) -> Result<bool, StoreError> {
        any(&mut *self.reader().await?).await
    }
}

impl RecordLoadWork for Work {}

#[async_trait]
impl RecordWork for Work {
    async fn records(&mut self, wanted: &WantedRecords<'_>) -> Result<Vec<Record>, StoreError> {
        if let Some(known) = self.ahead.as_ref().and_then(|ahead| ahead.records(&self.key, wanted)) {
            return known;
        }
        newest(&mut self.transaction, &self.key, wanted).await
    }

    async fn wait_to_load(&mut self, service: &ServiceId) -> Result<(), StoreError> {
        if let Some(lock) = self.engine.loading_lock() {
            sqlx::query(lock).bind(service.as_str()).execute(&mut *self.transaction).await.map_err(failed)?;
        }
        Ok(())
    }

    async fn record_versions(
        &mut self,
        service: &ServiceId,
        of: &[RecordKey<'_>],
    ) -> Result<Vec<StoredVersion>, StoreError> {
        versions(&mut self.transaction, self.engine, &self.key, service, of).await
    }

    async fn store_records(&mut self, service: &ServiceId, records: &[(Niss, &Record)]) -> Result<(), StoreError> {
        store(&mut self.transaction, self.engine, &self.key, service, records).await
    }
}

/// In its column: what is temporary has no other edition, so that any number will do.
fn version_in_column(record: &Record) -> Result<i64, StoreError> {
    i64::try_from(record.edition.version().unwrap_or_default())
        .map_err(|why| unreadable_for("the version of a record", why))
}

fn sender_in_column(sender: Option<&RecipientId>) -> &str {
    sender.map_or("", RecipientId::as_str)
}

/// The newest version of each, and none that only stands in for a time that is attested.
async fn newest(
    connection: &mut AnyConnection,
    key: &DataKey,
    wanted: &WantedRecords<'_>,
) -> Result<Vec<Record>, StoreError> {
    let which = match wanted.which {
        Wanted::Every | Wanted::Last => "",
        Wanted::Within(_) => "AND r.begin_day <= $4 AND r.end_day >= $5",
        Wanted::Numbered(_) => "AND r.id = $4",
    };
    let sql = format!(
        "SELECT r.service, r.sender, r.id, r.version, r.person, r.content FROM records r
         WHERE r.person = $1 AND r.service = $2 AND $3 LIKE '% ' || r.kind || ' %' {which}
           AND NOT EXISTS (SELECT 1 FROM records newer
                           WHERE newer.service = r.service AND newer.id = r.id AND newer.sender = r.sender
                             AND newer.version > r.version)
         ORDER BY r.begin_day DESC, r.id, r.sender"
    );
    let kinds = wanted.kinds.iter().fold(" ".to_owned(), |all, kind| all + kind.as_str() + " ");
    let query = sqlx::query_as(AssertSqlSafe(sql));
    let query = query.bind(key.seal_niss(wanted.person)).bind(wanted.service.as_str()).bind(kinds);
    let query = match wanted.which {
        Wanted::Every | Wanted::Last => query,
        Wanted::Within(period) => {
            query.bind(period.end.unwrap_or(Date::MAX).to_string()).bind(period.begin.to_string())
        }
        Wanted::Numbered(id) => query.bind(id.to_owned()),
    };
    let rows: Vec<RecordRow> = query.fetch_all(connection).await.map_err(failed)?;
    let opened = rows.iter().map(|row| row.opened(key));
    if wanted.which == Wanted::Last { last(opened) } else { attested(opened.collect::<Result<_, _>>()?) }
}

/// Every version, oldest first.
async fn versions(
    connection: &mut AnyConnection,
    engine: Engine,
    key: &DataKey,
    service: &ServiceId,
    of: &[RecordKey<'_>],
) -> Result<Vec<StoredVersion>, StoreError> {
    let ids: BTreeSet<&str> = of.iter().map(|key| key.id).collect();
    let sql = format!(
        "SELECT service, sender, id, version, person, content FROM records
         WHERE service = $2 AND id IN ({}) ORDER BY id, sender, version",
        engine.words_in()
    );
    let rows: Vec<RecordRow> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(to_json(&ids, "records")?)
        .bind(service.as_str())
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    let asked = |row: &&RecordRow| of.iter().any(|key| key.id == row.id && sender_in_column(key.sender) == row.sender);
    let stored =
        |row: &RecordRow| Ok(StoredVersion { person: key.unseal_niss(&row.person)?, record: row.opened(key)? });
    rows.iter().filter(asked).map(stored).collect()
}

/// A row as the statement of the engine reads it.
#[derive(Serialize)]
struct Added<'r> {
    s: &'r str,
    i: &'r str,
    v: i64,
    p: String,
    k: &'r str,
    b: Date,
    e: Date,
    t: u8,
    c: String,
}

impl<'r> Added<'r> {
    fn of(key: &DataKey, service: &ServiceId, person: Niss, record: &'r Record) -> Result<Self, StoreError> {
        let (sender, version) = (sender_in_column(record.sender.as_ref()), version_in_column(record)?);
        let person = key.seal_niss(person);
        let in_place = (service.as_str(), sender, record.id.as_str());
        let sealed = key.seal(&headers(in_place, &version.to_be_bytes(), &person), &content::written(record)?);
        let period = record.time.period();
        Ok(Self {
            s: sender,
            i: &record.id,
            v: version,
            p: hex::encode(person),
            k: record.kind.as_str(),
            b: period.begin,
            e: period.end.unwrap_or(Date::MAX),
            t: u8::from(record.edition.stands_in()),
            c: hex::encode(sealed),
        })
    }
}

/// Inserts versions, of which none stands twice among them; only what stands in, of the same person, may be written
/// over.
async fn store(
    connection: &mut AnyConnection,
    engine: Engine,
    key: &DataKey,
    service: &ServiceId,
    records: &[(Niss, &Record)],
) -> Result<(), StoreError> {
    if records.is_empty() {
        return Ok(());
    }
    let rows = records.iter().map(|(person, record)| Added::of(key, service, *person, record));
    let rows: Vec<Added<'_>> = rows.collect::<Result<_, _>>()?;
    let written = sqlx::query(engine.add_records())
        .bind(to_json(&rows, "records")?)
        .bind(service.as_str())
        .execute(connection)
        .await
        .map_err(failed)?;
    if written.rows_affected() == rows.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::Exists(Cause::of("this version of the record")))
    }
}

async fn any(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT version FROM records LIMIT 1").fetch_optional(connection).await.map_err(failed)?;
    Ok(found.is_some())
}
