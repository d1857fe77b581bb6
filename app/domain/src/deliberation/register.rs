//! A deliberation as the register keeps it: facts, and versions through time.
//!
//! A deliberation keeps its number; each amendment is a version of its own, with two dates. Of some versions only the
//! dates are known: the official text that came in does not show what they changed.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::reading::{Footnote, Reading, Section};
use super::{DeliberationNumber, DocumentNumber, PointLabel};
use crate::text::Language;

/// A deliberation: everything but the texts of its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deliberation {
    /// The stable number.
    pub number: DeliberationNumber,
    /// The committee of its time, as printed.
    pub committee: String,
    pub title: BTreeMap<Language, String>,
    pub date: Date,
    /// Who reported, or presided.
    pub rapporteur: Option<String>,
    /// The legal grounds, as printed.
    pub grounds: Vec<String>,
    /// Who asked for it.
    pub requesters: Vec<String>,
    /// The institutions whose data it is about.
    pub sources: Vec<String>,
    /// Its versions, by approval; never empty, the first is the deliberation as it was given.
    pub versions: Vec<Version>,
    /// Whether those are all: an official text may tell of the last amendment only.
    pub amendments_complete: bool,
    pub end: Option<End>,
}

/// One version: the deliberation as given, or as an amendment left it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The number of its document, where it is known.
    pub document: Option<DocumentNumber>,
    pub approved: Date,
    /// When it entered into force, where the text says so.
    pub in_force: Option<Date>,
    /// The languages in which its text is known; none: only its dates are.
    pub languages: Vec<Language>,
}

/// The text of one version in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionText {
    pub title: String,
    /// Sections and headings, in order.
    pub sections: Vec<Section>,
    /// Points, in order.
    pub points: Vec<PointText>,
    /// Footnotes, in order.
    pub footnotes: Vec<Footnote>,
    /// Services and modules that it names.
    pub modules: Vec<String>,
    /// The deliberations that it cites, with where: normal forms of points.
    pub references: Vec<Citation>,
    /// What the committee decides, after its reasons.
    pub operative: Option<String>,
    /// The name under the text.
    pub signed_by: Option<String>,
    /// What follows the signature.
    pub annex: Option<String>,
}

/// A point of a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointText {
    pub label: PointLabel,
    /// The innermost section or heading above it, counted from 0 in the text's `sections`.
    pub heading: Option<usize>,
    /// Paragraphs, an empty line between two; items of lists begin with `- `, one on a line.
    pub text: String,
    /// What the version did to it.
    pub status: PointStatus,
}

/// What a version did to a point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointStatus {
    /// It stood there before, with the same words.
    Unchanged,
    /// It is new.
    Inserted,
    /// Its words are others.
    Changed,
    /// It no longer counts; its words are kept.
    Repealed,
    /// The text of the version before is not known.
    #[default]
    Unknown,
}

/// A deliberation that a text cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    pub number: DeliberationNumber,
    /// The date that the text gives it.
    pub date: Option<Date>,
    /// Where it is cited.
    pub at: Vec<String>,
}

/// How a deliberation ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// Repealed, from a day.
    Repealed(Date),
    /// Replaced by another, from a day.
    Replaced(Date, DeliberationNumber),
}

/// The state of a deliberation on a day, as Légifrance names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// In force, as it was given.
    InForce,
    /// Given, in force from a later day.
    InForceLater,
    /// In force, as amended.
    Amended,
    Repealed,
    /// Replaced by another.
    Replaced,
}

impl Version {
    /// The day from which it counts: its entry into force, or, where no text says one, its approval.
    #[must_use]
    pub fn effective(&self) -> Date {
        self.in_force.unwrap_or(self.approved)
    }

    /// Whether its text is known in some language.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !self.languages.is_empty()
    }
}

impl Deliberation {
    /// The place of the version that counts on a day; none before the first.
    #[must_use]
    pub fn version_on(&self, day: Date) -> Option<usize> {
        let effective = self.versions.iter().enumerate().filter(|(_, version)| version.effective() <= day);
        effective.max_by_key(|(place, version)| (version.effective(), *place)).map(|(place, _)| place)
    }

    /// The state on a day; none before it was given.
    #[must_use]
    pub fn state_on(&self, day: Date) -> Option<State> {
        match &self.end {
            Some(End::Repealed(from)) if *from <= day => return Some(State::Repealed),
            Some(End::Replaced(from, _)) if *from <= day => return Some(State::Replaced),
            _ => {}
        }
        match self.version_on(day) {
            Some(0) => Some(State::InForce),
            Some(_) => Some(State::Amended),
            None => (self.date <= day).then_some(State::InForceLater),
        }
    }

    /// The title in a language, or in another where it is not known.
    #[must_use]
    pub fn title_in(&self, language: Language) -> &str {
        self.title.get(&language).or_else(|| self.title.values().next()).map_or("", String::as_str)
    }
}

/// Why a reading cannot be kept as it is: what a person must still say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// The stable number.
    #[error("the number is missing")]
    Number,
    #[error("the date is missing")]
    Date,
    #[error("the title is missing")]
    Title,
    #[error("there is no point")]
    Points,
}

/// What a reading says, as the register keeps it: the facts, and the text of its newest version.
///
/// # Errors
/// Everything that is missing.
pub fn from_reading(reading: &Reading) -> Result<(Deliberation, VersionText), Vec<Missing>> {
    let (Some(number), Some(date), Some(title)) = (&reading.number, reading.date, &reading.title) else {
        return Err(missing(reading));
    };
    if reading.points.is_empty() {
        return Err(missing(reading));
    }
    let deliberation = Deliberation {
        number: *number,
        committee: reading.committee.clone().unwrap_or_default(),
        title: BTreeMap::from([(reading.language, title.clone())]),
        date,
        rapporteur: reading.rapporteur.clone(),
        grounds: reading.grounds.clone(),
        requesters: reading.requesters.clone(),
        sources: Vec::new(),
        versions: versions(reading, date),
        amendments_complete: reading.amendments_complete,
        end: None,
    };
    Ok((deliberation, text(reading, title)))
}

fn missing(reading: &Reading) -> Vec<Missing> {
    let all = [
        (reading.number.is_none(), Missing::Number),
        (reading.date.is_none(), Missing::Date),
        (reading.title.is_none(), Missing::Title),
        (reading.points.is_empty(), Missing::Points),
    ];
    all.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, what)| what).collect()
}

/// The deliberation as given and each amendment; the text that was read is that of the last.
fn versions(reading: &Reading, date: Date) -> Vec<Version> {
    let given = Version { document: None, approved: date, in_force: None, languages: Vec::new() };
    let amended = reading.amendments.iter().map(|amendment| Version {
        approved: amendment.approved,
        in_force: amendment.in_force,
        ..given.clone()
    });
    let mut versions: Vec<Version> = std::iter::once(given.clone()).chain(amended).collect();
    versions.sort_by_key(|version| version.approved);
    if let Some(last) = versions.last_mut() {
        last.document = reading.document.clone();
        last.languages = vec![reading.language];
        last.in_force = last.in_force.or(reading.in_force);
    }
    versions
}

fn text(reading: &Reading, title: &str) -> VersionText {
    let is_only_version = reading.amendments.is_empty() && reading.amendments_complete;
    let status = if is_only_version { PointStatus::Unchanged } else { PointStatus::Unknown };
    let points = reading.points.iter().map(|point| PointText {
        label: point.label.clone(),
        heading: point.heading,
        text: point.text.clone(),
        status,
    });
    let references = reading.references.iter().map(|found| Citation {
        number: found.number,
        date: found.date,
        at: found.at.clone(),
    });
    VersionText {
        title: title.to_owned(),
        sections: reading.sections.clone(),
        points: points.collect(),
        footnotes: reading.footnotes.clone(),
        modules: reading.modules.clone(),
        references: references.collect(),
        operative: reading.operative.clone(),
        signed_by: reading.signed_by.clone(),
        annex: reading.annex.clone(),
    }
}
