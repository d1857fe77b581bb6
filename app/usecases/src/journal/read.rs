//! Reading the journal, as far as somebody may.

use delibero_domain::access_log::{Opening, PersonToken};
use delibero_domain::capability::Capability;
use delibero_domain::identifier::UserName;
use delibero_domain::niss::Niss;

use super::model::{AdministrationFilter, AdministrationPage, LogFilter, LogPage, LogPosition};
use super::port::JournalStore;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::directory::{DirectoryStore, Organisation};
use crate::store_error::StoreError;

/// The most entries on one page.
pub const PAGE_SIZE: u32 = 50;

/// The stores that the journal is read from.
#[derive(Clone, Copy)]
pub struct JournalStores<'j> {
    pub journal: &'j dyn JournalStore,
    pub accounts: &'j dyn AccountStore,
    pub directory: &'j dyn DirectoryStore,
}

/// The journal in the hands of a reader: there is no other way to read it than through one.
#[derive(Clone, Copy)]
pub struct Journal<'j> {
    stores: JournalStores<'j>,
    reader: &'j Actor,
}

impl<'j> Journal<'j> {
    /// # Errors
    /// When the reader may not see the journal at all.
    pub fn for_reader(stores: JournalStores<'j>, reader: &'j Actor) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadJournal)?;
        Ok(Self { stores, reader })
    }

    /// Whether the reader sees every organisation; else only the own one.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reader.may(Capability::ReadWholeJournal)
    }

    /// Newest first, strictly before a position; of the reader's organisation alone where the reader sees no other.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn page(
        &self,
        mut filter: LogFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<LogPage, StoreError> {
        if !self.is_whole() {
            filter.organisation = Some(self.reader.organisation.clone());
        }
        self.stores.journal.log_page(&filter, before, limit).await
    }

    /// What was changed, newest first, strictly before a position; of the reader's organisation alone where the reader
    /// sees no other.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn administration(
        &self,
        mut filter: AdministrationFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<AdministrationPage, StoreError> {
        if !self.is_whole() {
            filter.organisation = Some(self.reader.organisation.clone());
        }
        self.stores.journal.administration_page(&filter, before, limit).await
    }

    /// Record and salt of an entry, where the reader sees it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn opening(&self, position: LogPosition) -> Result<Option<Opening>, StoreError> {
        let found = self.stores.journal.opening(position).await?;
        let found = found.filter(|found| self.is_whole() || found.organisation == self.reader.organisation);
        Ok(found.map(|found| found.opening))
    }

    #[must_use]
    pub fn token_of(&self, person: Niss) -> PersonToken {
        self.stores.journal.person_token(person)
    }

    /// # Errors
    /// When the token was not made with this store's key.
    pub fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError> {
        self.stores.journal.person_of(token)
    }

    /// Every organisation, to name those of the entries and to choose one.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        self.stores.directory.organisations().await
    }

    /// Whether there is such a user among those whose entries the reader sees.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn knows_user(&self, user: &UserName) -> Result<bool, StoreError> {
        let found = self.stores.accounts.account(user).await?;
        Ok(found.is_some_and(|found| self.is_whole() || found.actor.organisation == self.reader.organisation))
    }
}
