//! What a change of the catalogue gives and takes, complete.
//!
//! A decision depends on a request and a record through finitely many classes: which rules a day, a role, a code or a
//! period satisfies. [`effect`] goes through every class of every recipient, service, module and purpose of both
//! catalogues, with the very checks that [`crate::consultation::decide`] makes. What it does not list is the same before
//! and after. Two things are outside of it because no catalogue changes them: whether an organisation is what it asks as,
//! and how many consultations a user may open in an hour.

mod cell;
mod classes;
mod duties;
mod gather;
mod meaning;
mod records;

use jiff::civil::Date;
use serde::Serialize;

use crate::authorisation::{ReducedForm, Source, WithheldReason};
use crate::catalogue::Catalogue;
use crate::consultation::{Refusal, Request};
use crate::identifier::{ElementId, ModuleId, PurposeId, RecipientId, ServiceId};
use crate::period::Period;

/// What differs between two catalogues.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// In the order of recipients, services, days, modules and purposes.
    pub differences: Vec<Difference>,
    /// How many classes of requests and records were compared.
    pub compared: u128,
}

/// One way in which decisions differ, for one recipient and service.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The recipient, or the member of one.
    pub recipient: RecipientId,
    pub service: ServiceId,
    /// None: whichever module is asked for.
    pub module: Option<ModuleId>,
    /// None: whichever purpose is given.
    pub purpose: Option<PurposeId>,
    /// The first day on which it differs; none: on every day until the last.
    pub from: Option<Date>,
    /// The last day on which it differs; none: without end.
    pub until: Option<Date>,
    pub change: Change,
    pub direction: Direction,
    /// How many of the classes compared differ in this way.
    pub classes: u128,
    /// The circumstances under which it differs, where not under all: for each, the values that occur.
    pub circumstances: Vec<Circumstance>,
    pub example: Example,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case", tag = "of")]
pub enum Change {
    /// Whether the request is granted, or why it is refused.
    Outcome { before: Outcome, after: Outcome },
    /// What may be seen of an element.
    Element { element: ElementId, before: ElementState, after: ElementState },
    /// How long what is received may be kept: the rules as programs read them, with their points.
    Retention { before: Vec<String>, after: Vec<String> },
    /// What must be respected: limits on use and acting authorities, with their points.
    Obligations { before: Vec<String>, after: Vec<String> },
    /// How an element of the service is read: its place, its kind, its codes; none: the service itself, such as who
    /// sends.
    Meaning { element: Option<ElementId> },
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Granted,
    /// The identifier of the reason, and the point.
    Refused(&'static str, Option<Source>),
}

/// What may be seen of an element.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ElementState {
    /// The service has no such element.
    Absent,
    Withheld(WithheldReason, Source),
    ReducedTo(ReducedForm, Source),
    Granted,
}

/// Whether more may be seen afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Wider,
    Narrower,
    /// Neither, or not to be told: another point, another reason, another rule.
    Other,
}

/// A circumstance of a request or a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Circumstance {
    pub of: Dimension,
    /// Identifiers; `none` where nothing is said, `other` for any that no rule names.
    pub values: Vec<String>,
}

/// What a decision may depend on beside recipient, service, module, purpose and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    Exchange,
    Batch,
    PersonRole,
    Role,
    Niss,
    RecipientIntegrated,
    SenderIntegrated,
    OwnFileByOther,
    LegalContext,
    QualityCodes,
    Confirmed,
    Regime,
    Risk,
    /// Whether the record's period ended, and before which day that some history reaches.
    Period,
}

/// A request, and the facts of a record where they matter, on which both catalogues differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub request: Request,
    pub regime: Option<String>,
    pub risk: Option<String>,
    pub period: Option<Period>,
}

impl Effect {
    /// The recipients and members for whom something differs, each once, in order.
    #[must_use]
    pub fn recipients(&self) -> Vec<&RecipientId> {
        let mut found: Vec<_> = self.differences.iter().map(|difference| &difference.recipient).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Compares every decision of two catalogues.
#[must_use]
pub fn effect(before: &Catalogue, after: &Catalogue) -> Effect {
    gather::gather(before, after)
}

impl From<Option<&Refusal>> for Outcome {
    fn from(refusal: Option<&Refusal>) -> Self {
        refusal.map_or(Self::Granted, |refusal| Self::Refused(refusal.reason.as_str(), refusal.source.clone()))
    }
}

impl Change {
    /// Whether more may be seen afterwards.
    fn direction(&self) -> Direction {
        match self {
            Self::Outcome { before: Outcome::Refused(..), after: Outcome::Granted } => Direction::Wider,
            Self::Outcome { before: Outcome::Granted, after: Outcome::Refused(..) } => Direction::Narrower,
            Self::Element { before, after, .. } => match before.rank().cmp(&after.rank()) {
                std::cmp::Ordering::Less => Direction::Wider,
                std::cmp::Ordering::Greater => Direction::Narrower,
                std::cmp::Ordering::Equal => Direction::Other,
            },
            Self::Obligations { before, after } if before.iter().all(|said| after.contains(said)) => {
                Direction::Narrower
            }
            Self::Obligations { before, after } if after.iter().all(|said| before.contains(said)) => Direction::Wider,
            _ => Direction::Other,
        }
    }
}

impl ElementState {
    const fn rank(&self) -> u8 {
        match self {
            Self::Absent | Self::Withheld(..) => 0,
            Self::ReducedTo(..) => 1,
            Self::Granted => 2,
        }
    }
}
