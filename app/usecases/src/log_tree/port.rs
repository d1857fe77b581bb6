//! What is needed of a store to keep the tree.

use async_trait::async_trait;

use super::model::{Bundle, Growth, KeptEntry, PlacedEntry, TreeHead, Witnessed};
use crate::journal::LogPosition;
use crate::store_error::StoreError;

#[async_trait]
pub trait TreeStore: Send + Sync {
    async fn tree_head(&self) -> Result<TreeHead, StoreError>;

    /// Entries of the journal strictly after a position, in the order of their commits: nothing will ever be committed
    /// before one that was given.
    async fn entries_after(&self, after: LogPosition, limit: u32) -> Result<Vec<PlacedEntry>, StoreError>;

    /// The bytes of a tile, as many as there are by now.
    async fn tile(&self, level: u8, index: u64) -> Result<Option<Vec<u8>>, StoreError>;

    async fn bundle(&self, index: u64) -> Result<Option<Bundle>, StoreError>;

    /// The bundle in which the entry at a position is, if it is in any.
    async fn bundle_around(&self, position: LogPosition) -> Result<Option<Bundle>, StoreError>;

    /// Adds what a turn found, durably, where the tree is still as far as that turn saw it; false: another was faster,
    /// and nothing was added.
    async fn grow(&self, seen: &TreeHead, growth: &Growth) -> Result<bool, StoreError>;
}

#[async_trait]
pub trait AuditStore: Send + Sync {
    /// Rows of the journal strictly after a position, in order, with all that is kept of each.
    async fn kept(&self, after: LogPosition, limit: u32) -> Result<Vec<KeptEntry>, StoreError>;
}

#[async_trait]
pub trait WitnessedStore: Send + Sync {
    async fn witnessed(&self) -> Result<Witnessed, StoreError>;

    /// Nothing where a larger one is there by now.
    async fn save_witnessed(&self, witnessed: &Witnessed) -> Result<(), StoreError>;
}
