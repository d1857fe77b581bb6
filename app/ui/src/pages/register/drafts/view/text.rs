//! Facts, versions and texts as they are read.

use delibero_domain::deliberation::reading::Section;
use delibero_domain::deliberation::register::{PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::editing::{FactsForm, FieldKey};
use delibero_usecases::register::{Content, Draft};
use jiff::civil::Date;

use super::counted;

/// A fact that is known, as its form has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine {
    pub key: FieldKey,
    pub value: String,
}

/// A version of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    /// The number of its document.
    pub document: Option<String>,
    pub approved: Date,
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
    pub text: String,
    /// What the version did to it.
    pub status: PointStatus,
    /// On which line of the source it begins.
    pub line: Option<u32>,
}

/// A section or heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionLine {
    pub label: String,
    pub title: String,
    /// How deep it stands.
    pub level: u8,
    /// What stands under it.
    pub text: String,
}

/// A text of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextView {
    pub title: String,
    pub sections: Vec<SectionLine>,
    pub points: Vec<PointLine>,
    /// Its footnotes: mark and words.
    pub footnotes: Vec<(String, String)>,
    pub modules: Vec<String>,
    pub operative: Option<String>,
    /// The name under it.
    pub signed_by: Option<String>,
    /// What follows the signature.
    pub annex: Option<String>,
}

pub(super) fn facts(content: &Content) -> Vec<FactLine> {
    let form = FactsForm::of(&content.deliberation, false);
    let lines = form.fields().into_iter().map(|field| FactLine { key: field.key(), value: field.typed().to_owned() });
    lines.filter(|fact| !fact.value.is_empty()).collect()
}

pub(super) fn versions(content: &Content) -> Vec<VersionLine> {
    let line = |version: &Version| VersionLine {
        document: version.document.as_ref().map(ToString::to_string),
        approved: version.approved,
        in_force: version.in_force,
        languages: version.languages.clone(),
    };
    content.deliberation.versions.iter().map(line).collect()
}

/// A text; with the lines of the source where its draft is given.
pub(super) fn text_view(text: &VersionText, draft: Option<&Draft>) -> TextView {
    let reading = draft.and_then(|draft| draft.origin.reading.as_ref());
    let line = |label: &str| {
        let found = reading?.points.iter().find(|point| point.normal == label);
        found.map(|point| counted(point.line))
    };
    let section = |section: &Section| SectionLine {
        label: section.label.clone(),
        title: section.title.clone(),
        level: section.level,
        text: section.text.clone(),
    };
    let point = |point: &PointText| PointLine {
        label: point.label.printed().to_owned(),
        heading: point.heading.map(counted),
        text: point.text.clone(),
        status: point.status,
        line: line(&point.label.normal()),
    };
    TextView {
        title: text.title.clone(),
        sections: text.sections.iter().map(section).collect(),
        points: text.points.iter().map(point).collect(),
        footnotes: text.footnotes.iter().map(|note| (note.mark.clone(), note.text.clone())).collect(),
        modules: text.modules.clone(),
        operative: text.operative.clone(),
        signed_by: text.signed_by.clone(),
        annex: text.annex.clone(),
    }
}
