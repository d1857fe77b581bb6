//! Drafts, and the saves that are kept of them.

use std::collections::BTreeMap;

use delibero_domain::deliberation::register::Deliberation;
use delibero_domain::deliberation::{DeliberationNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::texts::{TextKey, Texts, stored};

/// One save: nothing is ever lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Its place, from 1.
    pub place: u32,
    /// The draft that was saved; empty for what was published without one, from a shell.
    pub draft: String,
    pub at: Timestamp,
    pub user: UserName,
    pub what: EditKind,
    /// Why, where somebody said so: what a draft was sent back for.
    pub note: Option<String>,
    /// The whole content after it.
    pub content: Content,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    Begun,
    Saved,
    Proposed,
    /// A draft was sent back.
    Returned,
    Published,
    /// A draft was thrown away; its saves stay.
    Discarded,
}

/// A deliberation with every text of it that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub deliberation: Deliberation,
    #[serde(with = "stored")]
    pub texts: Texts,
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
    pub author: UserName,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Who proposed it, if it waits for an approver.
    pub proposed: Option<UserName>,
    /// The published revision that it builds on; none: the number is new to the register.
    pub base: Option<u32>,
    /// Whether it came from a file.
    pub imported: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Opaque, unpredictable; what stands in the address.
    pub id: String,
    /// Counts the saves: whoever saves says which one they read.
    pub revision: u32,
    /// Who began it.
    pub author: UserName,
    /// Everyone who saved it, the last one last. Its saves say who had a part in it: see `contributed`.
    pub editors: Vec<UserName>,
    /// When it was last saved.
    pub saved: Timestamp,
    /// Who proposed it, if it waits for an approver.
    pub proposed: Option<UserName>,
    /// The published revision that it builds on; none: the number is new to the register.
    pub base: Option<u32>,
    pub content: Content,
    /// The reading it came from, with its warnings, where it was imported.
    pub reading: Option<Reading>,
    /// The source text as it was read, for the review side by side.
    pub source: Option<String>,
}
