//! What a change of the catalogue gives and takes, complete.
//!
//! A decision depends on a request and a record through finitely many classes: which rules a day, a role, a code or a
//! period satisfies. [`effect`] goes through every class of every recipient, service, module and purpose of both
//! catalogues, with the very checks that [`crate::consultation::decide`] makes. What it does not list is the same before
//! and after. Two things are outside of it because no catalogue changes them: whether an organisation is what it asks as,
//! and how many consultations a user may open in an hour.

mod again;
mod change;
mod circumstances;
mod classes;
mod duties;
mod export;
mod gather;
mod groups;
mod happened;
mod join;
mod offices;
mod outcomes;
mod reading;
mod records;
mod region;
mod retained;
mod touched;

use jiff::civil::Date;

pub use self::again::{Again, Became};
pub use self::change::{Change, Direction, ElementChange, ElementState, Outcome, Respected};
pub use self::circumstances::{Circumstance, Dimension};
pub use self::classes::UNNAMED;
pub use self::export::{example, export};
pub use self::happened::{Counts, Differing, Happened, MOST_KEPT};
pub use self::touched::Touched;
use crate::catalogue::Catalogue;
use crate::consultation::Request;
use crate::identifier::{ModuleId, PurposeId, RecipientId, ServiceId};
use crate::period::Period;

/// What differs between two catalogues.
#[derive(Clone, Debug, Default)]
pub struct Effect {
    /// In the order of recipients, services, days, modules and purposes.
    pub differences: Vec<Difference>,
    /// How many classes of requests and records were compared.
    pub compared: u128,
}

/// One way in which decisions differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// A recipient and those of its members for whom all of this is alike.
    pub recipients: Vec<RecipientId>,
    pub service: ServiceId,
    /// None: whichever module is asked for; [`UNNAMED`]: one that the service does not have.
    pub module: Option<ModuleId>,
    /// Empty: whichever purpose is given; [`UNNAMED`]: one that is not granted.
    pub purposes: Vec<PurposeId>,
    /// The first day on which it differs; none: on every day until the last.
    pub from: Option<Date>,
    /// The last day on which it differs; none: without end.
    pub until: Option<Date>,
    pub change: Change,
    pub direction: Direction,
    /// How many of the classes compared differ in this way.
    pub classes: u128,
    /// The circumstances under which it differs, where not under all: it does under each combination of these values.
    /// Where requests are granted before and after, these alone are meant, and only what limits them further is said.
    pub circumstances: Vec<Circumstance>,
    pub example: Example,
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
        let mut found: Vec<_> = self.differences.iter().flat_map(|difference| &difference.recipients).collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Difference {
    /// The values of a circumstance to which the difference is limited; none: whichever.
    #[must_use]
    pub fn limited_to(&self, dimension: Dimension) -> Option<&[String]> {
        let found = self.circumstances.iter().find(|circumstance| circumstance.of == dimension)?;
        Some(&found.values)
    }
}

/// Compares every decision of two catalogues.
#[must_use]
pub fn effect(before: &Catalogue, after: &Catalogue) -> Effect {
    gather::gather(before, after)
}
