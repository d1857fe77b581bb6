//! Reading how the catalogue came to be, and what is being prepared.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::identifier::UserName;

use super::contributors::contributed;
use super::in_force::CatalogueInForce;
use super::judge::{Judged, judged};
use super::model::{CatalogueDraft, CatalogueEdit, PublishedState};
use super::port::CatalogueStore;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::store_error::StoreError;

/// Drafts and states, in the hands of somebody who works on the catalogue.
#[derive(Clone, Copy)]
pub struct CatalogueDrafts<'r> {
    store: &'r dyn CatalogueStore,
    accounts: &'r dyn AccountStore,
    in_force: &'r CatalogueInForce,
    reader: &'r Actor,
}

impl<'r> CatalogueDrafts<'r> {
    /// # Errors
    /// When the reader may not see drafts.
    pub fn for_reader(
        store: &'r dyn CatalogueStore,
        accounts: &'r dyn AccountStore,
        in_force: &'r CatalogueInForce,
        reader: &'r Actor,
    ) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadDrafts)?;
        Ok(Self { store, accounts, in_force, reader })
    }

    /// Newest save first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all(self) -> Result<Vec<CatalogueDraft>, StoreError> {
        self.store.drafts().await
    }

    /// # Errors
    /// When the store fails.
    pub async fn draft(self, id: &str) -> Result<Option<CatalogueDraft>, StoreError> {
        self.store.draft(id).await
    }

    /// Every save of a draft, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn edits(self, id: &str) -> Result<Vec<CatalogueEdit>, StoreError> {
        self.store.edits(id).await
    }

    /// Every published state, newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn states(self) -> Result<Vec<PublishedState>, StoreError> {
        self.store.states().await
    }

    /// The documents of a state.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn documents(self, state: u32) -> Result<Vec<Document>, StoreError> {
        self.store.documents(state).await
    }

    /// A draft laid over the state in force.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn judged(self, draft: &CatalogueDraft) -> Result<Judged, StoreError> {
        self.in_force.follow(self.store).await?;
        let now = self.in_force.now();
        let documents = self.store.documents(now.state).await?;
        Ok(judged(now.state, now.catalogue.clone(), documents, &draft.changes))
    }

    /// Whether the reader began, saved or proposed a draft: then somebody else puts it in force.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn had_a_part_in(self, draft: &CatalogueDraft) -> Result<bool, StoreError> {
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
