//! Drafts and their saves, of whatever a feature drafts: each has a table of drafts and a table of saves.

mod columns;
mod edit_kind;
mod read;
mod write;

use async_trait::async_trait;
use delibero_domain::identifier::UserName;
use delibero_usecases::drafts::{Draft, DraftStore, DraftWork, Edit};
use delibero_usecases::store_error::StoreError;

pub(crate) use self::columns::{Columns, DraftTables, Value};
pub(crate) use self::read::{drafts, edits};
use crate::database::Database;
use crate::unit_of_work::Work;

#[async_trait]
impl<C: DraftTables> DraftStore<C> for Database {
    async fn draft(&self, id: &str) -> Result<Option<Draft<C>>, StoreError> {
        read::draft(&mut *self.reader().await?, id).await
    }

    async fn edits(&self, draft: &str) -> Result<Vec<Edit<C>>, StoreError> {
        edits(&mut *self.reader().await?, "draft = $1", |query| query.bind(draft)).await
    }

    async fn note(&self, draft: &str) -> Result<Option<String>, StoreError> {
        read::note::<C>(&mut *self.reader().await?, draft).await
    }

    async fn contributors(&self, draft: &str) -> Result<Vec<UserName>, StoreError> {
        read::contributors::<C>(&mut *self.reader().await?, draft).await
    }
}

#[async_trait]
impl<C: DraftTables> DraftWork<C> for Work {
    async fn begin_draft(&mut self, draft: &Draft<C>) -> Result<(), StoreError> {
        write::begin(&mut self.transaction, draft).await
    }

    async fn save_draft(&mut self, draft: &Draft<C>, read: u32) -> Result<Result<u32, u32>, StoreError> {
        write::save(&mut self.transaction, draft, read).await
    }

    async fn keep_edit(&mut self, edit: &Edit<C>) -> Result<(), StoreError> {
        write::keep(&mut self.transaction, edit).await
    }

    async fn remove_draft(&mut self, id: &str) -> Result<(), StoreError> {
        write::remove::<C>(&mut self.transaction, id).await
    }
}
