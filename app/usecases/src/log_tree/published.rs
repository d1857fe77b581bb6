//! What everybody may have of the tree.

use delibero_domain::access_log::PublicEntry;
use delibero_domain::tlog::{Hash, TilePath};

use super::port::TreeStore;
use crate::store_error::StoreError;

/// The length of an entry, as it stands before each in a bundle.
const ENTRY_LENGTH: [u8; 2] = (PublicEntry::LENGTH as u16).to_be_bytes();

/// The tree for whoever asks.
#[derive(Clone, Copy)]
pub struct Published<'p> {
    store: &'p dyn TreeStore,
}

impl<'p> Published<'p> {
    #[must_use]
    pub const fn of(store: &'p dyn TreeStore) -> Self {
        Self { store }
    }

    /// The newest checkpoint; none before the first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn checkpoint(&self) -> Result<Option<String>, StoreError> {
        Ok(self.store.tree_head().await?.checkpoint.map(|checkpoint| checkpoint.note))
    }

    /// The bytes of a tile of this width; none where the tree has not as many hashes there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn tile(&self, path: TilePath) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = self.store.tile(path.level, path.index).await?;
        Ok(bytes.and_then(|bytes| bytes.get(..usize::from(path.width) * Hash::LENGTH).map(<[u8]>::to_vec)))
    }

    /// The bytes of a bundle of this many entries, each with its length before it; none where the tree has not as many
    /// there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bundle(&self, index: u64, width: u16) -> Result<Option<Vec<u8>>, StoreError> {
        let bundle = self.store.bundle(index).await?;
        let entries = bundle.as_ref().and_then(|bundle| bundle.entries.get(..usize::from(width)));
        let bytes = entries.map(|entries| {
            entries.iter().flat_map(|placed| ENTRY_LENGTH.into_iter().chain(*placed.entry.as_bytes())).collect()
        });
        Ok(bytes)
    }
}
