//! What is needed of a store to read the register and to write in it.

use async_trait::async_trait;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::text::Language;

use super::draft::{Content, Draft, DraftSummary, Edit};
use super::list::{RegisterPage, RegisterQuery};
use crate::drafts::{DraftStore, DraftWork};
use crate::store_error::StoreError;

/// The register as it is read: what is published, and what only those see who work on it, its drafts and their saves.
#[async_trait]
pub trait RegisterStore: DraftStore<Content> {
    async fn begin_writing(&self) -> Result<Box<dyn RegisterWork>, StoreError>;

    /// One page of the list.
    async fn list(&self, query: &RegisterQuery) -> Result<RegisterPage, StoreError>;

    /// A deliberation and its published revision.
    async fn deliberation(&self, number: DeliberationNumber) -> Result<Option<(Deliberation, u32)>, StoreError>;

    /// The text of one version in a language.
    async fn text(
        &self,
        number: DeliberationNumber,
        version: u16,
        language: Language,
    ) -> Result<Option<VersionText>, StoreError>;

    /// A deliberation with every text of it that is known, and its published revision.
    async fn content(&self, number: DeliberationNumber) -> Result<Option<(Content, u32)>, StoreError>;

    /// The deliberations of the register that cite a number: each with its title and the points that cite.
    async fn citing(
        &self,
        number: DeliberationNumber,
    ) -> Result<Vec<(DeliberationNumber, Deliberation, Vec<String>)>, StoreError>;

    /// Of some numbers, those that are in the register, with their facts.
    async fn known(&self, numbers: &[DeliberationNumber]) -> Result<Vec<Deliberation>, StoreError>;

    /// Which deliberation a document belongs to.
    async fn of_document(&self, document: &DocumentNumber) -> Result<Option<DeliberationNumber>, StoreError>;

    /// Every save of a deliberation, newest first, those of its drafts under another number too: the secretariat's.
    async fn edits_of(&self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError>;

    /// The drafts, newest save first: the secretariat's.
    async fn drafts(&self) -> Result<Vec<DraftSummary>, StoreError>;

    /// The draft that was begun from a reading, the newest where there are several.
    async fn draft_of(&self, reading: &Reading) -> Result<Option<Draft>, StoreError>;
}

/// The register as it is written, inside one unit of work.
#[async_trait]
pub trait RegisterWork: DraftWork<Content> {
    /// Makes a content the published one, over the revision it builds on (none: the number is new), and gives the new
    /// revision. The error is the revision that is there when it is another.
    async fn publish(&mut self, content: &Content, base: Option<u32>) -> Result<Result<u32, u32>, StoreError>;
}
