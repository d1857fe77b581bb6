//! Decisions read in the texts by hand: what is given, what is expected, and the point because of which.
//!
//! A catalogue carries them beside its rules. They bind nobody and decide nothing, so that they do not count for its
//! hash; [`failing`] says which of them its rules break.

mod run;

use serde::{Serialize, Serializer};

pub use self::run::{Failure, Mismatch, Said, Statement, failing};
use crate::authorisation::{ReducedForm, Source, WithheldReason};
use crate::consultation::{BatchRequest, RefusalReason};
use crate::identifier::{ElementId, ObligationId, RegionId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Case {
    /// The point because of which it is expected.
    #[serde(flatten, serialize_with = "two_keys")]
    pub because: Source,
    /// It never names an organisation: no register is asked.
    pub given: BatchRequest,
    pub expect: Expectation,
    /// Where it is written.
    #[serde(skip)]
    pub place: Place,
}

impl Case {
    /// The point because of which, and those that are expected to be told.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        let expect = &self.expect;
        let withheld = expect.withheld.iter().filter_map(|found| found.source.as_ref());
        let reduced = expect.reduced.iter().filter_map(|found| found.source.as_ref());
        let retention = expect.retention.iter().flatten().filter_map(|found| found.source.as_ref());
        let obligations = expect.obligations.iter().flatten().filter_map(|found| found.source.as_ref());
        let told = expect.source.iter().chain(withheld).chain(reduced).chain(retention).chain(obligations);
        std::iter::once(&self.because).chain(told)
    }
}

/// A line of a file of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    /// From 1.
    pub line: usize,
}

/// What is expected of a decision; what is not said may be anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expectation {
    pub outcome: Outcome,
    /// Of the refusal, or of the authorisation that grants.
    #[serde(flatten, skip_serializing_if = "Option::is_none", serialize_with = "two_keys_where_said")]
    pub source: Option<Source>,
    /// Elements whose values are granted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub granted: Vec<ElementId>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<ExpectedWithheld>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reduced: Vec<ExpectedReduced>,
    /// Every rule of retention, in the order of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retention: Option<Vec<ExpectedRetention>>,
    /// Every obligation, in any order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obligations: Option<Vec<ExpectedObligation>>,
}

/// Of a whole request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "&'static str")]
pub enum Outcome {
    Granted,
    Refused(RefusalReason),
}

impl Outcome {
    /// The outcome of a word of the vocabulary.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let refused = RefusalReason::ALL.iter().copied().find(|reason| reason.as_str() == word);
        refused.map(Self::Refused).or_else(|| (word == Self::Granted.as_str()).then_some(Self::Granted))
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused(reason) => reason.as_str(),
        }
    }
}

impl From<Outcome> for &'static str {
    fn from(outcome: Outcome) -> Self {
        outcome.as_str()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpectedWithheld {
    pub element: ElementId,
    pub reason: WithheldReason,
    #[serde(flatten, skip_serializing_if = "Option::is_none", serialize_with = "two_keys_where_said")]
    pub source: Option<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpectedReduced {
    pub element: ElementId,
    pub form: ReducedForm,
    #[serde(flatten, skip_serializing_if = "Option::is_none", serialize_with = "two_keys_where_said")]
    pub source: Option<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpectedRetention {
    /// As [`crate::authorisation::RetentionRule::code`] writes it.
    pub rule: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none", serialize_with = "two_keys_where_said")]
    pub source: Option<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExpectedObligation {
    pub id: ObligationId,
    /// Whose authority acts, where the obligation says who does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    #[serde(flatten, skip_serializing_if = "Option::is_none", serialize_with = "two_keys_where_said")]
    pub source: Option<Source>,
}

/// As the answers of `decide --batch` write a source.
#[derive(Serialize)]
struct TwoKeys<'s> {
    deliberation: &'s str,
    point: &'s str,
}

fn two_keys<S: Serializer>(source: &Source, out: S) -> Result<S::Ok, S::Error> {
    TwoKeys { deliberation: &source.deliberation, point: &source.point }.serialize(out)
}

fn two_keys_where_said<S: Serializer>(source: &Option<Source>, out: S) -> Result<S::Ok, S::Error> {
    let keys = source.as_ref().map(|source| TwoKeys { deliberation: &source.deliberation, point: &source.point });
    keys.serialize(out)
}
