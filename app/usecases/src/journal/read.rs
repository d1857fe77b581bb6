//! Reading the journal, as far as somebody may.

use delibero_domain::access_log::{Administration, AdministrationKind, Entry, Opening, PersonToken};
use delibero_domain::capability::Capability;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::Niss;

use super::model::{AdministrationFilter, AdministrationPage, LogFilter, LogPage, LogPosition, LoggedEntry};
use super::port::JournalStore;
use super::reading::Read;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::clock::Clock;
use crate::directory::{DirectoryStore, Organisation};
use crate::randomness::Randomness;
use crate::store_error::{Cause, StoreError};

/// The most entries on one page.
const PAGE_SIZE: u32 = 50;
/// How many are read at once for a file.
const AT_ONCE: u32 = 1_000;

/// What the journal is read with.
#[derive(Clone, Copy)]
pub struct JournalStores<'j> {
    pub journal: &'j dyn JournalStore,
    pub accounts: &'j dyn AccountStore,
    pub directory: &'j dyn DirectoryStore,
    pub clock: &'j dyn Clock,
    pub randomness: &'j dyn Randomness,
}

/// The journal in the hands of a reader: there is no other way to read it than through one. What was read is given once it
/// is written down who read it.
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
    pub async fn page(&self, filter: LogFilter, before: Option<LogPosition>) -> Result<LogPage, StoreError> {
        let filter = LogFilter { organisation: self.within_reach(filter.organisation.clone()), ..filter };
        let page = self.stores.journal.log_page(&filter, before, PAGE_SIZE).await?;
        let read = Read::of_entries(&filter, page.entries.iter().map(|found| found.position));
        self.note(AdministrationKind::LogRead, read).await?;
        Ok(page)
    }

    /// The newest, up to as many as `most`, for a file; and whether there are more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn newest(&self, filter: LogFilter, most: usize) -> Result<(Vec<LoggedEntry>, bool), StoreError> {
        let filter = LogFilter { organisation: self.within_reach(filter.organisation.clone()), ..filter };
        let (mut entries, mut before): (Vec<LoggedEntry>, _) = (Vec::new(), None);
        let more = loop {
            let page = self.stores.journal.log_page(&filter, before, AT_ONCE).await?;
            entries.extend(page.entries);
            before = page.next;
            if before.is_none() || entries.len() >= most {
                break before.is_some() || entries.len() > most;
            }
        };
        entries.truncate(most);
        let read = Read::of_entries(&filter, entries.iter().map(|found| found.position));
        self.note(AdministrationKind::LogExported, read).await?;
        Ok((entries, more))
    }

    /// The consultation, or what left of one, at a position; none where there is none, or not for this reader.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn entry(&self, position: LogPosition) -> Result<Option<LoggedEntry>, StoreError> {
        let Some(opening) = self.opening(position).await? else { return Ok(None) };
        if opening.form == Administration::FORM {
            return Ok(None);
        }
        let entry = Entry::from_canonical(&opening.record);
        let entry = entry.map_err(|why| StoreError::Unreadable(Cause::of("an entry of the log").with_source(why)))?;
        self.note(AdministrationKind::LogRead, Read { person: entry.person.clone(), ..Read::of_one(position) }).await?;
        Ok(Some(LoggedEntry { position, entry, leaf: opening.entry().leaf() }))
    }

    /// What was changed, newest first, strictly before a position; of the reader's organisation alone where the reader
    /// sees no other.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn administration(
        &self,
        filter: AdministrationFilter,
        before: Option<LogPosition>,
    ) -> Result<AdministrationPage, StoreError> {
        let filter = AdministrationFilter { organisation: self.within_reach(filter.organisation.clone()), ..filter };
        let page = self.stores.journal.administration_page(&filter, before, PAGE_SIZE).await?;
        let read = Read::of_changes(&filter, page.entries.iter().map(|found| found.position));
        self.note(AdministrationKind::LogRead, read).await?;
        Ok(page)
    }

    fn within_reach(&self, asked: Option<OrganisationId>) -> Option<OrganisationId> {
        if self.is_whole() { asked } else { Some(self.reader.organisation.clone()) }
    }

    /// Record and salt of an entry, where the reader sees it. Who gives them away notes it.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn opening(&self, position: LogPosition) -> Result<Option<Opening>, StoreError> {
        let found = self.stores.journal.opening(position).await?;
        let found = found.filter(|found| self.is_whole() || found.organisation == self.reader.organisation);
        Ok(found.map(|found| found.opening))
    }

    /// Writes down, durably, what the reader is about to be given.
    pub(crate) async fn note(&self, kind: AdministrationKind, read: Read) -> Result<(), StoreError> {
        let entry = Administration {
            form: Administration::FORM,
            at: self.stores.clock.now(),
            kind,
            user: Some(self.reader.user.clone()),
            organisation: self.reader.organisation.clone(),
            subject: read.subject,
            person: read.person,
            before: None,
            after: read.fields,
            why: None,
        };
        let mut work = self.stores.journal.begin_journal().await?;
        work.append_administration(&entry, self.stores.randomness.salt()).await?;
        work.commit().await
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
