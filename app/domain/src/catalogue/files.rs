//! The catalogue's files: their shape, and reading them.
//!
//! Five kinds of TOML file: `recipients.toml`, `terms.toml`, `codes.toml`, `services/*.toml`, `deliberations/*.toml`.

use jiff::civil::Date;
use serde::Deserialize;
use thiserror::Error;

use super::model::{Catalogue, ModuleKind};
use super::resolve;
use crate::authorisation::{Length, RecipientIntegration, SenderIntegration, Source};
use crate::role::Role;
use crate::text::Text;

/// The files that ship with the program: name and contents.
pub const BUILTIN: &[(&str, &str)] = &[
    ("recipients.toml", include_str!("../../catalogue/recipients.toml")),
    ("terms.toml", include_str!("../../catalogue/terms.toml")),
    ("codes.toml", include_str!("../../catalogue/codes.toml")),
    ("services/hdi.toml", include_str!("../../catalogue/services/hdi.toml")),
    ("deliberations/23-058.toml", include_str!("../../catalogue/deliberations/23-058.toml")),
    ("deliberations/20-130.toml", include_str!("../../catalogue/deliberations/20-130.toml")),
];

/// What is wrong in the files: where, and what.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{file}: {what}")]
pub struct CatalogueError {
    /// The file.
    pub file: String,
    /// The key and what is wrong with it.
    pub what: String,
}

/// Reads the files that ship with the program.
///
/// # Errors
/// Everything that is wrong in them.
pub fn builtin() -> Result<Catalogue, Vec<CatalogueError>> {
    read(BUILTIN)
}

/// Reads a set of files into one catalogue.
///
/// # Errors
/// Everything that is wrong in them: not only the first.
pub fn read(files: &[(&str, &str)]) -> Result<Catalogue, Vec<CatalogueError>> {
    let mut set = FileSet::default();
    let mut errors = Vec::new();
    for (name, contents) in files {
        if let Err(what) = set.add(name, contents) {
            errors.push(CatalogueError { file: (*name).to_owned(), what });
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    resolve::resolve(&set)
}

/// Every file, parsed and not yet checked against the others.
#[derive(Default)]
pub(super) struct FileSet {
    pub recipients: Vec<RecipientEntry>,
    pub purposes: Vec<TermEntry>,
    pub person_roles: Vec<TermEntry>,
    pub code_lists: Vec<CodeListEntry>,
    pub services: Vec<(String, ServiceFile)>,
    pub deliberations: Vec<(String, DeliberationFile)>,
}

impl FileSet {
    fn add(&mut self, name: &str, contents: &str) -> Result<(), String> {
        match name.split_once('/').map_or(name, |(folder, _)| folder) {
            "recipients.toml" => self.recipients = parse::<RecipientsFile>(contents)?.recipient,
            "codes.toml" => self.code_lists = parse::<CodesFile>(contents)?.list,
            "terms.toml" => {
                let file: TermsFile = parse(contents)?;
                (self.purposes, self.person_roles) = (file.purpose, file.person_role);
            }
            "services" => self.services.push((name.to_owned(), parse(contents)?)),
            "deliberations" => self.deliberations.push((name.to_owned(), parse(contents)?)),
            _ => return Err("not a file of the catalogue".to_owned()),
        }
        Ok(())
    }
}

fn parse<T: for<'de> Deserialize<'de>>(contents: &str) -> Result<T, String> {
    toml::from_str(contents).map_err(|error| error.to_string())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RecipientsFile {
    recipient: Vec<RecipientEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecipientEntry {
    pub id: String,
    pub label: Text,
    #[serde(default)]
    pub member: Vec<MemberEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberEntry {
    pub id: String,
    pub label: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    purpose: Vec<TermEntry>,
    person_role: Vec<TermEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermEntry {
    pub id: String,
    pub label: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodesFile {
    list: Vec<CodeListEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeListEntry {
    pub id: String,
    #[serde(default)]
    pub partial: bool,
    pub code: Vec<CodeEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CodeEntry {
    pub code: String,
    pub id: Option<String>,
    pub label: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ServiceFile {
    pub id: String,
    pub label: Text,
    pub sender: String,
    pub regime_element: Option<String>,
    pub risk_element: Option<String>,
    pub block: Vec<BlockEntry>,
    pub module: Vec<ModuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockEntry {
    pub id: String,
    pub label: Text,
    pub element: Vec<ElementEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ElementEntry {
    pub id: String,
    pub label: Text,
    pub field: String,
    pub kind: KindEntry,
    pub codes: Option<String>,
    pub source: Source,
    pub risks: Option<Vec<String>>,
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
    pub id: String,
    pub kind: ModuleKind,
    pub label: Text,
    pub elements: Vec<String>,
    pub source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliberationFile {
    pub number: String,
    pub document: String,
    pub subject: Text,
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
    pub service: String,
    pub id: String,
    pub elements: Vec<String>,
}

/// What holds for every authorisation of the deliberation that says nothing else.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub validity_note: Option<Text>,
    pub regimes: Vec<String>,
    pub regimes_point: String,
    pub roles: Vec<Role>,
    pub integration: IntegrationEntry,
    pub retention: Vec<RetentionEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AuthorisationEntry {
    pub recipient: String,
    pub service: String,
    pub points: String,
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
    pub validity_note: Option<Text>,
    pub regimes: Option<Vec<String>>,
    pub regimes_point: Option<String>,
    pub roles: Option<Vec<Role>>,
    #[serde(default)]
    pub person_roles: Vec<String>,
    pub person_roles_point: Option<String>,
    pub module: Vec<ModuleGrantEntry>,
    #[serde(default)]
    pub exclusion: Vec<ExclusionEntry>,
    /// Elements that some purposes only may have.
    #[serde(default)]
    pub reserved: Vec<ReservedEntry>,
    pub purpose: Vec<PurposeEntry>,
    pub integration: Option<IntegrationEntry>,
    pub retention: Option<Vec<RetentionEntry>>,
    #[serde(default)]
    pub use_limit: Vec<UseLimitEntry>,
    #[serde(default)]
    pub member: Vec<MemberRuleEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ModuleGrantEntry {
    pub id: String,
    pub elements: Vec<String>,
    pub point: String,
    /// The text grants in this module what its general description does not carry.
    #[serde(default)]
    pub beyond_module: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExclusionEntry {
    pub elements: Vec<String>,
    #[serde(default)]
    pub modules: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReservedEntry {
    pub elements: Vec<String>,
    pub purposes: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PurposeEntry {
    pub id: String,
    pub point: String,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub person_roles: Vec<String>,
    pub default_person_role: Option<String>,
    pub history: Option<HistoryEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct HistoryEntry {
    pub years: i16,
    pub elements: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IntegrationEntry {
    pub recipient: RecipientIntegration,
    pub sender: SenderIntegration,
    #[serde(default)]
    pub quality_codes: Vec<u16>,
    pub point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetentionEntry {
    pub summary: Text,
    pub length: Option<Length>,
    pub event: String,
    #[serde(default)]
    pub purposes: Vec<String>,
    pub point: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UseLimitEntry {
    pub text: Text,
    pub point: String,
}

/// What differs for some members of the recipient.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MemberRuleEntry {
    pub ids: Vec<String>,
    pub point: String,
    /// The only purposes of these members; none: those of the recipient.
    pub purposes: Option<Vec<String>>,
    /// The only modules of these members; none: those of the recipient.
    pub modules: Option<Vec<String>>,
    #[serde(default)]
    pub exclusion: Vec<ExclusionEntry>,
    pub retention: Option<Vec<RetentionEntry>>,
}
