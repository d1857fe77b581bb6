//! The shape of the files, as they are written; nothing is checked against anything else yet.

mod deliberation;

use serde::Deserialize;
use toml::Spanned;

pub(super) use self::deliberation::*;
use crate::authorisation::Source;
use crate::catalogue::ModuleKind;

/// A word with its place in the file.
pub(super) type Word = Spanned<String>;

/// A text with its place; a language that is missing is told with the others, not instead of them.
pub(super) type Words = Spanned<TextEntry>;

#[derive(PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TextEntry {
    pub fr: Option<String>,
    pub nl: Option<String>,
    pub de: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecipientsFile {
    pub recipient: Vec<RecipientEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecipientEntry {
    pub id: Word,
    pub label: Words,
    #[serde(default)]
    pub member: Vec<TermEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermsFile {
    pub purpose: Vec<TermEntry>,
    pub person_role: Vec<TermEntry>,
    pub event: Vec<TermEntry>,
    pub region: Vec<TermEntry>,
    #[serde(default)]
    pub condition: Vec<TermEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermEntry {
    pub id: Word,
    pub label: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodesFile {
    pub list: Vec<CodeListEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeListEntry {
    pub id: Word,
    #[serde(default)]
    pub partial: bool,
    pub code: Vec<CodeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeEntry {
    pub code: Word,
    pub id: Option<String>,
    pub label: Words,
    /// The code says that there is nothing to say.
    #[serde(default)]
    pub says_nothing: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectorsFile {
    /// The codes that mean the same in every sector.
    pub code: Vec<QualityCodeEntry>,
    pub sector: Vec<SectorEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectorEntry {
    pub number: Spanned<u16>,
    pub label: Words,
    pub recipients: Vec<Word>,
    /// Whether a code that is not listed counts as a file.
    pub unlisted_count: bool,
    pub code: Vec<QualityCodeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualityCodeEntry {
    pub code: Spanned<u16>,
    pub label: Words,
    /// Whether it says that there is a file on a client.
    #[serde(default = "yes")]
    pub counts: bool,
    /// The only purposes for which it counts.
    #[serde(default)]
    pub purposes: Vec<Word>,
}

const fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceFile {
    pub id: Word,
    pub label: Words,
    pub sender: Word,
    /// Whether the portal holds this service's records.
    #[serde(default)]
    pub held: bool,
    pub regime_element: Option<Word>,
    pub risk_element: Option<Word>,
    pub block: Vec<BlockEntry>,
    pub module: Vec<ModuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockEntry {
    pub id: Word,
    pub label: Words,
    pub element: Vec<ElementEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ElementEntry {
    pub id: Word,
    pub label: Words,
    pub field: String,
    pub kind: KindEntry,
    pub codes: Option<Word>,
    pub source: Spanned<Source>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindEntry {
    Niss,
    Code,
    Date,
    Period,
    Amount,
    Count,
    Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModuleEntry {
    pub id: Word,
    pub kind: ModuleKind,
    pub label: Words,
    pub elements: Vec<Word>,
    pub source: Spanned<Source>,
}
