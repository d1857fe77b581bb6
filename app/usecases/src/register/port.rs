//! What is needed of a store to read the register and to write in it.

use async_trait::async_trait;
use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;

use super::draft::{Content, Draft, DraftSummary, Edit};
use super::list::{RegisterPage, RegisterQuery};
use crate::store_error::StoreError;
use crate::unit_of_work::UnitOfWork;

/// The register as it is read: what is published, and what only those see who work on it, its drafts and their saves.
#[async_trait]
pub trait RegisterStore: Send + Sync {
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

    /// What a draft was sent back for, as long as nobody proposed it again.
    async fn note(&self, draft: &str) -> Result<Option<String>, StoreError>;

    /// Everyone who began, saved or proposed a draft, as its saves have it for ever.
    async fn contributors(&self, draft: &str) -> Result<Vec<UserName>, StoreError>;

    /// Every save of a deliberation, newest first, those of its drafts under another number too: the secretariat's.
    async fn edits(&self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError>;

    /// The drafts, newest save first: the secretariat's.
    async fn drafts(&self) -> Result<Vec<DraftSummary>, StoreError>;

    /// The draft that was begun from a reading, the newest where there are several.
    async fn draft_of(&self, reading: &Reading) -> Result<Option<Draft>, StoreError>;

    async fn draft(&self, id: &str) -> Result<Option<Draft>, StoreError>;
}

/// The register as it is written, inside one unit of work.
#[async_trait]
pub trait RegisterWork: UnitOfWork {
    /// Keeps a new draft.
    async fn begin_draft(&mut self, draft: &Draft) -> Result<(), StoreError>;

    /// Saves a draft over the revision that was read, and gives the new one. The error is the revision that is there
    /// when it is another; 0 when the draft is gone.
    async fn save_draft(&mut self, draft: &Draft, read: u32) -> Result<Result<u32, u32>, StoreError>;

    /// Keeps one save for ever; the store gives it its place.
    async fn keep_edit(&mut self, number: DeliberationNumber, edit: &Edit) -> Result<(), StoreError>;

    /// Makes a content the published one, over the revision it builds on (none: the number is new), and gives the new
    /// revision. The error is the revision that is there when it is another.
    async fn publish(&mut self, content: &Content, base: Option<u32>) -> Result<Result<u32, u32>, StoreError>;

    /// Removes a draft; its saves stay.
    async fn remove_draft(&mut self, id: &str) -> Result<(), StoreError>;
}
