//! The shape of the files, as they are written; nothing is checked against anything else yet.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::authorisation::{Length, RecipientIntegration, SenderIntegration, Source};
use crate::catalogue::ModuleKind;
use crate::role::Role;

/// A word with its place in the file.
pub(super) type Word = Spanned<String>;

/// A text with its place; a language that is missing is told with the others, not instead of them.
pub(super) type Words = Spanned<TextEntry>;

#[derive(Deserialize)]
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
    pub risks: Option<Vec<Word>>,
    pub risks_source: Option<Source>,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliberationFile {
    pub number: Word,
    pub document: String,
    pub subject: Words,
    pub approved: Date,
    /// What the deliberation says that each block holds: what `risk.*` stands for in its grants.
    #[serde(default)]
    pub block: Vec<DescribedBlock>,
    pub defaults: Defaults,
    pub authorisation: Vec<AuthorisationEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DescribedBlock {
    pub service: Word,
    pub id: Word,
    pub elements: Vec<Word>,
}

/// What holds for every authorisation of the deliberation that says nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub validity_note: Option<Words>,
    #[serde(default)]
    pub regimes: Vec<Word>,
    pub regimes_point: Option<Word>,
    pub roles: Vec<Role>,
    pub integration: IntegrationEntry,
    pub batch: Option<BatchEntry>,
    pub retention: Vec<RetentionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorisationEntry {
    pub recipient: Word,
    pub service: Word,
    pub points: Word,
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
    pub validity_note: Option<Words>,
    pub regimes: Option<Vec<Word>>,
    pub regimes_point: Option<Word>,
    pub roles: Option<Vec<Role>>,
    #[serde(default)]
    pub person_roles: Vec<Word>,
    pub person_roles_point: Option<Word>,
    pub module: Vec<ModuleGrantEntry>,
    #[serde(default)]
    pub exclusion: Vec<ExclusionEntry>,
    /// Elements that some purposes only may have.
    #[serde(default)]
    pub reserved: Vec<ReservedEntry>,
    pub purpose: Vec<PurposeEntry>,
    pub integration: Option<IntegrationEntry>,
    pub own_file: Option<OwnFileEntry>,
    pub batch: Option<BatchEntry>,
    pub retention: Option<Vec<RetentionEntry>>,
    #[serde(default)]
    pub use_limit: Vec<UseLimitEntry>,
    #[serde(default)]
    pub member: Vec<MemberRuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModuleGrantEntry {
    pub id: Word,
    pub elements: Vec<Word>,
    pub point: Word,
    /// The text grants in this module what its general description does not carry.
    #[serde(default)]
    pub beyond_module: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExclusionEntry {
    pub elements: Vec<Word>,
    #[serde(default)]
    pub modules: Vec<Word>,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReservedEntry {
    pub elements: Vec<Word>,
    pub purposes: Vec<Word>,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PurposeEntry {
    pub id: Word,
    pub point: Option<Word>,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub person_roles: Vec<Word>,
    pub default_person_role: Option<Word>,
    pub history: Option<HistoryEntry>,
    pub quality_codes: Option<QualityCodesEntry>,
    #[serde(default)]
    pub authority: Vec<AuthorityEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HistoryEntry {
    pub years: i16,
    pub elements: Vec<Word>,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QualityCodesEntry {
    pub codes: Vec<u16>,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorityEntry {
    pub region: Word,
    pub title: Words,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IntegrationEntry {
    pub recipient: RecipientIntegration,
    pub sender: SenderIntegration,
    #[serde(default)]
    pub quality_codes: Vec<u16>,
    pub point: Word,
}

/// The person must have an own file there that somebody else than the asking user registered.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnFileEntry {
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BatchEntry {
    pub allowed: bool,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetentionEntry {
    pub summary: Words,
    pub length: Option<Length>,
    pub event: Word,
    pub maximum: Option<MaximumEntry>,
    #[serde(default)]
    pub purposes: Vec<Word>,
    pub point: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MaximumEntry {
    pub length: Length,
    pub event: Word,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UseLimitEntry {
    pub id: Word,
    pub text: Words,
    pub point: Word,
}

/// What differs for some members of the recipient.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberRuleEntry {
    pub ids: Vec<Word>,
    pub point: Word,
    /// The only purposes of these members; none: those of the recipient.
    pub purposes: Option<Vec<Word>>,
    /// The only modules of these members; none: those of the recipient.
    pub modules: Option<Vec<Word>>,
    #[serde(default)]
    pub exclusion: Vec<ExclusionEntry>,
    pub retention: Option<Vec<RetentionEntry>>,
}
