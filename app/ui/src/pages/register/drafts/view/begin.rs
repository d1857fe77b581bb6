//! What is shown to begin a draft: from a file, by hand, or from what is published.

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::text::Language;
use delibero_usecases::register::editing::{ByHandForm, NewVersionForm};
use jiff::civil::Date;

use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in_with};

/// Why a file was not imported, or a draft not begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    NoFile,
    /// The file is larger than may be read.
    TooLarge,
    /// The reader refuses it, for a reason of its own.
    Refused(String),
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

/// What the page gets back after a draft was not begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeginReplay {
    /// What is wrong beside the fields.
    pub problems: Vec<ImportProblem>,
    pub by_hand: Option<ByHandForm>,
    /// Whether it was to be begun: only then it is said what is wrong in its fields.
    pub says_errors: bool,
    /// The document whose text would be replaced, and the text to send again.
    pub replacing: Option<(String, String)>,
}

/// A new version as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersionReplay {
    pub form: NewVersionForm,
    /// Whether it was to be begun: only then it is said what is wrong in its fields.
    pub says_errors: bool,
    pub trouble: Option<Trouble>,
}

/// What is asked for a new version of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersionView {
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// The approval of the newest version.
    pub newest: Option<Date>,
    pub typed: Option<NewVersionReplay>,
}

/// What was typed to begin a draft.
///
/// # Errors
/// When the user does not write.
pub fn load() -> Result<BeginReplay, PageError> {
    signed_in_with(Capability::WriteDrafts)?;
    Ok(FormReplay::given().unwrap_or_default())
}

/// # Errors
/// When there is no such deliberation, or the user does not write.
pub async fn load_version(number: &str) -> Result<NewVersionView, PageError> {
    let account = signed_in_with(Capability::WriteDrafts)?;
    let with = services()?;
    let unknown = || PageError::Unknown;
    let number: DeliberationNumber = number.parse().map_err(|_| unknown())?;
    let found = with.register(&account.actor)?.deliberation(number).await?.ok_or_else(unknown)?;
    let title = found.title.into_iter().next();
    Ok(NewVersionView {
        number: number.to_string(),
        newest: found.versions.last().map(|version| version.approved),
        language: title.as_ref().map_or(Language::Fr, |(language, _)| *language),
        title: title.map(|(_, words)| words).unwrap_or_default(),
        typed: FormReplay::given(),
    })
}
