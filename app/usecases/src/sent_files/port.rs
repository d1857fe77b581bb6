//! What is needed of a store to keep files that were sent.

use async_trait::async_trait;
use jiff::Timestamp;

use crate::store_error::StoreError;
use crate::unit_of_work::UnitOfWork;

#[async_trait]
pub trait SentFileStore: Send + Sync {
    /// Notes that a file begins to come in.
    async fn begin_sent_file(&self, id: &str, at: Timestamp) -> Result<(), StoreError>;

    /// Keeps a piece of a file that comes in.
    async fn add_piece(&self, file: &str, place: u32, piece: &[u8]) -> Result<(), StoreError>;

    async fn piece(&self, file: &str, place: u32) -> Result<Option<Vec<u8>>, StoreError>;

    async fn destroy_sent_file(&self, id: &str) -> Result<(), StoreError>;

    /// Destroys what there is of files that began before, or at, an instant and never became whole.
    async fn destroy_unfinished(&self, until: Timestamp) -> Result<(), StoreError>;
}

#[async_trait]
pub trait SentFileWork: UnitOfWork {
    /// Keeps a file until it is destroyed, since all of it is there; false where it is gone.
    async fn note_whole(&mut self, file: &str) -> Result<bool, StoreError>;

    /// Destroys a file with all of its pieces.
    async fn destroy_file(&mut self, file: &str) -> Result<(), StoreError>;
}
