//! Drafts of the secretariat: the list, a draft beside its source, its parts as forms, and every save of a deliberation.

use delibero_domain::text::Language;
use jiff::civil::Date;

use crate::error::{PageError, Trouble};

mod apply;
mod both;
mod changes;
mod digest;
mod field;
mod fields;
mod pages;
mod part;
mod saves;
mod shown;
#[cfg(test)]
mod tests;

pub use apply::{MAX_ROWS, Typed, apply};
pub use both::{both, merged};
pub use delibero_usecases::register::TextKey;
pub use field::{Field, FieldKey, FieldKind, FieldProblem};
pub use fields::{fields_of, reshaped};
pub use pages::{mark_of, same_text, text_read};
pub use part::Part;
pub use saves::{HistoryPage, SaveKind, SaveLine, SavePage};
pub use shown::{ActionProblem, Change, DraftKind, PointLine, Remark, ReviewPage, SectionLine, TextPage, VersionLine};

/// A line of the list of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    /// No file was chosen.
    NoFile,
    /// The file is larger than may be read.
    TooLarge,
    /// The reader refuses it, for a reason of its own.
    Refused(String),
    /// The number is not one.
    Number,
    /// The date is not one.
    Date,
    /// The title is missing.
    Title,
    /// The title holds a NISS.
    TitleWithNiss,
    /// A title, a name or a label in the file holds a NISS.
    FileWithNiss,
    /// The reading lacks what a deliberation cannot do without: its words.
    Incomplete(Vec<String>),
    /// The deliberation of this number is in the register already: it is amended or corrected from there.
    Known(String),
    /// The document is in the register with the same text.
    AlreadyThere(String),
    /// The document belongs to another deliberation.
    Elsewhere,
    /// The store did not do it.
    Store(Trouble),
    /// The program that reads files does not start.
    NoReader,
    /// Other files were being read all the time.
    ReaderBusy,
}

/// What the list of drafts shows again after a form could not be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftsPage {
    /// The drafts, newest save first.
    pub drafts: Vec<DraftLine>,
    /// Whether this user writes.
    pub writes: bool,
    /// What could not be taken.
    pub begun: Begun,
}

/// Why a part of a draft was not saved, whatever its fields say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartProblem {
    /// The store did not do it.
    Store(Trouble),
    /// Others saved at every moment when it was tried.
    Busy,
    /// The text that was read is no longer there: this is another.
    OtherText,
    /// It has more rows than a list may have.
    TooManyRows,
}

/// A part of a draft as a form.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Why the store did not do it.
    pub trouble: Option<Trouble>,
}

/// What is asked for a new version of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The drafts.
///
/// # Errors
/// When the user may not see them, or the store does not answer.
pub async fn load_drafts() -> Result<DraftsPage, PageError> {
    pages::drafts().await
}

/// A draft beside its source; `text` names the text to show (`2-fr`), the newest when it is empty.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load_draft(id: String, text: String) -> Result<ReviewPage, PageError> {
    pages::review(&id, &text).await
}

/// A part of a draft as a form.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load_part(id: String, part: String, text: String) -> Result<EditPage, PageError> {
    pages::edit(&id, &part, &text).await
}

/// What is asked for a new version of a deliberation.
///
/// # Errors
/// When there is no such deliberation, or the user does not write.
pub async fn load_new_version(number: String) -> Result<NewVersionPage, PageError> {
    pages::new_version(&number).await
}

/// Every save of a deliberation, and one of them whole.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load_history(number: String, save: String) -> Result<HistoryPage, PageError> {
    pages::history(&number, &save).await
}
