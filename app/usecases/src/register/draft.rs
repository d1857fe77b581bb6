//! What a draft of the register holds, and what it was begun from.

use std::collections::BTreeMap;

use delibero_domain::deliberation::register::Deliberation;
use delibero_domain::deliberation::{DeliberationNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::texts::{TextKey, Texts, stored};
use crate::drafts;

/// A deliberation with every text of it that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub deliberation: Deliberation,
    #[serde(with = "stored")]
    pub texts: Texts,
}

impl drafts::Drafted for Content {
    type Origin = Origin;
}

impl Content {
    /// The texts that are known, the newest version first.
    #[must_use]
    pub fn newest_first(&self) -> Vec<TextKey> {
        let mut keys: Vec<TextKey> = self.texts.keys().copied().collect();
        keys.sort_by_key(|key| (std::cmp::Reverse(key.version), key.language));
        keys
    }
}

/// A line of the list of drafts: what is known of a draft without reading its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftSummary {
    /// What stands in the address.
    pub id: String,
    pub number: DeliberationNumber,
    pub titles: BTreeMap<Language, String>,
    pub versions: usize,
    /// Who began it.
    pub author: Option<UserName>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Who proposed it, if it waits for an approver.
    pub proposed: Option<UserName>,
    /// The published revision that it builds on; none: the number is new to the register.
    pub base: Option<u32>,
    /// Whether it came from a file.
    pub imported: bool,
}

pub type Draft = drafts::Draft<Content>;

pub type Edit = drafts::Edit<Content>;

/// What a draft was begun from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The published revision that it builds on; none: the number is new to the register.
    pub base: Option<u32>,
    /// The reading it came from, with its warnings, where it was imported.
    pub reading: Option<Reading>,
    /// The source text as it was read, for the review side by side.
    pub source: Option<String>,
}
