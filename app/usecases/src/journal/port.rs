//! What is needed of a store to keep the journal and to read it.

use async_trait::async_trait;
use delibero_domain::access_log::{Administration, Entry, PersonToken, SALT_LENGTH, WrittenEntry};
use delibero_domain::niss::Niss;

use super::model::{
    AdministrationFilter, AdministrationPage, LogFilter, LogPage, LogPosition, LoggedOpening, LoggedRecord,
};
use crate::store_error::StoreError;
use crate::unit_of_work::UnitOfWork;

/// The names that persons have in the journal, in place of their NISS.
pub trait PersonTokens: Send + Sync {
    fn person_token(&self, person: Niss) -> PersonToken;

    /// # Errors
    /// When the token was not made with this store's key.
    fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError>;
}

#[async_trait]
pub trait JournalStore: PersonTokens {
    async fn begin_journal(&self) -> Result<Box<dyn JournalWork>, StoreError>;

    /// Consultations and what left of them: newest first, strictly before a position.
    async fn log_page(
        &self,
        filter: &LogFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<LogPage, StoreError>;

    /// What was changed in the portal: newest first, strictly before a position.
    async fn administration_page(
        &self,
        filter: &AdministrationFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<AdministrationPage, StoreError>;

    /// Records of every kind as they were written, oldest first, strictly after a position.
    async fn log_records(&self, after: LogPosition, limit: u32) -> Result<Vec<LoggedRecord>, StoreError>;

    /// Record and salt of an entry of any kind; none where nothing has this position.
    async fn opening(&self, position: LogPosition) -> Result<Option<LoggedOpening>, StoreError>;
}

#[async_trait]
pub trait JournalWork: UnitOfWork {
    async fn append_log(&mut self, entry: &Entry, salt: [u8; SALT_LENGTH]) -> Result<(), StoreError>;

    /// The same for one that was written with others.
    async fn append_written(&mut self, entry: WrittenEntry, salt: [u8; SALT_LENGTH]) -> Result<(), StoreError>;

    async fn append_administration(
        &mut self,
        entry: &Administration,
        salt: [u8; SALT_LENGTH],
    ) -> Result<(), StoreError>;
}
