//! Reading how the catalogue came to be, and what is being prepared.

use std::sync::Arc;

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::Document;

use super::checked::judged;
use super::in_force::CatalogueInForce;
use super::judge::Judged;
use super::model::{CatalogueChanges, CatalogueDraft, PublishedState};
use super::port::{CatalogueStore, Comparer};
use crate::accounts::{Actor, NotAllowed};
use crate::drafts::Drafts;
use crate::store_error::{Cause, StoreError};

pub type CatalogueDrafts<'r> = Drafts<'r, CatalogueChanges>;

impl CatalogueDrafts<'_> {
    /// Newest save first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all(self) -> Result<Vec<CatalogueDraft>, StoreError> {
        self.store.drafts().await
    }
}

/// Published states, and the one in force with a draft laid over it, in the hands of somebody who works on drafts.
#[derive(Clone, Copy)]
pub struct CatalogueStates<'r> {
    store: &'r dyn CatalogueStore,
    in_force: &'r CatalogueInForce,
    comparer: &'r dyn Comparer,
}

impl<'r> CatalogueStates<'r> {
    /// # Errors
    /// When the reader may not see drafts.
    pub fn for_reader(
        store: &'r dyn CatalogueStore,
        in_force: &'r CatalogueInForce,
        comparer: &'r dyn Comparer,
        reader: &Actor,
    ) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadDrafts)?;
        Ok(Self { store, in_force, comparer })
    }

    /// Newest first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all(self) -> Result<Vec<PublishedState>, StoreError> {
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
    pub async fn judged(self, draft: &CatalogueDraft) -> Result<Arc<Judged>, StoreError> {
        judged(self.store, self.in_force, self.comparer, draft).await
    }

    /// The catalogue of the documents of a state: where it is the one in force, this node has it.
    pub(super) async fn compiled(self, state: u32, documents: Vec<Document>) -> Result<Arc<Catalogue>, StoreError> {
        let now = self.in_force.now();
        if now.state == state && state > 0 {
            return Ok(Arc::clone(&now.catalogue));
        }
        let read = self.comparer.compiled(documents).await?;
        read.map_err(|_| StoreError::Unreadable(Cause::of(format!("state {state} of the catalogue"))))
    }
}
