//! The points of the deliberations: which rules apply each, which cases try it, or why it is not for a machine.

mod citations;
mod expand;
mod list;
mod readings;
mod remarks;

use std::collections::BTreeSet;

use serde::Serialize;

pub use self::citations::{Rule, RuleKind};
pub use self::list::{NotForAMachine, PointList, Reading};
pub use self::readings::readings_of;
pub use self::remarks::{Remark, remarks};
use crate::authorisation::Source;
use crate::catalogue::Catalogue;
use crate::text::Text;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// At least one case tries it.
    Tested,
    /// At least one rule cites it, and no case.
    Applied,
    NotForAMachine,
    /// None of all that.
    Open,
}

impl Status {
    pub const ALL: [Self; 4] = [Self::Tested, Self::Applied, Self::NotForAMachine, Self::Open];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tested => "tested",
            Self::Applied => "applied",
            Self::NotForAMachine => "not-for-a-machine",
            Self::Open => "open",
        }
    }
}

/// What is known of one point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point<'c> {
    pub number: &'c str,
    /// The rules that cite it, each once.
    pub rules: Vec<Rule<'c>>,
    /// The places, among the cases of the catalogue, of those that try it.
    pub cases: Vec<usize>,
    pub why: Option<&'c Text>,
}

impl Point<'_> {
    #[must_use]
    pub const fn status(&self) -> Status {
        match (self.cases.is_empty(), self.rules.is_empty(), &self.why) {
            (false, ..) => Status::Tested,
            (true, false, _) => Status::Applied,
            (true, true, Some(_)) => Status::NotForAMachine,
            (true, true, None) => Status::Open,
        }
    }
}

/// The points of a deliberation, in the order of its text; none where the catalogue has no list of them.
///
/// A rule that cites several points (`7-8`) applies each. The points of a whole authorisation (`24-29/1`) only say where
/// it stands: of several, none is applied by that alone, and a refusal that cites them tries none.
#[must_use]
pub fn points<'c>(catalogue: &'c Catalogue, deliberation: &str) -> Option<Vec<Point<'c>>> {
    let list = catalogue.point_lists().iter().find(|list| list.deliberation == deliberation)?;
    let why = |number: &str| {
        let said = list.not_for_a_machine.iter().find(|said| said.points.iter().any(|point| point == number));
        said.map(|said| &said.why)
    };
    let numbers = list.points.iter().map(String::as_str);
    let mut points: Vec<Point<'c>> =
        numbers.map(|number| Point { number, rules: Vec::new(), cases: Vec::new(), why: why(number) }).collect();
    for citation in citations::of_deliberation(catalogue, deliberation) {
        for place in citation.places(list) {
            points[place].rules.push(citation.rule.clone());
        }
    }
    for (place, tried) in tried(catalogue, list) {
        tried.into_iter().for_each(|point| points[point].cases.push(place));
    }
    Some(points)
}

/// For each case of the catalogue, the points of a list that it tries: the one because of which, and those that it
/// expects to be told.
fn tried<'c>(catalogue: &'c Catalogue, list: &'c PointList) -> impl Iterator<Item = (usize, BTreeSet<usize>)> + 'c {
    catalogue.cases().iter().enumerate().map(move |(place, case)| {
        let sources = case.sources().filter(|source| source.deliberation == list.deliberation);
        let single = sources.filter_map(|source| match expand::places(list, &source.point)[..] {
            [Some(point)] => Some(point),
            _ => None,
        });
        (place, single.collect())
    })
}

/// Whether two sources name a point in common.
#[must_use]
pub fn overlap(catalogue: &Catalogue, one: &Source, other: &Source) -> bool {
    if one.deliberation != other.deliberation {
        return false;
    }
    let Some(list) = catalogue.point_lists().iter().find(|list| list.deliberation == one.deliberation) else {
        return one.point == other.point;
    };
    let places = |source: &Source| expand::places(list, &source.point).into_iter().flatten().collect::<BTreeSet<_>>();
    !places(one).is_disjoint(&places(other)) || one.point == other.point
}
