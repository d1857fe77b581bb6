//! Reading what only those see who work on drafts.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::identifier::UserName;

use super::content::DraftContent;
use super::contributors::contributed;
use super::draft::{Draft, Edit};
use super::port::DraftStore as _;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::store_error::StoreError;

/// Drafts and their saves, in the hands of somebody who works on them.
pub struct Drafts<'r, C: DraftContent> {
    pub(crate) store: &'r C::Store,
    accounts: &'r dyn AccountStore,
    reader: &'r Actor,
}

impl<C: DraftContent> Clone for Drafts<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: DraftContent> Copy for Drafts<'_, C> {}

impl<'r, C: DraftContent> Drafts<'r, C> {
    /// # Errors
    /// When the reader may not see drafts.
    pub fn for_reader(
        store: &'r C::Store,
        accounts: &'r dyn AccountStore,
        reader: &'r Actor,
    ) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadDrafts)?;
        Ok(Self { store, accounts, reader })
    }

    /// # Errors
    /// When the store fails.
    pub async fn draft(self, id: &str) -> Result<Option<Draft<C>>, StoreError> {
        self.store.draft(id).await
    }

    /// Every save of a draft, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn edits(self, id: &str) -> Result<Vec<Edit<C>>, StoreError> {
        self.store.edits(id).await
    }

    /// What a draft was sent back for, as long as nobody proposed it again.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn note(self, id: &str) -> Result<Option<String>, StoreError> {
        self.store.note(id).await
    }

    /// Whether the reader began, saved or proposed a draft: then somebody else publishes it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn had_a_part_in(self, draft: &Draft<C>) -> Result<bool, StoreError> {
        contributed(self.store, draft, &self.reader.user).await
    }

    /// The names that people read, of whoever wrote.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn names(self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
        self.accounts.display_names(users).await
    }
}
