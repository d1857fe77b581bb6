//! Drafts of the secretariat: the list, a draft beside its source, its parts as forms, and every save of a deliberation.

use delibero_domain::deliberation::differences::{Kind, Run};
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;
use jiff::civil::Date;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

#[cfg(feature = "ssr")]
mod apply;
#[cfg(feature = "ssr")]
mod both;
#[cfg(feature = "ssr")]
mod changes;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod pages;
mod part;
#[cfg(all(test, feature = "ssr"))]
mod tests;

#[cfg(feature = "ssr")]
pub use apply::{MAX_ROWS, Typed, apply};
#[cfg(feature = "ssr")]
pub use both::{both, merged};
#[cfg(feature = "ssr")]
pub use fields::{fields_of, reshaped};
#[cfg(feature = "ssr")]
pub use pages::{mark_of, same_text, text_read};
pub use part::{Part, TextKey};

/// What a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKey {
    /// The number of the deliberation.
    Number,
    /// The committee.
    Committee,
    /// The date on which it was given.
    Date,
    /// The title in French.
    TitleFr,
    /// The title in Dutch.
    TitleNl,
    /// The title in German.
    TitleDe,
    /// Who reported.
    Rapporteur,
    /// The legal grounds.
    Grounds,
    /// Who asked for it.
    Requesters,
    /// Whose data it is about.
    Sources,
    /// Whether every amendment is known.
    AmendmentsComplete,
    /// Whether it was repealed or replaced.
    End,
    /// From when.
    EndDate,
    /// By which deliberation.
    EndBy,
    /// A version.
    Version,
    /// The number of a version's document.
    VersionDocument,
    /// Its approval.
    VersionApproved,
    /// Its entry into force.
    VersionInForce,
    /// The language of a text.
    TextLanguage,
    /// The title of a text.
    TextTitle,
    /// The modules that it names.
    Modules,
    /// The operative part.
    Operative,
    /// The name under it.
    SignedBy,
    /// What follows the signature.
    Annex,
    /// A section or heading.
    Section,
    /// Its label.
    SectionLabel,
    /// Its title.
    SectionTitle,
    /// How deep it stands.
    SectionLevel,
    /// What stands under it before its first point.
    SectionText,
    /// A point.
    Point,
    /// Its label.
    PointLabel,
    /// The heading that it stands under.
    PointHeading,
    /// Its words.
    PointText,
    /// Whether it was repealed.
    PointRepealed,
    /// A footnote.
    Footnote,
    /// Its mark.
    FootnoteMark,
    /// Its words.
    FootnoteText,
    /// Where it stands.
    FootnoteAt,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// Shown, not filled in.
    Fixed,
    /// One line.
    Line,
    /// Several lines: how many are shown.
    Area(u16),
    /// A day.
    Day,
    /// Yes or no; the value is `yes` or empty.
    Tick,
    /// One of these: value and words.
    Choice(Vec<(String, String)>),
    /// A language.
    Language,
    /// How a deliberation ended: `` (it did not), `repealed`, `replaced`.
    End,
    /// Carried along.
    Hidden,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldProblem {
    /// It must be filled in.
    Required,
    /// It is not the number of a deliberation.
    NotANumber,
    /// It is not the number of a document.
    NotADocument,
    /// It is not a day.
    NotADay,
    /// It is not the label of a point.
    NotALabel,
    /// Another point has this label.
    LabelTwice,
    /// The day is that of another version.
    DayTwice,
    /// A version enters into force before it is approved.
    TooEarly,
    /// There is a text of this version in this language already.
    LanguageTaken,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in the form; rows are `r0-…`, `r1-…`.
    pub name: String,
    /// What it is.
    pub key: FieldKey,
    /// How it is filled in.
    pub kind: FieldKind,
    /// What it says.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<FieldProblem>,
    /// What somebody else saved in between, where that is something else.
    pub theirs: Option<String>,
}

impl Field {
    /// The row that it belongs to.
    #[must_use]
    pub fn row(&self) -> Option<u16> {
        self.name.strip_prefix('r')?.split_once('-')?.0.parse().ok()
    }
}

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftKind {
    /// A deliberation that is not in the register yet.
    New,
    /// A new version of one that is.
    Amendment,
    /// What is published, corrected.
    Correction,
}

/// A line of the list of drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftLine {
    /// What stands in the address.
    pub id: String,
    /// The number of the deliberation.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// What the draft is.
    pub kind: DraftKind,
    /// Whether it came from a file.
    pub imported: bool,
    /// Who began it.
    pub author: String,
    /// When it was last saved, `2026-11-21 01:02:03`.
    pub saved: String,
    /// Who proposed it.
    pub proposed: Option<String>,
}

/// Why a file was not imported, or a draft not begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportProblem {
    /// No file was chosen.
    NoFile,
    /// The file is larger than may be read.
    TooLarge,
    /// Reading it took too long.
    TooSlow,
    /// The reader refuses it, for a reason of its own.
    Refused(String),
    /// The number is not one.
    Number,
    /// The date is not one.
    Date,
    /// The title is missing.
    Title,
    /// The reading lacks what a deliberation cannot do without: its words.
    Incomplete(Vec<String>),
    /// The deliberation of this number is in the register already: it is amended or corrected from there.
    Known(String),
    /// The document is in the register with the same text.
    AlreadyThere(String),
    /// The document belongs to another deliberation.
    Elsewhere,
    /// The database does not answer.
    Unavailable,
}

/// What the list of drafts shows again after a form could not be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Why not.
    pub problems: Vec<ImportProblem>,
    /// The number as typed.
    pub number: String,
    /// The date as typed.
    pub date: String,
    /// The title as typed.
    pub title: String,
    /// The language as chosen.
    pub language: String,
    /// The document whose text would be replaced, and the text to send again.
    pub replacing: Option<(String, String)>,
}

/// The list of drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftsPage {
    /// The drafts, newest save first.
    pub drafts: Vec<DraftLine>,
    /// Whether this user writes.
    pub writes: bool,
    /// What could not be taken.
    pub begun: Begun,
}

/// Why an action on a draft was not done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionProblem {
    /// Somebody saved in between.
    Conflict,
    /// Whoever wrote in a draft does not publish it.
    OwnDraft,
    /// Nobody proposed it.
    NotProposed,
    /// It has faults.
    Faulty,
    /// It builds on what is no longer published.
    Outdated,
    /// Sent back without saying why.
    NoteMissing,
    /// The database does not answer.
    Unavailable,
}

/// Where a warning or fault is mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// What: a fault's or a warning's stable word.
    pub code: String,
    /// The words of the reader, in the language of the document; of a fault, the label or number it is about.
    pub text: String,
    /// The part to mend it in.
    pub part: Part,
    /// The label of the point that it is about; empty: another part.
    pub point: String,
    /// On which line of the source.
    pub line: Option<u32>,
}

/// A version of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionLine {
    /// The number of its document.
    pub document: Option<String>,
    /// Its approval.
    pub approved: Date,
    /// Its entry into force.
    pub in_force: Option<Date>,
    /// The languages in which its text is known.
    pub languages: Vec<Language>,
}

/// A point as a draft has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointLine {
    /// Its label, as printed.
    pub label: String,
    /// The heading above it, counted from 0.
    pub heading: Option<u32>,
    /// Its words.
    pub text: String,
    /// What the version did to it.
    pub status: PointStatus,
    /// On which line of the source it begins.
    pub line: Option<u32>,
}

/// A section or heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLine {
    /// Its label.
    pub label: String,
    /// Its title.
    pub title: String,
    /// How deep it stands.
    pub level: u8,
    /// What stands under it.
    pub text: String,
}

/// A text of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPage {
    /// Its title.
    pub title: String,
    /// Its sections.
    pub sections: Vec<SectionLine>,
    /// Its points.
    pub points: Vec<PointLine>,
    /// Its footnotes: mark and words.
    pub footnotes: Vec<(String, String)>,
    /// The modules that it names.
    pub modules: Vec<String>,
    /// The operative part.
    pub operative: Option<String>,
    /// The name under it.
    pub signed_by: Option<String>,
    /// What follows the signature.
    pub annex: Option<String>,
}

/// What became of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it is.
    pub key: FieldKey,
    /// Its label, where there are several.
    pub label: String,
    /// The text that it stands in.
    pub text: Option<TextKey>,
    /// What became of it.
    pub kind: Kind,
    /// Its words, old and new.
    pub runs: Vec<Run>,
}

/// A draft beside its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    /// What stands in the address.
    pub id: String,
    /// The revision that is shown.
    pub revision: u32,
    /// What the draft is.
    pub kind: DraftKind,
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Who began it.
    pub author: String,
    /// When it was last saved.
    pub saved: String,
    /// Who proposed it.
    pub proposed: Option<String>,
    /// Why it was sent back, if it was.
    pub note: Option<String>,
    /// Whether this user writes.
    pub writes: bool,
    /// Whether this user publishes, and wrote nothing in it.
    pub publishes: bool,
    /// Whether this user would publish, but wrote in it.
    pub wrote: bool,
    /// The facts, as the form has them.
    pub facts: Vec<Field>,
    /// The versions.
    pub versions: Vec<VersionLine>,
    /// The texts that there are.
    pub texts: Vec<TextKey>,
    /// The one that is shown.
    pub shown: Option<TextKey>,
    /// Its words.
    pub text: TextPage,
    /// The lines of the source.
    pub source: Vec<String>,
    /// What keeps it from being published.
    pub faults: Vec<Remark>,
    /// What to look at.
    pub warnings: Vec<Remark>,
    /// What it changes in what is published.
    pub changes: Vec<Change>,
    /// Why the last action was not done.
    pub problem: Option<ActionProblem>,
    /// The note as typed.
    pub typed_note: String,
}

/// Why a part of a draft was not saved, whatever its fields say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartProblem {
    /// The database does not answer.
    Unavailable,
    /// Others saved at every moment when it was tried.
    Busy,
    /// The text that was read is no longer there: this is another.
    OtherText,
    /// It has more rows than a list may have.
    TooManyRows,
}

/// A part of a draft as a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPage {
    /// What stands in the address.
    pub id: String,
    /// The part.
    pub part: Part,
    /// The text that it belongs to.
    pub text: Option<TextKey>,
    /// The number of the deliberation.
    pub number: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// The part as it was read, sent back with the form.
    pub before: String,
    /// Whether somebody saved other words in between.
    pub conflict: bool,
    /// Who did.
    pub other: Option<String>,
    /// The lines of the source around it.
    pub source: Vec<(u32, String)>,
    /// What to look at here.
    pub warnings: Vec<Remark>,
    /// The next point.
    pub next: Option<Part>,
    /// The point before.
    pub previous: Option<Part>,
    /// Why nothing is saved, whatever the fields say.
    pub problem: Option<PartProblem>,
}

/// What a form that was sent gives to the page that shows it again.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The fields as typed, with what is wrong.
    pub fields: Vec<Field>,
    /// The part as it was read.
    pub before: String,
    /// Whether somebody saved other words in between.
    pub conflict: bool,
    /// Why nothing is saved, whatever the fields say.
    pub problem: Option<PartProblem>,
}

/// A new version as somebody asked for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedVersion {
    /// `amendment` or `correction`.
    pub kind: String,
    /// The number of its document.
    pub document: String,
    /// Its approval.
    pub approved: String,
    /// Its entry into force.
    pub in_force: String,
    /// What is wrong: the name of the field and why.
    pub problems: Vec<(String, FieldProblem)>,
    /// The store did not answer.
    pub unavailable: bool,
}

/// What is asked for a new version of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVersionPage {
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// The approval of the newest version.
    pub newest: Option<Date>,
    /// What was typed.
    pub asked: AskedVersion,
}

/// What an action that was not done gives to the page.
#[derive(Clone, Debug)]
pub struct Undone {
    /// Why.
    pub problem: ActionProblem,
    /// The note as typed.
    pub note: String,
}

/// What a save did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaveKind {
    /// A draft was begun.
    Begun,
    /// A draft was saved.
    Saved,
    /// It was proposed.
    Proposed,
    /// It was sent back.
    Returned,
    /// It was published.
    Published,
    /// It was thrown away.
    Discarded,
}

/// A save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveLine {
    /// Its place, from 1.
    pub place: u32,
    /// When.
    pub at: String,
    /// Who.
    pub user: String,
    /// What was done.
    pub kind: SaveKind,
    /// Why, where somebody said so.
    pub note: Option<String>,
    /// How many things it changed.
    pub changes: u32,
}

/// Every save of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// The saves, newest first.
    pub saves: Vec<SaveLine>,
    /// The one that is shown whole, with its facts and its newest text.
    pub shown: Option<SavePage>,
}

/// One save, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavePage {
    /// Its place.
    pub place: u32,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The facts.
    pub facts: Vec<Field>,
    /// The versions.
    pub versions: Vec<VersionLine>,
    /// The texts.
    pub texts: Vec<(TextKey, TextPage)>,
}

/// The drafts.
///
/// # Errors
/// When the user may not see them, or the store does not answer.
#[server(endpoint = "register/drafts")]
pub async fn load_drafts() -> Result<DraftsPage, ApiError> {
    pages::drafts().await
}

/// A draft beside its source; `text` names the text to show (`2-fr`), the newest when it is empty.
///
/// # Errors
/// When there is none, or not for this user.
#[server(endpoint = "register/draft")]
pub async fn load_draft(id: String, #[server(default)] text: String) -> Result<ReviewPage, ApiError> {
    pages::review(&id, &text).await
}

/// A part of a draft as a form.
///
/// # Errors
/// When there is none, or not for this user.
#[server(endpoint = "register/draft-part")]
pub async fn load_part(
    id: String,
    #[server(default)] part: String,
    #[server(default)] text: String,
) -> Result<EditPage, ApiError> {
    pages::edit(&id, &part, &text).await
}

/// What is asked for a new version of a deliberation.
///
/// # Errors
/// When there is no such deliberation, or the user does not write.
#[server(endpoint = "register/new-version")]
pub async fn load_new_version(#[server(default)] number: String) -> Result<NewVersionPage, ApiError> {
    pages::new_version(&number).await
}

/// Every save of a deliberation, and one of them whole.
///
/// # Errors
/// When there is none, or not for this user.
#[server(endpoint = "register/history")]
pub async fn load_history(#[server(default)] number: String, save: Option<u32>) -> Result<HistoryPage, ApiError> {
    pages::history(&number, save).await
}
