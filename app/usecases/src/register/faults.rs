//! What is wrong in a draft.

use std::collections::HashSet;
use std::fmt;

use delibero_domain::deliberation::DocumentNumber;
use delibero_domain::deliberation::register::{PointStatus, Version, VersionText};
use delibero_domain::niss::holds_niss;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::draft::Content;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The title is missing in every language.
    NoTitle,
    NoVersion,
    /// Versions are not in the order of their approval, or two have the same day.
    VersionsOutOfOrder,
    /// A version enters into force before it is approved.
    InForceTooEarly(Date),
    /// A point stands twice in a text.
    PointTwice(String),
    PointEmpty(String),
    /// A document number belongs to another deliberation.
    DocumentElsewhere(DocumentNumber),
    /// What names the deliberation or a part of it holds a NISS: it would end in lists, headings and addresses.
    Niss,
}

/// As the command line says it.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTitle => f.write_str("the title is missing"),
            Self::NoVersion => f.write_str("there is no version"),
            Self::VersionsOutOfOrder => {
                f.write_str("two versions were approved on one day, or do not follow each other")
            }
            Self::InForceTooEarly(day) => write!(f, "a version enters into force on {day}, before it is approved"),
            Self::PointTwice(label) => write!(f, "point {label} stands there twice"),
            Self::PointEmpty(label) => write!(f, "point {label} has no words"),
            Self::Niss => f.write_str("a title, a name or a label holds a NISS"),
            Self::DocumentElsewhere(document) => write!(f, "document {document} belongs to another deliberation"),
        }
    }
}

/// Every fault that a content has by itself; whether its documents belong elsewhere, only the register knows.
#[must_use]
pub(super) fn faults_of(content: &Content) -> Vec<Fault> {
    let mut faults = Vec::new();
    let deliberation = &content.deliberation;
    if deliberation.title.values().all(|title| title.trim().is_empty()) {
        faults.push(Fault::NoTitle);
    }
    if names_hold_niss(content) {
        faults.push(Fault::Niss);
    }
    faults.extend(faults_of_versions(&deliberation.versions));
    for text in content.texts.values() {
        faults.extend(faults_of_points(text));
    }
    faults
}

/// Whether a title, a name or a label holds a NISS.
#[must_use]
pub(super) fn names_hold_niss(content: &Content) -> bool {
    let facts = &content.deliberation;
    let of_facts = facts.title.values().chain([&facts.committee]).chain(&facts.rapporteur);
    let listed = facts.requesters.iter().chain(&facts.sources);
    let of_text = |text: &VersionText| {
        let sections = text.sections.iter().flat_map(|section| [&section.label, &section.title]);
        let labels = text.points.iter().map(|point| point.label.printed());
        [&text.title].into_iter().chain(sections).map(String::as_str).chain(labels).any(holds_niss)
    };
    of_facts.chain(listed).any(|name| holds_niss(name)) || content.texts.values().any(of_text)
}

fn faults_of_versions(versions: &[Version]) -> Vec<Fault> {
    let mut faults = Vec::new();
    if versions.is_empty() {
        faults.push(Fault::NoVersion);
    }
    if !versions.is_sorted_by(|earlier, later| earlier.approved < later.approved) {
        faults.push(Fault::VersionsOutOfOrder);
    }
    let in_force = versions.iter().filter_map(|version| version.in_force.map(|day| (day, version.approved)));
    faults.extend(in_force.filter(|(day, approved)| day < approved).map(|(day, _)| Fault::InForceTooEarly(day)));
    faults
}

fn faults_of_points(text: &VersionText) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = HashSet::new();
    for point in &text.points {
        let label = point.label.normal();
        if point.text.trim().is_empty() && point.status != PointStatus::Repealed {
            faults.push(Fault::PointEmpty(label.clone()));
        }
        if !seen.insert(label.clone()) {
            faults.push(Fault::PointTwice(label));
        }
    }
    faults
}
