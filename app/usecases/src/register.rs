//! The register of deliberations: reading it, drafting in it, and publishing by a second person.
//!
//! What is published is read by everyone signed in. A draft is the secretariat's: it is saved under a revision, so that
//! two people cannot overwrite each other, and every save is kept. Publishing takes an approver who did not write in it.

use async_trait::async_trait;
use delibero_domain::deliberation::register::{Deliberation, PointStatus, State, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ports::StoreError;

/// How many deliberations stand on one page of the list.
pub const PAGE_LENGTH: u32 = 25;

/// What the list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterQuery {
    /// Words to find, in titles and texts: accents, case and inflection do not matter; `"…"` is a phrase.
    pub words: String,
    /// Only deliberations of this full year.
    pub year: Option<i16>,
    /// Only those of this committee, as printed.
    pub committee: Option<String>,
    /// Only those about the data of this institution, as the register names it.
    pub source: Option<String>,
    /// Only these numbers: what the catalogue says of a recipient or a service; none: any.
    pub numbers: Option<Vec<DeliberationNumber>>,
    /// Only those in this state.
    pub state: Option<State>,
    /// The day of the states.
    pub on: Date,
    /// What it is sorted by.
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
    /// The page, from 1.
    pub page: u32,
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// How well it fits the words; without words, the number.
    #[default]
    Relevance,
    /// The number.
    Number,
    /// The date on which it was given.
    Date,
    /// The approval of its newest version.
    Amended,
    /// The title.
    Title,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterPage {
    /// How many fit.
    pub total: u64,
    /// Those of this page.
    pub lines: Vec<RegisterLine>,
    /// The years there are, newest first, whatever the filters.
    pub years: Vec<i16>,
    /// The committees there are.
    pub committees: Vec<String>,
    /// The source institutions there are.
    pub sources: Vec<String>,
}

/// One deliberation of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    /// The deliberation.
    pub deliberation: Deliberation,
    /// Words around the first hit, with the hits between `\u{2}` and `\u{3}`; none without words.
    pub excerpt: Option<String>,
}

/// The text that answers "as it stood on".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredText {
    /// The place of the version in the deliberation's list.
    pub version: u16,
    /// The language.
    pub language: Language,
    /// The text.
    pub text: VersionText,
}

/// One save: nothing is ever lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its place, from 1.
    pub place: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserName,
    /// What was done.
    pub what: EditKind,
    /// The whole content after it.
    pub content: Content,
}

/// What a save did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// A draft was begun.
    Begun,
    /// A draft was saved.
    Saved,
    /// A draft was proposed for publication.
    Proposed,
    /// A draft was sent back.
    Returned,
    /// A draft was published.
    Published,
    /// A draft was thrown away; its saves stay.
    Discarded,
}

/// A deliberation with every text of it that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The facts.
    pub deliberation: Deliberation,
    /// The texts: place of the version, language, text.
    pub texts: Vec<(u16, Language, VersionText)>,
}

/// A draft of the secretariat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Opaque, unpredictable; what stands in the address.
    pub id: String,
    /// Counts the saves: whoever saves says which one they read.
    pub revision: u32,
    /// Who began it.
    pub author: UserName,
    /// Everyone who saved it; none of them may publish it.
    pub editors: Vec<UserName>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Who proposed it, if it waits for an approver.
    pub proposed: Option<UserName>,
    /// The published revision that it builds on; none: the number is new to the register.
    pub base: Option<u32>,
    /// What it says.
    pub content: Content,
    /// The reading it came from, with its warnings, where it was imported.
    pub reading: Option<Reading>,
    /// The source text as it was read, for the review side by side.
    pub source: Option<String>,
}

/// Why something was not done in the register.
#[derive(Debug, Error)]
pub enum RegisterError {
    /// There is no such deliberation, version or draft, or this user may not see it.
    #[error("no such deliberation or draft")]
    Unknown,
    /// The user's roles do not allow it.
    #[error("this account may not do that")]
    NotAllowed,
    /// Somebody saved in between: the revision that is there now.
    #[error("saved in between, as revision {0}")]
    Conflict(u32),
    /// Who wrote in a draft does not publish it.
    #[error("whoever wrote in a draft does not publish it")]
    OwnDraft,
    /// The document is in the register already, with the same text.
    #[error("this document is in the register already")]
    AlreadyThere,
    /// The document is in the register already, with another text: say that it is to be replaced.
    #[error("this document is in the register already, with another text")]
    WouldReplace,
    /// What is drafted cannot stand: each fault, in the words of [`Fault`].
    #[error("the draft has faults")]
    Faulty(Vec<Fault>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is wrong in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The title is missing in every language.
    NoTitle,
    /// There is no version.
    NoVersion,
    /// Versions are not in the order of their approval, or two have the same day.
    VersionsOutOfOrder,
    /// A version enters into force before it is approved.
    InForceTooEarly(Date),
    /// A point stands twice in a text.
    PointTwice(String),
    /// A point has no words.
    PointEmpty(String),
    /// A document number belongs to another deliberation.
    DocumentElsewhere(DocumentNumber),
}

/// The register as it is read. Only what is published.
#[async_trait]
pub trait Register: Send + Sync {
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

    /// The deliberations of the register that cite a number: each with its title and the points that cite.
    async fn citing(
        &self,
        number: DeliberationNumber,
    ) -> Result<Vec<(DeliberationNumber, Deliberation, Vec<String>)>, StoreError>;

    /// Of some numbers, those that are in the register, with their facts.
    async fn known(&self, numbers: &[DeliberationNumber]) -> Result<Vec<Deliberation>, StoreError>;

    /// Which deliberation a document belongs to.
    async fn of_document(&self, document: &DocumentNumber) -> Result<Option<DeliberationNumber>, StoreError>;

    /// Every save of a deliberation, newest first: the secretariat's.
    async fn edits(&self, number: DeliberationNumber) -> Result<Vec<Edit>, StoreError>;

    /// The drafts, newest save first: the secretariat's.
    async fn drafts(&self) -> Result<Vec<Draft>, StoreError>;

    /// A draft.
    async fn draft(&self, id: &str) -> Result<Option<Draft>, StoreError>;
}

/// The register as it is written, inside one unit of work.
#[async_trait]
pub trait RegisterWork: Send {
    /// Keeps a new draft.
    async fn begin_draft(&mut self, draft: &Draft) -> Result<(), StoreError>;

    /// Saves a draft over the revision that was read. Gives the revision that is there when it is another.
    async fn save_draft(&mut self, draft: &Draft, read: u32) -> Result<Result<u32, u32>, StoreError>;

    /// Keeps one save for ever.
    async fn keep_edit(&mut self, number: DeliberationNumber, draft: &str, edit: &Edit) -> Result<(), StoreError>;

    /// Makes a content the published one, over the revision it builds on (none: the number is new).
    async fn publish(&mut self, content: &Content, base: Option<u32>) -> Result<Result<u32, u32>, StoreError>;

    /// Removes a draft; its saves stay.
    async fn remove_draft(&mut self, id: &str) -> Result<(), StoreError>;

    /// Makes everything visible, durably.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// The statuses of the points of a text, given the text of the version before.
#[must_use]
pub fn statuses(before: Option<&VersionText>, text: &VersionText) -> Vec<PointStatus> {
    let Some(before) = before else { return vec![PointStatus::Unknown; text.points.len()] };
    let old = |label: &str| before.points.iter().find(|point| point.label.normal() == label);
    let status = |point: &delibero_domain::deliberation::register::PointText| match old(&point.label.normal()) {
        _ if point.status == PointStatus::Repealed => PointStatus::Repealed,
        None => PointStatus::Inserted,
        Some(old) if old.text == point.text => PointStatus::Unchanged,
        Some(_) => PointStatus::Changed,
    };
    text.points.iter().map(status).collect()
}
