//! Sectors of the network, and what their quality codes say.

use serde::Serialize;

use crate::identifier::PurposeId;
use crate::text::Text;

/// A sector: under its quality codes its organisations integrate persons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sector {
    /// Its number in the network.
    pub number: u16,
    #[serde(skip)]
    pub label: Text,
    /// Its quality codes, as far as they are known.
    pub codes: Vec<QualityCode>,
    /// Whether a code that is not listed counts as a file.
    pub unlisted_count: bool,
}

impl Sector {
    /// A code of the list.
    #[must_use]
    pub fn code(&self, code: u16) -> Option<&QualityCode> {
        self.codes.iter().find(|known| known.code == code)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QualityCode {
    pub code: u16,
    /// What it means.
    #[serde(skip)]
    pub label: Text,
    /// Whether it says that there is a file on the person as a client (23/058 points 15 and 88, 20/130 point 13).
    pub counts: bool,
    /// The only purposes for which it counts; empty: all.
    pub purposes: Vec<PurposeId>,
    /// How many days an integration lasts at most that is only provisional; none: as long as it is said to. It decides
    /// nothing: the period does.
    #[serde(skip)]
    pub days: Option<u16>,
}

impl QualityCode {
    /// Whether it counts for a purpose.
    #[must_use]
    pub fn counts_for(&self, purpose: &str) -> bool {
        self.counts && (self.purposes.is_empty() || self.purposes.iter().any(|id| id.as_str() == purpose))
    }
}
