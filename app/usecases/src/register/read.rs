//! Reading the register: what is published, and what only those see who work on it.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;

use super::contributors::contributed;
use super::draft::{Content, Draft, DraftSummary, Edit};
use super::faults::Fault;
use super::list::{RegisterPage, RegisterQuery};
use super::port::RegisterStore;
use super::publishable::faults_in_register;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::store_error::StoreError;

/// What is published, in the hands of a reader.
#[derive(Clone, Copy)]
pub struct Register<'r> {
    store: &'r dyn RegisterStore,
}

impl<'r> Register<'r> {
    /// # Errors
    /// When the reader may not see the register.
    pub fn for_reader(store: &'r dyn RegisterStore, reader: &Actor) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadRegister)?;
        Ok(Self { store })
    }

    /// One page of the list.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn list(self, query: &RegisterQuery) -> Result<RegisterPage, StoreError> {
        self.store.list(query).await
    }

    /// # Errors
    /// When the store fails.
    pub async fn deliberation(self, number: DeliberationNumber) -> Result<Option<Deliberation>, StoreError> {
        Ok(self.store.deliberation(number).await?.map(|(found, _)| found))
    }

    /// The text of one version in a language.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn text(
        self,
        number: DeliberationNumber,
        version: u16,
        language: Language,
    ) -> Result<Option<VersionText>, StoreError> {
        self.store.text(number, version, language).await
    }

    /// The deliberations that cite a number: each with the points that do.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn citing(
        self,
        number: DeliberationNumber,
    ) -> Result<Vec<(DeliberationNumber, Deliberation, Vec<String>)>, StoreError> {
        self.store.citing(number).await
    }

    /// Of some numbers, those that are in the register.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn known(self, numbers: &[DeliberationNumber]) -> Result<Vec<Deliberation>, StoreError> {
        self.store.known(numbers).await
    }
}

/// Drafts and saves, in the hands of somebody who works on the register.
#[derive(Clone, Copy)]
pub struct Drafts<'r> {
    store: &'r dyn RegisterStore,
    accounts: &'r dyn AccountStore,
    reader: &'r Actor,
}

impl<'r> Drafts<'r> {
    /// # Errors
    /// When the reader may not see drafts.
    pub fn for_reader(
        store: &'r dyn RegisterStore,
        accounts: &'r dyn AccountStore,
        reader: &'r Actor,
    ) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadDrafts)?;
        Ok(Self { store, accounts, reader })
    }

    /// Newest save first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all(self) -> Result<Vec<DraftSummary>, StoreError> {
        self.store.drafts().await
    }

    /// # Errors
    /// When the store fails.
    pub async fn draft(self, id: &str) -> Result<Option<Draft>, StoreError> {
        self.store.draft(id).await
    }

    /// What a draft was sent back for, as long as nobody proposed it again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note(self, id: &str) -> Result<Option<String>, StoreError> {
        self.store.note(id).await
    }

    /// Every save of a deliberation, newest first, those of its drafts under another number too.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn edits(self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError> {
        self.store.edits(number).await
    }

    /// What is published under the number of a draft, with every text.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn published(self, draft: &Draft) -> Result<Option<Content>, StoreError> {
        if draft.base.is_none() {
            return Ok(None);
        }
        Ok(self.store.content(draft.content.deliberation.number).await?.map(|(content, _)| content))
    }

    /// Whether the reader began, saved or proposed a draft: then somebody else publishes it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn had_a_part_in(self, draft: &Draft) -> Result<bool, StoreError> {
        contributed(self.store, draft, &self.reader.user).await
    }

    /// What keeps a draft from being published.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn faults(self, draft: &Draft) -> Result<Vec<Fault>, StoreError> {
        faults_in_register(self.store, &draft.content).await
    }

    /// The names that people read, of whoever wrote.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn names(self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
        self.accounts.display_names(users).await
    }
}
