//! A record as its row has it, and which of those that are opened are given.

use std::collections::BTreeSet;

use delibero_domain::identifier::{RecipientId, RecordKindId};
use delibero_domain::record::{Record, RecordStatus};
use delibero_usecases::store_error::StoreError;

use super::content;
use crate::seal::DataKey;

#[derive(sqlx::FromRow)]
pub(super) struct RecordRow {
    pub service: String,
    pub sender: String,
    pub id: String,
    pub version: i64,
    pub person: Vec<u8>,
    pub content: Vec<u8>,
}

/// Sealed for this service, identifier, version, person and sender: moved to another row it does not open.
pub(super) fn headers<'h>(
    (service, sender, id): (&'h str, &'h str, &'h str),
    version: &'h [u8; 8],
    person: &'h [u8],
) -> Vec<&'h [u8]> {
    // Tag and order are of a time when every record was an attestation of the service's own sender.
    let mut headers: Vec<&[u8]> = vec![b"attestation", service.as_bytes(), id.as_bytes(), version, person];
    if !sender.is_empty() {
        headers.push(sender.as_bytes());
    }
    headers
}

impl RecordRow {
    pub fn opened(&self, key: &DataKey) -> Result<Record, StoreError> {
        let version = self.version.to_be_bytes();
        let headers = headers((&self.service, &self.sender, &self.id), &version, &self.person);
        content::read(&key.unseal(&headers, &self.content, "the content of a record")?)
    }
}

/// One that was cancelled attests nothing, so that a temporary one still stands in.
fn attests(found: &Record) -> bool {
    !found.edition.stands_in() && found.status != RecordStatus::Cancellation
}

/// Without those that only stand in for a time that is attested.
pub(super) fn attested(mut found: Vec<Record>) -> Result<Vec<Record>, StoreError> {
    let times: Vec<_> = found.iter().filter(|found| attests(found)).map(|found| found.time).collect();
    found.retain(|found| !(found.edition.stands_in() && times.contains(&found.time)));
    Ok(found)
}

/// Of each kind and sender the first that holds: those after it are not opened for it.
pub(super) fn last(opened: impl Iterator<Item = Result<Record, StoreError>>) -> Result<Vec<Record>, StoreError> {
    let mut seen: BTreeSet<(RecordKindId, Option<RecipientId>)> = BTreeSet::new();
    let mut found = Vec::new();
    for record in opened {
        let record = record?;
        if record.status != RecordStatus::Cancellation && seen.insert((record.kind.clone(), record.sender.clone())) {
            found.push(record);
        }
    }
    Ok(found)
}
