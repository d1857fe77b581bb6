//! A file while it comes in: a piece is kept as soon as it is full.

use super::model::{PIECE_BYTES, SentFile};
use super::port::SentFileStore;
use crate::clock::Clock;
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

pub struct Receiving<'r> {
    files: &'r dyn SentFileStore,
    id: String,
    piece: Vec<u8>,
    /// Of the next piece.
    place: u32,
    bytes: u64,
}

impl<'r> Receiving<'r> {
    pub(crate) async fn begin(
        files: &'r dyn SentFileStore,
        (clock, randomness): (&dyn Clock, &dyn Randomness),
    ) -> Result<Self, StoreError> {
        let id = opaque_id(randomness);
        files.begin_sent_file(&id, clock.now()).await?;
        Ok(Self { files, id, piece: Vec::new(), place: 0, bytes: 0 })
    }

    /// # Errors
    /// When the store fails.
    pub async fn take(&mut self, mut some: &[u8]) -> Result<(), StoreError> {
        while !some.is_empty() {
            let (now, then) = some.split_at(some.len().min(PIECE_BYTES - self.piece.len()));
            self.piece.extend_from_slice(now);
            self.bytes += now.len() as u64;
            if self.piece.len() == PIECE_BYTES {
                self.keep().await?;
            }
            some = then;
        }
        Ok(())
    }

    /// Keeps what is left.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn end(mut self) -> Result<SentFile<'r>, StoreError> {
        if !self.piece.is_empty() {
            self.keep().await?;
        }
        Ok(SentFile { files: self.files, id: self.id, bytes: self.bytes })
    }

    async fn keep(&mut self) -> Result<(), StoreError> {
        self.files.add_piece(&self.id, self.place, &self.piece).await?;
        self.piece.clear();
        self.place += 1;
        Ok(())
    }

    /// Destroys what came in, as far as the store does it now; what it leaves is destroyed later.
    pub async fn give_up(self) {
        let _ = self.files.destroy_sent_file(&self.id).await;
    }
}
