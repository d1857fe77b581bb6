//! The catalogue: its published states, their documents, and drafts of changes.

mod answers;
mod documents;
mod drafts;
mod publications;
mod states;

use async_trait::async_trait;
use delibero_domain::catalogue::files::documents::Document;
use delibero_usecases::catalogue::{
    CatalogueDraft, CatalogueReadings, CatalogueStore, CatalogueWork, DocumentChange, DocumentVersion, NewState,
    PublishedState,
};
use delibero_usecases::store_error::StoreError;

pub use self::publications::Publications;
use crate::database::Database;
use crate::drafts::drafts;
use crate::error::failed;
use crate::unit_of_work::Work;

#[async_trait]
impl CatalogueStore for Database {
    async fn begin_catalogue(&self) -> Result<Box<dyn CatalogueWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn state_in_force(&self) -> Result<u32, StoreError> {
        states::in_force(&mut *self.reader().await?).await
    }

    async fn states(&self) -> Result<Vec<PublishedState>, StoreError> {
        states::all(&mut *self.reader().await?).await
    }

    async fn documents(&self, state: u32) -> Result<Vec<Document>, StoreError> {
        documents::of_state(&mut *self.reader().await?, state).await
    }

    async fn versions(&self, name: &str) -> Result<Vec<DocumentVersion>, StoreError> {
        documents::versions(&mut *self.reader().await?, name).await
    }

    async fn drafts(&self) -> Result<Vec<CatalogueDraft>, StoreError> {
        drafts(&mut *self.reader().await?, "TRUE", |query| query).await
    }
}

#[async_trait]
impl CatalogueReadings for Work {
    async fn state_in_force(&mut self) -> Result<u32, StoreError> {
        states::in_force(&mut self.transaction).await
    }

    async fn documents(&mut self, state: u32) -> Result<Vec<Document>, StoreError> {
        documents::of_state(&mut self.transaction, state).await
    }
}

#[async_trait]
impl CatalogueWork for Work {
    async fn wait_to_publish(&mut self) -> Result<(), StoreError> {
        self.told(self.engine.publishing_lock()).await
    }

    async fn add_state(&mut self, state: &NewState, changes: &[DocumentChange]) -> Result<u32, StoreError> {
        let number = states::add(&mut self.transaction, state).await?;
        documents::add(&mut self.transaction, number, changes).await?;
        self.told(self.engine.tell_published()).await?;
        Ok(number)
    }

    async fn shipped(&mut self) -> Result<Vec<Document>, StoreError> {
        documents::shipped(&mut self.transaction).await
    }

    async fn keep_shipped(&mut self, documents: &[Document]) -> Result<(), StoreError> {
        documents::keep_shipped(&mut self.transaction, documents).await
    }
}

impl Work {
    /// Runs a statement that an engine may do without.
    async fn told(&mut self, statement: Option<&'static str>) -> Result<(), StoreError> {
        if let Some(statement) = statement {
            sqlx::query(statement).execute(&mut *self.transaction).await.map_err(failed)?;
        }
        Ok(())
    }
}
