//! What may differ, and whether more may be seen afterwards.

use std::cmp::Ordering;

use serde::Serialize;

use super::retained;
use crate::authorisation::{Authority, ReducedForm, RetentionRule, Source, WithheldReason};
use crate::consultation::{Obligation, Refusal, RefusalReason};
use crate::identifier::ElementId;

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Whether the request is granted, or why it is refused; with the elements of which something may be seen of some
    /// record where it is granted on one side only, and the form to which they are reduced.
    Outcome { before: Outcome, after: Outcome, elements: Vec<(ElementId, Option<ReducedForm>)> },
    /// What may be seen of elements, all under the same circumstances.
    Elements(Vec<ElementChange>),
    /// How long what is received may be kept.
    Retention { before: Vec<RetentionRule>, after: Vec<RetentionRule> },
    /// What must be respected.
    Obligations { before: Respected, after: Respected },
    /// How elements that may be seen are read, such as their name in messages; `service`: the service or module itself,
    /// such as who sends.
    Reading { elements: Vec<ElementId>, service: bool },
}

/// Limits on use, and who acts for the purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Respected {
    pub limits: Vec<Obligation>,
    pub authorities: Vec<Authority>,
}

/// What becomes of a request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// By which points.
    Granted(Source),
    /// Why, and by which point.
    Refused(RefusalReason, Option<Source>),
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementChange {
    pub element: ElementId,
    pub before: ElementState,
    pub after: ElementState,
}

/// What may be seen of an element.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ElementState {
    /// The service has no such element.
    Absent,
    Withheld(WithheldReason, Source),
    ReducedTo(ReducedForm, Source),
    Granted,
}

/// Whether more may be seen, for longer, or with fewer duties, afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    Wider,
    Narrower,
    /// Both, neither, or not to be told: another point, another reason, another rule.
    Other,
}

impl Outcome {
    #[must_use]
    pub const fn is_granted(&self) -> bool {
        matches!(self, Self::Granted(_))
    }

    /// `granted`, or the identifier of the reason.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Granted(_) => "granted",
            Self::Refused(reason, _) => reason.as_str(),
        }
    }

    #[must_use]
    pub const fn source(&self) -> Option<&Source> {
        match self {
            Self::Granted(source) => Some(source),
            Self::Refused(_, source) => source.as_ref(),
        }
    }
}

impl From<&Refusal> for Outcome {
    fn from(refusal: &Refusal) -> Self {
        Self::Refused(refusal.reason, refusal.source.clone())
    }
}

impl ElementState {
    /// Whether something of it may be seen.
    #[must_use]
    pub const fn is_seen(&self) -> bool {
        matches!(self, Self::ReducedTo(..) | Self::Granted)
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Absent | Self::Withheld(..) => 0,
            Self::ReducedTo(..) => 1,
            Self::Granted => 2,
        }
    }
}

impl ElementChange {
    fn more(&self) -> Ordering {
        self.after.rank().cmp(&self.before.rank())
    }
}

impl Change {
    /// The elements of which more may be seen afterwards.
    #[must_use]
    pub fn gained(&self) -> Vec<&ElementId> {
        match self {
            Self::Outcome { after: Outcome::Granted(_), elements, .. } => {
                elements.iter().map(|(element, _)| element).collect()
            }
            Self::Elements(changes) => named(changes, |change| change.more() == Ordering::Greater),
            _ => Vec::new(),
        }
    }

    /// The elements of which nothing may be seen any more.
    #[must_use]
    pub fn lost(&self) -> Vec<&ElementId> {
        match self {
            Self::Outcome { before: Outcome::Granted(_), elements, .. } => {
                elements.iter().map(|(element, _)| element).collect()
            }
            Self::Elements(changes) => named(changes, |change| change.before.is_seen() && !change.after.is_seen()),
            _ => Vec::new(),
        }
    }

    /// The elements that may be seen afterwards in a reduced form only, and were not to be seen so before.
    #[must_use]
    pub fn reduced(&self) -> Vec<&ElementId> {
        match self {
            Self::Outcome { after: Outcome::Granted(_), elements, .. } => {
                elements.iter().filter(|(_, form)| form.is_some()).map(|(element, _)| element).collect()
            }
            Self::Elements(changes) => named(changes, |change| {
                matches!(change.after, ElementState::ReducedTo(..))
                    && !matches!(change.before, ElementState::ReducedTo(..))
            }),
            _ => Vec::new(),
        }
    }

    /// The elements of which the same may be seen, or as little, by another point or for another reason.
    #[must_use]
    pub fn reasons(&self) -> Vec<&ElementId> {
        match self {
            Self::Elements(changes) => named(changes, |change| change.more() == Ordering::Equal),
            _ => Vec::new(),
        }
    }

    /// Whether it is refused before and after.
    #[must_use]
    pub const fn is_refused_otherwise(&self) -> bool {
        matches!(self, Self::Outcome { before: Outcome::Refused(..), after: Outcome::Refused(..), .. })
    }

    /// Whether more may be seen, for longer, or with fewer duties, afterwards.
    #[must_use]
    pub fn direction(&self) -> Direction {
        match self {
            Self::Outcome { before, after, .. } => match (before.is_granted(), after.is_granted()) {
                (false, true) => Direction::Wider,
                (true, false) => Direction::Narrower,
                _ => Direction::Other,
            },
            Self::Elements(changes) => {
                let some = |wanted: Ordering| changes.iter().any(|change| change.more() == wanted);
                direction(some(Ordering::Greater), some(Ordering::Less))
            }
            Self::Retention { before, after } => {
                direction(retained::not_longer(before, after), retained::not_longer(after, before))
            }
            Self::Obligations { before, after } if before.authorities == after.authorities => {
                let all_of =
                    |some: &Respected, other: &Respected| some.limits.iter().all(|limit| other.limits.contains(limit));
                direction(all_of(after, before), all_of(before, after))
            }
            Self::Obligations { .. } | Self::Reading { .. } => Direction::Other,
        }
    }
}

const fn direction(wider: bool, narrower: bool) -> Direction {
    match (wider, narrower) {
        (true, false) => Direction::Wider,
        (false, true) => Direction::Narrower,
        _ => Direction::Other,
    }
}

fn named(changes: &[ElementChange], which: impl Fn(&&ElementChange) -> bool) -> Vec<&ElementId> {
    changes.iter().filter(which).map(|change| &change.element).collect()
}
