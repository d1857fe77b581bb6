//! Every save of a deliberation, as it is shown.

use delibero_domain::text::Language;

use super::{Change, Field, TextKey, TextPage, VersionLine};

/// What a save did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveKind {
    /// A draft was begun.
    Begun,
    /// A draft was saved.
    Saved,
    /// It was proposed.
    Proposed,
    /// It was sent back.
    Returned,
    /// It was published.
    Published,
    /// It was thrown away.
    Discarded,
}

/// A save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveLine {
    /// Its place, from 1.
    pub place: u32,
    /// When.
    pub at: String,
    /// Who.
    pub user: String,
    /// What was done.
    pub kind: SaveKind,
    /// Why, where somebody said so.
    pub note: Option<String>,
    /// How many things it changed.
    pub changes: u32,
}

/// Every save of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPage {
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// The saves, newest first.
    pub saves: Vec<SaveLine>,
    /// The one that is shown whole, with its facts and its newest text.
    pub shown: Option<SavePage>,
}

/// One save, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavePage {
    /// Its place.
    pub place: u32,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The facts.
    pub facts: Vec<Field>,
    /// The versions.
    pub versions: Vec<VersionLine>,
    /// The texts.
    pub texts: Vec<(TextKey, TextPage)>,
}
