//! The shape of a deliberation's file.

use std::hash::{Hash, Hasher};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::day;
use super::{Word, Words};
use crate::authorisation::{Length, RecipientIntegration, ReducedForm, SenderIntegration};
use crate::parameters::ParameterKind;
use crate::role::Role;

/// A word in which two entries may differ and still say the same.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Apart(pub Word);

impl PartialEq for Apart {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Apart {}

/// What an entry is for: modules, purposes and members of its authorisation; empty: all of them.
#[derive(Clone, Copy)]
pub struct Scope<'e> {
    pub modules: &'e [Word],
    pub purposes: &'e [Word],
    /// The recipient itself may be one of them.
    pub members: &'e [Word],
}

macro_rules! scoped {
    ($($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $kind:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$attribute])* pub $field: $kind,)+
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub modules: Vec<Word>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub purposes: Vec<Word>,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            pub members: Vec<Word>,
        }

        impl $name {
            pub fn scope(&self) -> Scope<'_> {
                Scope { modules: &self.modules, purposes: &self.purposes, members: &self.members }
            }
        }
    )+};
}

scoped! {
    ExclusionEntry { elements: Vec<Word>, point: Word, }
    ReductionEntry { elements: Vec<Word>, form: ReducedForm, point: Word, }
    RegimeLimitEntry { regimes: Vec<Word>, point: Word, }
    RiskLimitEntry {
        /// None: the record as a whole.
        elements: Option<Vec<Word>>,
        risks: Vec<Word>,
        point: Word,
    }
    HistoryEntry {
        years: i16,
        /// More years where a condition is confirmed.
        extension: Option<ExtensionEntry>,
        elements: Vec<Word>,
        point: Word,
    }
    QualityCodesEntry {
        codes: Vec<u16>,
        /// The codes count for nothing else.
        #[serde(default)]
        reserved: bool,
        point: Word,
    }
    UseLimitEntry { id: Word, text: Words, point: Word, }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionEntry {
    pub years: i16,
    pub condition: Word,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DeliberationFile {
    pub number: Word,
    pub document: String,
    pub subject: Words,
    #[serde(deserialize_with = "day::read")]
    pub approved: Date,
    /// The first day for which the words of `document` are proven; the approval where it is not said.
    #[serde(default, deserialize_with = "day::read_some")]
    pub proven_from: Option<Date>,
    /// What the deliberation says that each block holds: what `risk.*` stands for in its grants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub block: Vec<DescribedBlock>,
    pub defaults: Defaults,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorisation: Vec<AuthorisationEntry>,
}

/// Authorisations that stand apart from their deliberation's file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorisationsFile {
    /// Its stable number.
    pub deliberation: Word,
    pub authorisation: Vec<AuthorisationEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DescribedBlock {
    pub service: Word,
    pub id: Word,
    pub elements: Vec<Word>,
    /// What `block.*` brings with it wherever it is granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_limit: Vec<BlockRiskLimitEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BlockRiskLimitEntry {
    pub elements: Vec<Word>,
    pub risks: Vec<Word>,
    pub point: Word,
}

/// What holds for every authorisation of the deliberation that says nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Defaults {
    #[serde(deserialize_with = "day::read")]
    pub valid_from: Date,
    #[serde(default, deserialize_with = "day::read_some")]
    pub valid_until: Option<Date>,
    pub validity_note: Option<Words>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regimes: Vec<Word>,
    pub regimes_point: Option<Word>,
    pub roles: Vec<Role>,
    pub integration: IntegrationEntry,
    pub batch: Option<BatchEntry>,
    pub retention: Vec<RetentionEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorisationEntry {
    pub recipient: Apart,
    pub service: Word,
    pub points: Word,
    #[serde(default, deserialize_with = "day::read_some")]
    pub valid_from: Option<Date>,
    #[serde(default, deserialize_with = "day::read_some")]
    pub valid_until: Option<Date>,
    pub validity_note: Option<Words>,
    pub regimes: Option<Vec<Word>>,
    pub regimes_point: Option<Word>,
    pub roles: Option<Vec<Role>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person_roles: Vec<Word>,
    pub person_roles_point: Option<Word>,
    pub module: Vec<ModuleGrantEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusion: Vec<ExclusionEntry>,
    /// Elements that some purposes only may have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reserved: Vec<ReservedEntry>,
    /// Elements that are granted in a reduced form only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reduction: Vec<ReductionEntry>,
    /// Regimes beyond the usual ones do not pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub regime_limit: Vec<RegimeLimitEntry>,
    /// Social risks beyond those named do not pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risk_limit: Vec<RiskLimitEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistoryEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quality_codes: Vec<QualityCodesEntry>,
    pub purpose: Vec<PurposeEntry>,
    pub integration: Option<IntegrationEntry>,
    pub own_file: Option<OwnFileEntry>,
    pub designated: Option<DesignatedEntry>,
    pub batch: Option<BatchEntry>,
    pub retention: Option<Vec<RetentionEntry>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub use_limit: Vec<UseLimitEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub member: Vec<MemberRuleEntry>,
}

/// Enough to tell most entries apart; those that this does not are compared whole.
impl Hash for AuthorisationEntry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.service.hash(state);
        self.points.hash(state);
        self.module.iter().for_each(|module| module.id.hash(state));
        self.purpose.iter().for_each(|purpose| purpose.id.hash(state));
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ModuleGrantEntry {
    pub id: Word,
    pub elements: Vec<Word>,
    pub point: Word,
    /// Where the text describes the module for this recipient, if not where it describes it for all.
    pub described: Option<Word>,
    /// The text grants in this module what its general description does not carry.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub beyond_module: bool,
    /// What the module asks for and is not asked of this recipient.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<ParameterKind>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReservedEntry {
    pub elements: Vec<Word>,
    pub purposes: Vec<Word>,
    pub point: Word,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeEntry {
    pub id: Word,
    pub point: Option<Word>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub person_roles: Vec<Word>,
    pub default_person_role: Option<Word>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authority: Vec<AuthorityEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityEntry {
    pub region: Word,
    pub title: Words,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Word>,
    pub point: Word,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct IntegrationEntry {
    pub recipient: RecipientIntegration,
    pub sender: SenderIntegration,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quality_codes: Vec<u16>,
    pub point: Word,
}

/// The person must have an own file there that somebody else than the asking user registered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct OwnFileEntry {
    pub point: Word,
}

/// Only people whom the recipient designates have access.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct DesignatedEntry {
    pub point: Word,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BatchEntry {
    pub allowed: bool,
    pub point: Word,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionEntry {
    pub summary: Words,
    pub length: Option<Length>,
    pub event: Word,
    pub maximum: Option<MaximumEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub purposes: Vec<Word>,
    pub point: Word,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MaximumEntry {
    pub length: Option<Length>,
    pub event: Word,
}

/// What differs for some members of the recipient, or for the recipient itself where it is one of them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MemberRuleEntry {
    pub ids: Vec<Word>,
    pub point: Word,
    /// The only purposes of these members; none: those of the recipient.
    pub purposes: Option<Vec<Word>>,
    /// The only modules of these members; none: those of the recipient.
    pub modules: Option<Vec<Word>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusion: Vec<ExclusionEntry>,
    pub retention: Option<Vec<RetentionEntry>>,
}
