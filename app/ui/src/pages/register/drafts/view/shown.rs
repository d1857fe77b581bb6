//! A draft as it is shown: what to mend, its words, what it changes.

use delibero_domain::deliberation::differences::Kind;
use delibero_domain::deliberation::differences::Run;
use delibero_domain::deliberation::register::PointStatus;
use delibero_domain::text::Language;
use jiff::civil::Date;

use super::{Field, FieldKey, Part, TextKey};
use crate::error::Trouble;

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// A deliberation that is not in the register yet.
    New,
    /// A new version of one that is.
    Amendment,
    /// What is published, corrected.
    Correction,
}

/// Why an action on a draft was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionProblem {
    /// Somebody saved in between.
    Conflict,
    /// Whoever wrote in a draft does not publish it.
    OwnDraft,
    /// Nobody proposed it.
    NotProposed,
    /// It has faults.
    Faulty,
    /// It builds on what is no longer published.
    Outdated,
    /// Sent back without saying why.
    NoteMissing,
    /// The store did not do it.
    Store(Trouble),
}

/// Where a warning or fault is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What: a fault's or a warning's stable word.
    pub code: String,
    /// The words of the reader, in the language of the document; of a fault, the label or number it is about.
    pub text: String,
    /// The part to mend it in.
    pub part: Part,
    /// The label of the point that it is about; empty: another part.
    pub point: String,
    /// On which line of the source.
    pub line: Option<u32>,
}

/// A version of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// The number of its document.
    pub document: Option<String>,
    /// Its approval.
    pub approved: Date,
    /// Its entry into force.
    pub in_force: Option<Date>,
    /// The languages in which its text is known.
    pub languages: Vec<Language>,
}

/// A point as a draft has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointLine {
    /// Its label, as printed.
    pub label: String,
    /// The heading above it, counted from 0.
    pub heading: Option<u32>,
    /// Its words.
    pub text: String,
    /// What the version did to it.
    pub status: PointStatus,
    /// On which line of the source it begins.
    pub line: Option<u32>,
}

/// A section or heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLine {
    /// Its label.
    pub label: String,
    /// Its title.
    pub title: String,
    /// How deep it stands.
    pub level: u8,
    /// What stands under it.
    pub text: String,
}

/// A text of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextPage {
    /// Its title.
    pub title: String,
    /// Its sections.
    pub sections: Vec<SectionLine>,
    /// Its points.
    pub points: Vec<PointLine>,
    /// Its footnotes: mark and words.
    pub footnotes: Vec<(String, String)>,
    /// The modules that it names.
    pub modules: Vec<String>,
    /// The operative part.
    pub operative: Option<String>,
    /// The name under it.
    pub signed_by: Option<String>,
    /// What follows the signature.
    pub annex: Option<String>,
}

/// What became of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is.
    pub key: FieldKey,
    /// Its label, where there are several.
    pub label: String,
    /// The text that it stands in.
    pub text: Option<TextKey>,
    /// What became of it.
    pub kind: Kind,
    /// Its words, old and new.
    pub runs: Vec<Run>,
}

/// A draft beside its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPage {
    /// What stands in the address.
    pub id: String,
    /// The revision that is shown.
    pub revision: u32,
    /// What the draft is.
    pub kind: DraftKind,
    /// The number.
    pub number: String,
    /// The title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Who began it.
    pub author: String,
    /// When it was last saved.
    pub saved: String,
    /// Who proposed it.
    pub proposed: Option<String>,
    /// Why it was sent back, if it was.
    pub note: Option<String>,
    /// Whether this user writes.
    pub writes: bool,
    /// Whether this user publishes, and wrote nothing in it.
    pub publishes: bool,
    /// Whether this user would publish, but wrote in it.
    pub wrote: bool,
    /// The facts, as the form has them.
    pub facts: Vec<Field>,
    /// The versions.
    pub versions: Vec<VersionLine>,
    /// The texts that there are.
    pub texts: Vec<TextKey>,
    /// The one that is shown.
    pub shown: Option<TextKey>,
    /// Its words.
    pub text: TextPage,
    /// The lines of the source.
    pub source: Vec<String>,
    /// What keeps it from being published.
    pub faults: Vec<Remark>,
    /// What to look at.
    pub warnings: Vec<Remark>,
    /// What it changes in what is published.
    pub changes: Vec<Change>,
    /// Why the last action was not done.
    pub problem: Option<ActionProblem>,
    /// The note as typed.
    pub typed_note: String,
}
