//! Rows of the journal with all that is kept of each, to hold one against the other.

use async_trait::async_trait;
use delibero_domain::access_log::{Administration, Entry, Opening, PersonToken, PublicEntry, RecordError};
use delibero_usecases::belgian_time::day_of;
use delibero_usecases::journal::LogPosition;
use delibero_usecases::log_tree::{AuditStore, KeptEntry};
use delibero_usecases::store_error::StoreError;

use super::appended::FilteredBy;
use crate::convert::bytes;
use crate::database::Database;
use crate::error::failed;

#[derive(sqlx::FromRow)]
struct KeptRow {
    position: i64,
    record: Vec<u8>,
    salt: Vec<u8>,
    leaf: Vec<u8>,
    entry: Option<Vec<u8>>,
    at_us: i64,
    day: String,
    kind: String,
    organisation: String,
    user_name: String,
    person: Option<String>,
    successor: Option<String>,
    subject: Option<String>,
    outcome: String,
}

#[async_trait]
impl AuditStore for Database {
    async fn kept(&self, after: LogPosition, limit: u32) -> Result<Vec<KeptEntry>, StoreError> {
        let rows: Vec<KeptRow> = sqlx::query_as(
            "SELECT position, record, salt, leaf, entry, at_us, day, kind, organisation, user_name, person, successor,
                    subject, outcome
             FROM access_log WHERE position > $1 ORDER BY position LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        Ok(rows.into_iter().map(KeptEntry::from).collect())
    }
}

/// What has not its length is no fault to stop at: it differs from what was committed to, and is told with its position.
impl From<KeptRow> for KeptEntry {
    fn from(row: KeptRow) -> Self {
        let column = column_that_differs(&row);
        let entry =
            row.entry.map(|entry| PublicEntry::from_bytes(bytes(&entry, "").unwrap_or([0; PublicEntry::LENGTH])));
        let form = entry.map_or(Entry::FIRST_FORM, |entry| entry.as_bytes()[0]);
        let salt = bytes(&row.salt, "").unwrap_or_default();
        let opening = Opening { form, salt, record: row.record };
        Self { position: row.position, opening, entry, leaf: bytes(&row.leaf, "").unwrap_or_default(), column }
    }
}

fn column_that_differs(row: &KeptRow) -> Option<&'static str> {
    let form = row.entry.as_ref().and_then(|entry| entry.first().copied()).unwrap_or(Entry::FIRST_FORM);
    let Ok(said) = filters_of(form, &row.record) else { return Some("record") };
    let token = |token: &Option<PersonToken>| token.as_ref().map(|token| token.as_str().to_owned());
    let same = [
        ("at_us", row.at_us == said.at.as_microsecond()),
        ("day", row.day == day_of(said.at).to_string()),
        ("kind", row.kind == said.kind),
        ("organisation", row.organisation == said.organisation),
        ("user_name", row.user_name == said.user),
        ("person", row.person == token(&said.person)),
        ("successor", row.successor == token(&said.successor)),
        ("subject", row.subject == said.subject),
        ("outcome", row.outcome == said.outcome),
    ];
    same.into_iter().find(|(_, same)| !same).map(|(column, _)| column)
}

fn filters_of(form: u8, record: &[u8]) -> Result<FilteredBy, RecordError> {
    if form == Administration::FORM {
        Ok(FilteredBy::of_administration(&Administration::from_canonical(record)?))
    } else {
        Ok(FilteredBy::of_entry(Entry::from_canonical(record)?))
    }
}
