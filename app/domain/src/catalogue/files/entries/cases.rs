//! The shape of a file of cases.

use serde::Deserialize;
use toml::Spanned;

use super::Word;
use crate::authorisation::{ReducedForm, WithheldReason};
use crate::consultation::BatchRequest;
use crate::identifier::{ElementId, ObligationId, RegionId};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue::files) struct CasesFile {
    pub deliberation: Word,
    #[serde(default)]
    pub case: Vec<CaseEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue::files) struct CaseEntry {
    pub point: Word,
    /// With the names of `decide --batch`.
    pub given: Spanned<BatchRequest>,
    pub expect: ExpectEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue::files) struct ExpectEntry {
    pub outcome: Word,
    pub deliberation: Option<String>,
    pub point: Option<Word>,
    #[serde(default)]
    pub granted: Vec<ElementId>,
    #[serde(default)]
    pub withheld: Vec<ExpectWithheldEntry>,
    #[serde(default)]
    pub reduced: Vec<ExpectReducedEntry>,
    pub retention: Option<Vec<ExpectRetentionEntry>>,
    pub obligations: Option<Vec<ExpectObligationEntry>>,
}

macro_rules! cited {
    ($($name:ident { $($(#[$attribute:meta])* $field:ident: $kind:ty,)+ })+) => {$(
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(in crate::catalogue::files) struct $name {
            $($(#[$attribute])* pub $field: $kind,)+
            /// The deliberation of the file where it is not said.
            pub deliberation: Option<String>,
            pub point: Option<Word>,
        }
    )+};
}

cited! {
    ExpectWithheldEntry { element: ElementId, reason: WithheldReason, }
    ExpectReducedEntry { element: ElementId, form: ReducedForm, }
    ExpectRetentionEntry { rule: String, }
    ExpectObligationEntry { id: ObligationId, region: Option<RegionId>, }
}
