//! The port of the register: which connection does what, and nothing more.

use async_trait::async_trait;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::text::Language;
use delibero_usecases::register::{
    Content, Draft, DraftSummary, Edit, RegisterPage, RegisterQuery, RegisterStore, RegisterWork,
};
use delibero_usecases::store_error::StoreError;

use super::{drafts, facts, list, publish};
use crate::database::Database;
use crate::unit_of_work::Work;

#[async_trait]
impl RegisterStore for Database {
    async fn begin_writing(&self) -> Result<Box<dyn RegisterWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn list(&self, query: &RegisterQuery) -> Result<RegisterPage, StoreError> {
        list::page(&mut *self.reader().await?, self.engine, query).await
    }

    async fn deliberation(&self, number: DeliberationNumber) -> Result<Option<(Deliberation, u32)>, StoreError> {
        facts::find(&mut *self.reader().await?, number).await
    }

    async fn text(
        &self,
        number: DeliberationNumber,
        version: u16,
        language: Language,
    ) -> Result<Option<VersionText>, StoreError> {
        facts::text(&mut *self.reader().await?, number, version, language).await
    }

    async fn content(&self, number: DeliberationNumber) -> Result<Option<(Content, u32)>, StoreError> {
        facts::content(&mut *self.reader().await?, number).await
    }

    async fn citing(
        &self,
        number: DeliberationNumber,
    ) -> Result<Vec<(DeliberationNumber, Deliberation, Vec<String>)>, StoreError> {
        facts::citing(&mut *self.reader().await?, number).await
    }

    async fn known(&self, numbers: &[DeliberationNumber]) -> Result<Vec<Deliberation>, StoreError> {
        facts::known(&mut *self.reader().await?, numbers).await
    }

    async fn of_document(&self, document: &DocumentNumber) -> Result<Option<DeliberationNumber>, StoreError> {
        facts::of_document(&mut *self.reader().await?, document).await
    }

    async fn edits_of(&self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError> {
        drafts::edits_of(&mut *self.reader().await?, number).await
    }

    async fn drafts(&self) -> Result<Vec<DraftSummary>, StoreError> {
        drafts::all(&mut *self.reader().await?).await
    }

    async fn draft_of(&self, reading: &Reading) -> Result<Option<Draft>, StoreError> {
        drafts::of_reading(&mut *self.reader().await?, reading).await
    }
}

#[async_trait]
impl RegisterWork for Work {
    async fn publish(&mut self, content: &Content, base: Option<u32>) -> Result<Result<u32, u32>, StoreError> {
        publish::publish(&mut self.transaction, self.engine, content, base).await
    }
}
