//! What does not fit between rules, cases, readings and the lists of points. Text and list can differ, so that none of it
//! keeps a catalogue from being read.

use std::fmt;

use super::{Rule, citations, expand, points};
use crate::catalogue::Catalogue;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark<'c> {
    /// A point is declared not for a machine, and rules cite it.
    AppliedAllTheSame { deliberation: &'c str, point: &'c str, rules: Vec<Rule<'c>> },
    /// A rule cites a point that the list does not have.
    NotInTheList { deliberation: &'c str, point: &'c str, rule: Rule<'c> },
    /// A case names a point that the list does not have.
    CaseNotInTheList { deliberation: &'c str, point: &'c str, file: &'c str, line: usize },
    /// A reading is for a recipient that the catalogue does not have.
    ReadingForNobody { deliberation: &'c str, point: &'c str, recipient: &'c str },
}

impl Remark<'_> {
    /// Whether two things contradict each other; else the remark is a warning.
    #[must_use]
    pub const fn is_contradiction(&self) -> bool {
        matches!(self, Self::AppliedAllTheSame { .. })
    }
}

impl fmt::Display for Remark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AppliedAllTheSame { deliberation, point, rules } => {
                let rules: Vec<String> = rules.iter().map(ToString::to_string).collect();
                write!(
                    f,
                    "{deliberation} point {point} is said not to be for a machine, and is cited by {}",
                    rules.join("; ")
                )
            }
            Self::NotInTheList { deliberation, point, rule } => {
                write!(f, "{deliberation} point {point} is not in the list of its points, and is cited by {rule}")
            }
            Self::CaseNotInTheList { deliberation, point, file, line } => {
                write!(f, "{file}:{line}: {deliberation} point {point} is not in the list of its points")
            }
            Self::ReadingForNobody { deliberation, point, recipient } => {
                write!(f, "{deliberation} point {point} is read for `{recipient}`, who is no recipient")
            }
        }
    }
}

impl fmt::Display for Rule<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind.as_str())?;
        if let Some(id) = self.id {
            write!(f, " {id}")?;
        }
        write!(f, " ({}", self.service)?;
        for recipient in &self.recipients {
            write!(f, ", {recipient}")?;
        }
        f.write_str(")")
    }
}

/// Everything that does not fit, contradictions first.
#[must_use]
pub fn remarks(catalogue: &Catalogue) -> Vec<Remark<'_>> {
    let mut remarks = Vec::new();
    for list in catalogue.point_lists() {
        let deliberation = list.deliberation.as_str();
        let known = points(catalogue, deliberation).unwrap_or_default().into_iter();
        let against = known.filter(|point| point.why.is_some() && !point.rules.is_empty());
        remarks.extend(against.map(|point| Remark::AppliedAllTheSame {
            deliberation,
            point: point.number,
            rules: point.rules,
        }));
    }
    for list in catalogue.point_lists() {
        let deliberation = list.deliberation.as_str();
        let unknown = |point: &str| expand::places(list, point).contains(&None);
        let citations = citations::of_deliberation(catalogue, deliberation).into_iter();
        remarks.extend(citations.filter(|found| unknown(&found.source.point)).map(|found| Remark::NotInTheList {
            deliberation,
            point: &found.source.point,
            rule: found.rule,
        }));
        let cases = catalogue.cases().iter().filter(|case| case.because.deliberation == deliberation);
        remarks.extend(cases.filter(|case| unknown(&case.because.point)).map(|case| Remark::CaseNotInTheList {
            deliberation,
            point: &case.because.point,
            file: &case.place.file,
            line: case.place.line,
        }));
    }
    for reading in catalogue.readings() {
        let nobody = reading.recipients.iter().filter(|id| catalogue.recipient(id.as_str()).is_none());
        remarks.extend(nobody.map(|recipient| Remark::ReadingForNobody {
            deliberation: &reading.source.deliberation,
            point: &reading.source.point,
            recipient: recipient.as_str(),
        }));
    }
    remarks
}
