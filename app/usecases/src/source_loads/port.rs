//! What is needed of a store to know the files of sources.

use async_trait::async_trait;
use jiff::Timestamp;

use super::model::{KeptRejects, SourceLoad, SourceLoadPage, SourceLoadQuery};
use crate::accounts::AccountWork;
use crate::directory::DirectoryWork;
use crate::jobs::JobWork;
use crate::sent_files::{SentFileStore, SentFileWork};
use crate::store_error::StoreError;

#[async_trait]
pub trait SourceLoadStore: SentFileStore {
    async fn begin_source_load(&self) -> Result<Box<dyn SourceLoadWork>, StoreError>;

    async fn source_load_page(&self, query: &SourceLoadQuery) -> Result<SourceLoadPage, StoreError>;

    async fn source_load(&self, id: &str) -> Result<Option<SourceLoad>, StoreError>;

    /// The refused records of a file, in its order.
    async fn source_rejects(&self, load: &str) -> Result<Vec<KeptRejects>, StoreError>;
}

/// With accounts and organisations: who loads may do so until the last record.
#[async_trait]
pub trait SourceLoadWork: AccountWork + DirectoryWork + JobWork + SentFileWork {
    /// Keeps how far a file is.
    async fn save_source_load(&mut self, load: &SourceLoad) -> Result<(), StoreError>;

    /// Keeps refused records of a file, by how far the file was read.
    async fn add_source_rejects(&mut self, load: &str, place: u64, rejects: &KeptRejects) -> Result<(), StoreError>;

    /// Deletes the refused records of files that began before.
    async fn forget_source_rejects(&mut self, before: Timestamp) -> Result<(), StoreError>;
}
