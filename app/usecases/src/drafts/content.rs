//! What a feature says of its drafts.

use std::error::Error;

use async_trait::async_trait;
use delibero_domain::identifier::UserName;
use jiff::Timestamp;

use super::draft::{Draft, Drafted};
use super::error::DraftError;
use super::port::{DraftStore, DraftWork};
use crate::store_error::StoreError;

#[async_trait]
pub trait DraftContent: Drafted {
    /// Why something is not done, beside what can be said of any draft.
    type Refusal: Error + Send + Sync + 'static;
    type Store: DraftStore<Self> + ?Sized + 'static;
    type Work: DraftWork<Self> + ?Sized + 'static;
    /// What must be known of a draft to propose it.
    type ToPropose: Send + Sync;
    /// What whoever publishes says that they saw beside the draft.
    type Confirmed: Send;
    /// What is there once it is published.
    type Published: Send;

    async fn begin_work(store: &Self::Store) -> Result<Box<Self::Work>, StoreError>;

    /// Whether a NISS stands where none may be kept: a draft is kept for ever.
    fn holds_niss(&self) -> bool;

    /// # Errors
    /// What keeps it from being proposed.
    async fn may_be_proposed(
        &self,
        store: &Self::Store,
        known: &Self::ToPropose,
    ) -> Result<(), DraftError<Self::Refusal>>;

    /// Asked outside the unit of work that publishes.
    ///
    /// # Errors
    /// What keeps it from being published.
    async fn may_be_published(&self, store: &Self::Store) -> Result<(), DraftError<Self::Refusal>>;

    /// Publishes, inside the unit of work in which its draft ends.
    ///
    /// # Errors
    /// What keeps it from being published: nothing is, then.
    async fn publish(
        draft: &Draft<Self>,
        work: &mut Self::Work,
        confirmed: Self::Confirmed,
        publication: Publication<'_>,
    ) -> Result<Self::Published, DraftError<Self::Refusal>>;
}

/// Who publishes, and when.
#[derive(Clone, Copy, Debug)]
pub struct Publication<'p> {
    pub by: &'p UserName,
    pub at: Timestamp,
}
