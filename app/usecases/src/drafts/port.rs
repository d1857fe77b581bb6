//! What is needed of a store to keep drafts.

use async_trait::async_trait;
use delibero_domain::identifier::UserName;

use super::draft::{Draft, Drafted, Edit};
use crate::store_error::StoreError;
use crate::unit_of_work::UnitOfWork;

#[async_trait]
pub trait DraftStore<C: Drafted>: Send + Sync {
    async fn draft(&self, id: &str) -> Result<Option<Draft<C>>, StoreError>;

    /// Every save of a draft, newest first.
    async fn edits(&self, draft: &str) -> Result<Vec<Edit<C>>, StoreError>;

    /// What a draft was sent back for, as long as nobody proposed it again.
    async fn note(&self, draft: &str) -> Result<Option<String>, StoreError>;

    /// Everyone who began, saved or proposed a draft, as its saves have it for ever.
    async fn contributors(&self, draft: &str) -> Result<Vec<UserName>, StoreError>;
}

#[async_trait]
pub trait DraftWork<C: Drafted>: UnitOfWork {
    async fn begin_draft(&mut self, draft: &Draft<C>) -> Result<(), StoreError>;

    /// Saves a draft over the revision that was read, and gives the new one. The error is the revision that is there
    /// when it is another; 0 when the draft is gone.
    async fn save_draft(&mut self, draft: &Draft<C>, read: u32) -> Result<Result<u32, u32>, StoreError>;

    /// Keeps one save for ever; the store gives it its place.
    async fn keep_edit(&mut self, edit: &Edit<C>) -> Result<(), StoreError>;

    /// Removes a draft; its saves stay.
    async fn remove_draft(&mut self, id: &str) -> Result<(), StoreError>;
}
