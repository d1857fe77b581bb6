//! The shape of the files, as they are written; nothing is checked against anything else yet.

mod cases;
mod day;
mod deliberation;
mod points;
mod suspension;

use serde::{Deserialize, Serialize};
use toml::Spanned;

pub(super) use self::cases::*;
pub use self::deliberation::*;
pub use self::points::*;
pub use self::suspension::*;
use crate::authorisation::Source;
use crate::catalogue::{ModuleKind, TimeKind};
use crate::parameters::ParameterKind;

/// A word with its place in the file.
pub type Word = Spanned<String>;

/// A text with its place; a language that is missing is told with the others, not instead of them.
pub type Words = Spanned<TextEntry>;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TextEntry {
    pub fr: Option<String>,
    pub nl: Option<String>,
    pub de: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientsFile {
    pub recipient: Vec<RecipientEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientEntry {
    pub id: Word,
    pub label: Words,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub member: Vec<TermEntry>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TermsFile {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purpose: Vec<TermEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person_role: Vec<TermEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub event: Vec<TermEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub region: Vec<TermEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub office: Vec<TermEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub condition: Vec<TermEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TermEntry {
    pub id: Word,
    pub label: Words,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CodesFile {
    pub list: Vec<CodeListEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CodeListEntry {
    pub id: Word,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    pub code: Vec<CodeEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CodeEntry {
    pub code: Word,
    pub id: Option<String>,
    pub label: Words,
    /// The code says that there is nothing to say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub says_nothing: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SectorsFile {
    /// The codes that mean the same in every sector.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub code: Vec<QualityCodeEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sector: Vec<SectorEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SectorEntry {
    pub number: Spanned<u16>,
    pub label: Words,
    pub recipients: Vec<Word>,
    /// Whether a code that is not listed counts as a file.
    pub unlisted_count: bool,
    pub code: Vec<QualityCodeEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct QualityCodeEntry {
    pub code: Spanned<u16>,
    pub label: Words,
    /// Whether it says that there is a file on a client.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub counts: bool,
    /// The only purposes for which it counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Word>,
    /// How many days an integration lasts at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
const fn is_true(value: &bool) -> bool {
    *value
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceFile {
    pub id: Word,
    pub label: Words,
    pub sender: Word,
    /// Whether the portal holds this service's records.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub held: bool,
    pub regime_element: Option<Word>,
    pub risk_element: Option<Word>,
    /// Who sends records beside the sender.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_senders: Vec<Word>,
    pub block: Vec<BlockEntry>,
    /// None: attestations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub record: Vec<RecordEntry>,
    /// A block without one is a row by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub row: Vec<RowEntry>,
    pub module: Vec<ModuleEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEntry {
    pub id: Word,
    pub label: Words,
    pub time: TimeKind,
    pub rows: Vec<Word>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_row: bool,
    /// What the exchange format calls it and its parts.
    pub name: Option<String>,
    pub id_name: Option<String>,
    pub version_name: Option<String>,
    pub created_name: Option<String>,
    pub time_name: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RowEntry {
    pub id: Word,
    pub label: Words,
    /// What the exchange format calls one.
    pub name: Option<String>,
    /// The row that holds these.
    pub within: Option<Word>,
    pub elements: Vec<Word>,
    /// The element that says when it begins to hold, and the one that says until when: it is drawn.
    pub begins: Option<Word>,
    pub ends: Option<Word>,
    /// Of which a row says those of one group at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternative: Vec<AlternativeEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AlternativeEntry {
    pub elements: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BlockEntry {
    pub id: Word,
    pub label: Words,
    pub element: Vec<ElementEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ElementEntry {
    pub id: Word,
    pub label: Words,
    pub field: String,
    pub kind: KindEntry,
    pub codes: Option<Word>,
    pub source: Spanned<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum KindEntry {
    Niss,
    Code,
    Date,
    Period,
    Amount,
    Count,
    Text,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleEntry {
    pub id: Word,
    pub kind: ModuleKind,
    pub label: Words,
    pub elements: Vec<Word>,
    /// None, or none of them: quarters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<Vec<Spanned<ParameterKind>>>,
    pub source: Spanned<Source>,
}
