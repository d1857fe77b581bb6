//! What is wrong in a draft.

use std::collections::HashSet;
use std::fmt;

use delibero_domain::deliberation::DocumentNumber;
use delibero_domain::deliberation::register::{PointStatus, Version, VersionText};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::draft::Content;

/// What is wrong in a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// The title is missing in every language.
    NoTitle,
    /// There is no version.
    NoVersion,
    /// Versions are not in the order of their approval, or two have the same day.
    VersionsOutOfOrder,
    /// A version enters into force before it is approved.
    InForceTooEarly(Date),
    /// A point stands twice in a text.
    PointTwice(String),
    /// A point has no words.
    PointEmpty(String),
    /// A document number belongs to another deliberation.
    DocumentElsewhere(DocumentNumber),
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
            Self::DocumentElsewhere(document) => write!(f, "document {document} belongs to another deliberation"),
        }
    }
}

/// Every fault that a content has by itself; whether its documents belong elsewhere, only the register knows.
#[must_use]
pub fn faults_of(content: &Content) -> Vec<Fault> {
    let mut faults = Vec::new();
    let deliberation = &content.deliberation;
    if deliberation.title.values().all(|title| title.trim().is_empty()) {
        faults.push(Fault::NoTitle);
    }
    faults.extend(faults_of_versions(&deliberation.versions));
    for (_, _, text) in &content.texts {
        faults.extend(faults_of_points(text));
    }
    faults
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
