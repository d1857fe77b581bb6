//! Attestations, their content sealed.

use std::collections::BTreeSet;

use async_trait::async_trait;
use delibero_domain::attestation::{Attestation, AttestationStatus, Edition, Row};
use delibero_domain::identifier::ServiceId;
use delibero_domain::niss::Niss;
use delibero_domain::period::{Quarter, QuarterRange};
use delibero_usecases::attestations::{AttestationLoadWork, AttestationStore, AttestationWork, StoredVersion};
use delibero_usecases::store_error::{Cause, StoreError};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sqlx::AnyConnection;
use zeroize::Zeroizing;

use crate::database::Database;
use crate::engine::Engine;
use crate::error::{bad_json, failed, unreadable, unreadable_for};
use crate::seal::DataKey;
use crate::unit_of_work::Work;

#[async_trait]
impl AttestationStore for Database {
    async fn begin_attestations(&self) -> Result<Box<dyn AttestationWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn begin_attestation_load(&self) -> Result<Box<dyn AttestationLoadWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn has_attestations(&self) -> Result<bool, StoreError> {
        any(&mut *self.reader().await?).await
    }
}

impl AttestationLoadWork for Work {}

#[async_trait]
impl AttestationWork for Work {
    async fn attestations(
        &mut self,
        service: &ServiceId,
        person: Niss,
        quarters: QuarterRange,
    ) -> Result<Vec<Attestation>, StoreError> {
        newest(&mut self.transaction, &self.key, service, person, quarters).await
    }

    async fn attestation_versions(&mut self, service: &ServiceId, id: &str) -> Result<Vec<StoredVersion>, StoreError> {
        versions(&mut self.transaction, self.engine, &self.key, service, id).await
    }

    async fn store_attestation(
        &mut self,
        service: &ServiceId,
        person: Niss,
        attestation: &Attestation,
    ) -> Result<(), StoreError> {
        store(&mut self.transaction, &self.key, service, person, attestation).await
    }
}

/// What is sealed. The number lets a later program read what this one wrote.
#[derive(Serialize, Deserialize)]
struct Content<A> {
    form: u8,
    attestation: A,
}

const FORM: u8 = 2;

#[derive(Deserialize)]
struct Form {
    form: u8,
}

/// Form 1: a temporary attestation was version 0, and no other had that version.
#[derive(Deserialize)]
struct AttestationOfForm1 {
    id: String,
    version: u64,
    status: AttestationStatus,
    quarter: Quarter,
    created: Option<Date>,
    temporary: bool,
    rows: Vec<Row>,
}

impl From<AttestationOfForm1> for Attestation {
    fn from(old: AttestationOfForm1) -> Self {
        let AttestationOfForm1 { id, version, status, quarter, created, temporary, rows } = old;
        let edition = if temporary { Edition::Temporary } else { Edition::Version(version) };
        Self { id, edition, status, quarter, created, rows, filtered: BTreeSet::new() }
    }
}

fn read(plain: &[u8]) -> Result<Attestation, StoreError> {
    let damaged = |why: serde_json::Error| bad_json("the content of an attestation", &why);
    match serde_json::from_slice::<Form>(plain).map_err(damaged)?.form {
        1 => Ok(serde_json::from_slice::<Content<AttestationOfForm1>>(plain).map_err(damaged)?.attestation.into()),
        FORM => Ok(serde_json::from_slice::<Content<Attestation>>(plain).map_err(damaged)?.attestation),
        _ => Err(unreadable("a newer form of an attestation")),
    }
}

/// In its column: a temporary attestation has no other edition, so that any number will do.
fn version_in_column(edition: Edition) -> Result<i64, StoreError> {
    i64::try_from(edition.version().unwrap_or_default())
        .map_err(|why| unreadable_for("the version of an attestation", why))
}

#[derive(sqlx::FromRow)]
struct AttestationRow {
    service: String,
    id: String,
    version: i64,
    person: Vec<u8>,
    content: Vec<u8>,
}

impl AttestationRow {
    fn opened(&self, key: &DataKey) -> Result<Attestation, StoreError> {
        let headers =
            [b"attestation", self.service.as_bytes(), self.id.as_bytes(), &self.version.to_be_bytes(), &self.person];
        let plain = key.unseal(&headers, &self.content, "the content of an attestation")?;
        read(&plain)
    }

    /// Sealed for this service, identifier, version and person: moved to another row it does not open.
    fn sealed(key: &DataKey, service: &ServiceId, person: Niss, attestation: &Attestation) -> Result<Self, StoreError> {
        let content = serde_json::to_vec(&Content { form: FORM, attestation });
        let content = Zeroizing::new(content.map_err(|why| bad_json("the content of an attestation", &why))?);
        let (id, version) = (attestation.id.clone(), version_in_column(attestation.edition)?);
        let person = key.seal_niss(person);
        let headers = [b"attestation", service.as_str().as_bytes(), id.as_bytes(), &version.to_be_bytes(), &person];
        let content = key.seal(&headers, &content);
        Ok(Self { service: service.as_str().to_owned(), id, version, person, content })
    }
}

/// The newest version of each, and none that only stands in for a quarter that is attested.
async fn newest(
    connection: &mut AnyConnection,
    key: &DataKey,
    service: &ServiceId,
    person: Niss,
    quarters: QuarterRange,
) -> Result<Vec<Attestation>, StoreError> {
    let rows: Vec<AttestationRow> = sqlx::query_as(
        "SELECT a.service, a.id, a.version, a.person, a.content FROM attestations a
         WHERE a.person = $1 AND a.service = $2 AND a.quarter >= $3 AND a.quarter <= $4
           AND NOT EXISTS (SELECT 1 FROM attestations newer
                           WHERE newer.service = a.service AND newer.id = a.id AND newer.version > a.version)
         ORDER BY a.quarter DESC, a.id",
    )
    .bind(key.seal_niss(person))
    .bind(service.as_str())
    .bind(quarters.first.to_string())
    .bind(quarters.last.to_string())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let mut found: Vec<Attestation> = rows.iter().map(|row| row.opened(key)).collect::<Result<_, _>>()?;
    // One that was cancelled attests nothing, so that the temporary one still stands in.
    let attests = |found: &Attestation| !found.edition.stands_in() && found.status != AttestationStatus::Cancellation;
    let attested: Vec<Quarter> = found.iter().filter(|found| attests(found)).map(|found| found.quarter).collect();
    found.retain(|found| !(found.edition.stands_in() && attested.contains(&found.quarter)));
    Ok(found)
}

/// Every version, oldest first. Until the unit of work ends, no other one loads attestations of the service.
async fn versions(
    connection: &mut AnyConnection,
    engine: Engine,
    key: &DataKey,
    service: &ServiceId,
    id: &str,
) -> Result<Vec<StoredVersion>, StoreError> {
    if let Some(lock) = engine.loading_lock() {
        sqlx::query(lock).bind(service.as_str()).execute(&mut *connection).await.map_err(failed)?;
    }
    let rows: Vec<AttestationRow> = sqlx::query_as(
        "SELECT service, id, version, person, content FROM attestations
         WHERE service = $1 AND id = $2 ORDER BY version",
    )
    .bind(service.as_str())
    .bind(id)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let stored = |row: &AttestationRow| {
        Ok(StoredVersion { person: key.unseal_niss(&row.person)?, attestation: row.opened(key)? })
    };
    rows.iter().map(stored).collect()
}

/// Inserts a version; only what stands in, of the same person, may be written over.
async fn store(
    connection: &mut AnyConnection,
    key: &DataKey,
    service: &ServiceId,
    person: Niss,
    attestation: &Attestation,
) -> Result<(), StoreError> {
    let row = AttestationRow::sealed(key, service, person, attestation)?;
    let written = sqlx::query(
        "INSERT INTO attestations (service, id, version, person, quarter, temporary, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (service, id, version) DO UPDATE
         SET quarter = excluded.quarter, temporary = excluded.temporary, content = excluded.content
         WHERE attestations.temporary = 1 AND attestations.person = excluded.person",
    )
    .bind(row.service)
    .bind(row.id)
    .bind(row.version)
    .bind(row.person)
    .bind(attestation.quarter.to_string())
    .bind(i64::from(attestation.edition.stands_in()))
    .bind(row.content)
    .execute(connection)
    .await
    .map_err(failed)?;
    if written.rows_affected() == 1 {
        Ok(())
    } else {
        Err(StoreError::Exists(Cause::of("this version of the attestation")))
    }
}

async fn any(connection: &mut AnyConnection) -> Result<bool, StoreError> {
    let found: Option<i64> = sqlx::query_scalar("SELECT version FROM attestations LIMIT 1")
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    Ok(found.is_some())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
mod tests {
    use super::*;

    #[test]
    fn what_an_earlier_program_sealed_is_read() {
        let sealed = |version: u32, temporary: bool| {
            format!(
                "{{\"form\":1,\"attestation\":{{\"id\":\"a\",\"version\":{version},\"status\":\"CREATION\",\
                 \"quarter\":\"2025Q1\",\"created\":null,\"temporary\":{temporary},\"rows\":[]}}}}"
            )
        };
        let edition = |plain: String| read(plain.as_bytes()).unwrap().edition;
        assert_eq!(edition(sealed(0, true)), Edition::Temporary);
        assert_eq!(edition(sealed(3, false)), Edition::Version(3));
        assert!(read(b"{\"form\":3,\"attestation\":null}").is_err());
    }
}
