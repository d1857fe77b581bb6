//! What is needed of a store to keep records of services.

use async_trait::async_trait;
use delibero_domain::identifier::{RecipientId, RecordKindId, ServiceId};
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::record::Record;

use crate::directory::DirectoryWork;
use crate::journal::PersonTokens;
use crate::source_loads::{SourceLoadStore, SourceLoadWork};
use crate::store_error::StoreError;

#[async_trait]
pub trait RecordStore: PersonTokens + SourceLoadStore {
    async fn begin_records(&self) -> Result<Box<dyn RecordWork>, StoreError>;

    /// For those of a file.
    async fn begin_record_load(&self) -> Result<Box<dyn RecordLoadWork>, StoreError>;

    /// Whether there is any yet.
    async fn has_records(&self) -> Result<bool, StoreError>;
}

/// With the directory: a file also says what became of a NISS.
#[async_trait]
pub trait RecordWork: DirectoryWork {
    /// The newest version of each that is wanted, and none that only stands in for a time that is attested. Those that
    /// begin last come first.
    async fn records(&mut self, wanted: &WantedRecords<'_>) -> Result<Vec<Record>, StoreError>;

    /// Until the unit of work ends, no other one loads records of the service.
    async fn wait_to_load(&mut self, service: &ServiceId) -> Result<(), StoreError>;

    /// The editions of some records that are stored, the lowest version of each first.
    async fn record_versions(
        &mut self,
        service: &ServiceId,
        of: &[RecordKey<'_>],
    ) -> Result<Vec<StoredVersion>, StoreError>;

    /// Stores versions of records, of which none stands twice among them.
    async fn store_records(&mut self, service: &ServiceId, records: &[(Niss, &Record)]) -> Result<(), StoreError>;
}

/// Which record of a service: each sender numbers its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordKey<'r> {
    pub sender: Option<&'r RecipientId>,
    pub id: &'r str,
}

impl<'r> RecordKey<'r> {
    #[must_use]
    pub fn of(record: &'r Record) -> Self {
        Self { sender: record.sender.as_ref(), id: &record.id }
    }
}

/// Records of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedRecords<'w> {
    pub service: &'w ServiceId,
    pub person: Niss,
    pub kinds: &'w [RecordKindId],
    pub which: Wanted<'w>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted<'w> {
    Every,
    /// Of which a day is within.
    Within(Period),
    /// Of each kind and sender the one that begins last, and is not cancelled.
    Last,
    /// With this identifier.
    Numbered(&'w str),
}

/// With how far the file is that they stand in.
pub trait RecordLoadWork: RecordWork + SourceLoadWork {}

/// A version of a record that is stored already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredVersion {
    pub person: Niss,
    pub record: Record,
}
