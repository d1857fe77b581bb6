//! What an importer read in an official text: a proposal, which people check before anything is saved.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{DeliberationNumber, DocumentNumber, PointLabel};
use crate::text::Language;

/// The text of a deliberation, taken apart.
///
/// No word of the source is lost: what is in no other field is in `dropped`, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Always `deliberation`.
    pub kind: DeliberationKind,
    /// The stable number.
    pub number: Option<DeliberationNumber>,
    /// The number of this version.
    pub document: Option<DocumentNumber>,
    /// The committee of its time, and its chamber or section after a comma.
    pub committee: Option<String>,
    pub language: Language,
    pub date: Option<Date>,
    /// The whole title, without the marks of footnotes.
    pub title: Option<String>,
    /// The amendments that the text tells of, as it orders them.
    pub amendments: Vec<Amendment>,
    /// Whether those are all: not when the text says `dernièrement modifiée`.
    pub amendments_complete: bool,
    /// Since when the text as a whole is in force, where it says so without naming an amendment.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub in_force: Option<Date>,
    /// The legal grounds and reports: `Vu …`, `Gelet op …`.
    pub grounds: Vec<String>,
    /// What stands between title and body beside the grounds.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub preamble: Vec<String>,
    /// Who reported: a name, or `président`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rapporteur: Option<String>,
    /// Who asked for it, from the grounds.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub requesters: Vec<String>,
    /// Sections and headings, in order.
    pub sections: Vec<Section>,
    /// Points, in order.
    pub points: Vec<Point>,
    /// Footnotes, in order.
    pub footnotes: Vec<Footnote>,
    /// Other deliberations that the text cites, each once, by first appearance.
    pub references: Vec<Reference>,
    /// Services and modules, each in its most frequent spelling.
    pub modules: Vec<String>,
    /// From `Par ces motifs` to the signature.
    pub operative: Option<String>,
    /// The name under the text.
    pub signed_by: Option<String>,
    /// In which quality: `Président`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signed_as: Option<String>,
    /// What follows the signature.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub annex: Option<String>,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// What was left out: running heads, page numbers, the address of the seat.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub dropped: Vec<Dropped>,
}

/// The word `deliberation`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeliberationKind {
    #[default]
    #[serde(rename = "deliberation")]
    Deliberation,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    pub approved: Date,
    /// When it enters into force, where the text says so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub in_force: Option<Date>,
}

/// A section, or a heading within one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// As printed, such as `A.`; empty for a heading without one.
    pub label: String,
    pub title: String,
    /// 1 for a section, more for what stands within one.
    pub level: u8,
    /// Paragraphs that stand under it before its first point.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// As printed, such as `23./1.`.
    pub label: PointLabel,
    /// The form that sorts and links, such as `23/1`.
    pub normal: String,
    /// The label of the section it stands in, as printed; empty when it stands in none.
    pub section: String,
    /// The innermost section or heading above it, counted from 0 in `sections`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub heading: Option<usize>,
    /// Paragraphs, an empty line between two; items of lists begin with `- `, one on a line.
    pub text: String,
    /// On which line of the source it begins, from 1.
    pub line: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Footnote {
    /// Its mark, such as `1`.
    pub mark: String,
    pub text: String,
    /// Where its mark stands: `title`, the normal form of a point, or another place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub at: Option<String>,
}

/// Another deliberation that the text cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its number, in the normal form.
    pub number: DeliberationNumber,
    /// The date that the text gives it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<Date>,
    /// Where it is cited: normal forms of points, or other places.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub at: Vec<String>,
}

/// Something to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Where: `title`, the normal form of a point, or another place.
    pub at: String,
    /// What, as a stable word such as `reference-year-mismatch`.
    pub code: String,
    /// A sentence in the language of the document.
    pub text: String,
    /// On which line of the source, from 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<usize>,
}

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dropped {
    /// On which line of the source it stood, from 1.
    pub line: usize,
    /// Why: `page-number`, `running-head`, `seat-address`, `cover` or `rule`.
    pub reason: String,
    pub text: String,
}

/// Why a file is not read as a deliberation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Always `refused`.
    pub kind: RefusedKind,
    /// A stable word such as `not-a-deliberation`.
    pub reason: String,
    /// A sentence, in French unless the text is Dutch.
    pub text: String,
}

/// The word `refused`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusedKind {
    #[default]
    #[serde(rename = "refused")]
    Refused,
}
