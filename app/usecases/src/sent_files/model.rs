//! What is known of a file that was sent.

use jiff::SignedDuration;

use super::port::SentFileStore;
use crate::store_error::{Cause, StoreError};

/// In bytes: what of a file is in memory, and written in one statement.
pub const PIECE_BYTES: usize = 1 << 20;
/// How long pieces are kept of a file that never came to its end.
pub const UNFINISHED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// A file whose pieces are all there.
#[derive(Clone)]
pub struct SentFile<'s> {
    pub(super) files: &'s dyn SentFileStore,
    /// That of what it is loaded as, too.
    pub id: String,
    pub bytes: u64,
}

impl<'s> SentFile<'s> {
    #[must_use]
    pub const fn kept(files: &'s dyn SentFileStore, id: String, bytes: u64) -> Self {
        Self { files, id, bytes }
    }

    /// The pieces, one after the other; none after the last.
    ///
    /// # Errors
    /// When the store fails, or one is missing.
    pub async fn piece(&self, place: u32) -> Result<Option<Vec<u8>>, StoreError> {
        if u64::from(place) * PIECE_BYTES as u64 >= self.bytes {
            return Ok(None);
        }
        let piece = self.files.piece(&self.id, place).await?;
        let missing = || StoreError::Unreadable(Cause::of("a piece of a file that was sent is missing"));
        piece.ok_or_else(missing).map(Some)
    }

    /// # Errors
    /// When the store fails: it is destroyed later.
    pub async fn destroy(self) -> Result<(), StoreError> {
        self.files.destroy_sent_file(&self.id).await
    }
}
