//! Rows of the journal with all that is kept of each, to hold one against the other.

use async_trait::async_trait;
use delibero_domain::access_log::{
    Administration, Entry, Opening, PersonToken, PublicEntry, RecordError, first_form_leaf,
};
use delibero_usecases::belgian_time::day_of;
use delibero_usecases::journal::{LogPosition, LoggedAdministration, LoggedEntry, LoggedOpening};
use delibero_usecases::log_tree::{AuditStore, KeptEntry};
use delibero_usecases::store_error::{Cause, StoreError};
use sqlx::AssertSqlSafe;

use super::appended::FilteredBy;
use super::not_a_record;
use crate::convert::{bytes, word};
use crate::database::Database;
use crate::error::failed;

#[derive(sqlx::FromRow)]
pub(super) struct KeptRow {
    pub position: i64,
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
        let columns = KeptRow::COLUMNS;
        let sql = format!("SELECT {columns} FROM access_log WHERE position > $1 ORDER BY position LIMIT $2");
        let rows: Vec<KeptRow> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(&mut *self.reader().await?)
            .await
            .map_err(failed)?;
        Ok(rows.into_iter().map(KeptEntry::from).collect())
    }
}

impl KeptRow {
    pub const COLUMNS: &str = "position, record, salt, leaf, entry, at_us, day, kind, organisation, user_name, person, \
                               successor, subject, outcome";

    fn form(&self) -> u8 {
        self.entry.as_ref().and_then(|entry| entry.first().copied()).unwrap_or(Entry::FIRST_FORM)
    }

    fn opening(&self) -> Result<Opening, StoreError> {
        Ok(Opening { form: self.form(), salt: bytes(&self.salt, "a salt of the log")?, record: self.record.clone() })
    }

    /// Nobody is shown a row in which something is not what was committed to.
    fn checked(&self, said: &FilteredBy) -> Result<Opening, StoreError> {
        let opening = self.opening()?;
        let public = opening.entry();
        let same = match &self.entry {
            Some(entry) => entry == public.as_bytes() && self.leaf == public.leaf(),
            None => self.leaf == first_form_leaf(&opening.salt, &opening.record),
        };
        match self.column_that_differs(said).or((!same).then_some("leaf")) {
            None => Ok(opening),
            Some(column) => {
                let what = format!("entry {} of the log ({column} is not what its record says)", self.position);
                Err(StoreError::Unreadable(Cause::of(what)))
            }
        }
    }

    fn column_that_differs(&self, said: &FilteredBy) -> Option<&'static str> {
        let token = |token: &Option<PersonToken>| token.as_ref().map(|token| token.as_str().to_owned());
        let same = [
            ("at_us", self.at_us == said.at.as_microsecond()),
            ("day", self.day == day_of(said.at).to_string()),
            ("kind", self.kind == said.kind),
            ("organisation", self.organisation == said.organisation),
            ("user_name", self.user_name == said.user),
            ("person", self.person == token(&said.person)),
            ("successor", self.successor == token(&said.successor)),
            ("subject", self.subject == said.subject),
            ("outcome", self.outcome == said.outcome),
        ];
        same.into_iter().find(|(_, same)| !same).map(|(column, _)| column)
    }
}

impl TryFrom<KeptRow> for LoggedEntry {
    type Error = StoreError;

    fn try_from(row: KeptRow) -> Result<Self, StoreError> {
        let entry = Entry::from_canonical(&row.record).map_err(not_a_record)?;
        row.checked(&FilteredBy::of_entry(&entry))?;
        Ok(Self { position: row.position, entry, leaf: bytes(&row.leaf, "a leaf of the log")? })
    }
}

impl TryFrom<KeptRow> for LoggedAdministration {
    type Error = StoreError;

    fn try_from(row: KeptRow) -> Result<Self, StoreError> {
        let entry = Administration::from_canonical(&row.record).map_err(not_a_record)?;
        row.checked(&FilteredBy::of_administration(&entry))?;
        Ok(Self { position: row.position, entry })
    }
}

impl TryFrom<KeptRow> for LoggedOpening {
    type Error = StoreError;

    fn try_from(row: KeptRow) -> Result<Self, StoreError> {
        let said = filters_of(row.form(), &row.record).map_err(not_a_record)?;
        let opening = row.checked(&said)?;
        Ok(Self { organisation: word(&row.organisation, "the organisation of an entry of the log")?, opening })
    }
}

/// What has not its length is no fault to stop at: it differs from what was committed to, and is told with its position.
impl From<KeptRow> for KeptEntry {
    fn from(row: KeptRow) -> Self {
        let column = match filters_of(row.form(), &row.record) {
            Ok(said) => row.column_that_differs(&said),
            Err(_) => Some("record"),
        };
        let entry =
            row.entry.map(|entry| PublicEntry::from_bytes(bytes(&entry, "").unwrap_or([0; PublicEntry::LENGTH])));
        let form = entry.map_or(Entry::FIRST_FORM, |entry| entry.as_bytes()[0]);
        let salt = bytes(&row.salt, "").unwrap_or_default();
        let opening = Opening { form, salt, record: row.record };
        Self { position: row.position, opening, entry, leaf: bytes(&row.leaf, "").unwrap_or_default(), column }
    }
}

fn filters_of(form: u8, record: &[u8]) -> Result<FilteredBy, RecordError> {
    if form == Administration::FORM {
        Ok(FilteredBy::of_administration(&Administration::from_canonical(record)?))
    } else {
        Ok(FilteredBy::of_entry(&Entry::from_canonical(record)?))
    }
}
