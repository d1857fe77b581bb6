//! What is needed of a store to keep the catalogue.

use std::fmt::Debug;
use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::effect::{Effect, Happened};
use thiserror::Error;

use super::answers::AnswerStore;
use super::judge::{Judged, LaidOver};
use super::model::{CatalogueChanges, CatalogueDraft, DocumentChange, DocumentVersion, NewState, PublishedState};
use crate::drafts::{DraftStore, DraftWork};
use crate::journal::{JournalWork, LoggedEntry};
use crate::store_error::{Cause, StoreError};
use crate::unit_of_work::UnitOfWork;

#[async_trait]
pub trait CatalogueStore: DraftStore<CatalogueChanges> + AnswerStore {
    async fn begin_catalogue(&self) -> Result<Box<dyn CatalogueWork>, StoreError>;

    /// The number of the state in force; 0 before the first.
    async fn state_in_force(&self) -> Result<u32, StoreError>;

    /// Every state, newest first.
    async fn states(&self) -> Result<Vec<PublishedState>, StoreError>;

    /// The documents of a state, in their order; none of a state that was never published.
    async fn documents(&self, state: u32) -> Result<Vec<Document>, StoreError>;

    /// What a document was in each state that changed it, newest first.
    async fn versions(&self, name: &str) -> Result<Vec<DocumentVersion>, StoreError>;

    /// Newest save first.
    async fn drafts(&self) -> Result<Vec<CatalogueDraft>, StoreError>;
}

/// What every unit of work that decides reads of the catalogue.
#[async_trait]
pub trait CatalogueReadings: UnitOfWork {
    /// The number of the state in force; 0 before the first.
    async fn state_in_force(&mut self) -> Result<u32, StoreError>;

    /// The documents of a state, in their order.
    async fn documents(&mut self, state: u32) -> Result<Vec<Document>, StoreError>;
}

#[async_trait]
pub trait CatalogueWork: CatalogueReadings + DraftWork<CatalogueChanges> + JournalWork {
    /// Makes units of work that publish wait for each other.
    async fn wait_to_publish(&mut self) -> Result<(), StoreError>;

    /// Adds a state after the one in force, with what changes in it, tells every node, and gives its number.
    async fn add_state(&mut self, state: &NewState, changes: &[DocumentChange]) -> Result<u32, StoreError>;

    /// The documents that a program brought with it when it last started here, by name.
    async fn shipped(&mut self) -> Result<Vec<Document>, StoreError>;

    /// Writes down the documents that this program brings with it.
    async fn keep_shipped(&mut self, documents: &[Document]) -> Result<(), StoreError>;
}

/// Works on whole catalogues, away from the threads that answer requests: it may take seconds.
#[async_trait]
pub trait Comparer: Debug + Send + Sync {
    /// Reads documents with changes laid over them.
    ///
    /// # Errors
    /// When it was not done.
    async fn judged(&self, draft: LaidOver) -> Result<Arc<Judged>, NotCompared>;

    /// Reads documents.
    ///
    /// # Errors
    /// When it was not done; within, everything that is wrong in them.
    async fn compiled(&self, documents: Vec<Document>) -> Result<Compiled, NotCompared>;

    /// Compares every decision of two catalogues.
    ///
    /// # Errors
    /// When it was not done.
    async fn effect(&self, before: Arc<Catalogue>, after: Arc<Catalogue>) -> Result<Arc<Effect>, NotCompared>;

    /// Decides logged consultations again, and gives back what was known with them added.
    ///
    /// # Errors
    /// When it was not done.
    async fn decide_again(&self, happened: Happened, entries: Vec<LoggedEntry>) -> Result<Happened, NotCompared>;
}

/// What documents say; else everything that is wrong in them.
pub type Compiled = Result<Arc<Catalogue>, Vec<CatalogueError>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("catalogues were not read or compared")]
pub struct NotCompared;

impl From<NotCompared> for StoreError {
    fn from(error: NotCompared) -> Self {
        Self::Fault(Cause::of("the catalogue").with_source(error))
    }
}
