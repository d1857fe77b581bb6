//! Reading the register: what is published, and what only those see who work on it.

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::text::Language;

use super::draft::{Content, Draft, DraftSummary, Edit};
use super::faults::Fault;
use super::list::{RegisterPage, RegisterQuery};
use super::port::RegisterStore;
use super::publishable::faults_in_register;
use crate::accounts::{Actor, NotAllowed};
use crate::drafts;
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

pub type Drafts<'r> = drafts::Drafts<'r, Content>;

impl Drafts<'_> {
    /// Newest save first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all(self) -> Result<Vec<DraftSummary>, StoreError> {
        self.store.drafts().await
    }

    /// Every save of a deliberation, newest first, those of its drafts under another number too.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn edits_of(self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError> {
        self.store.edits_of(number).await
    }

    /// What is published under the number of a draft, with every text.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn published(self, draft: &Draft) -> Result<Option<Content>, StoreError> {
        if draft.origin.base.is_none() {
            return Ok(None);
        }
        Ok(self.store.content(draft.content.deliberation.number).await?.map(|(content, _)| content))
    }

    /// What keeps a draft from being published.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn faults(self, draft: &Draft) -> Result<Vec<Fault>, StoreError> {
        faults_in_register(self.store, &draft.content).await
    }
}
