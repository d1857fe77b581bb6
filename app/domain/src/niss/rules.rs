//! What must hold of a NISS beside its structure, where one comes in: it depends on the day and on the place.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{BirthEra, Niss, NissError, NissKind};

/// The day, and whether this is the demonstration. A form and an import hold the same ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NissRules {
    /// Today: nobody is born later.
    pub today: Date,
    /// Whether counter 999 is allowed, which the made-up persons of the demonstration have.
    pub demonstration: bool,
}

impl NissRules {
    /// Reads a number as it was typed.
    ///
    /// # Errors
    /// The rule that it breaks.
    pub fn read(self, typed: &str) -> Result<Niss, NissError> {
        typed.parse().and_then(|niss| self.check(niss))
    }

    /// Lets a number of the right structure pass.
    ///
    /// # Errors
    /// When it has a counter that is not given, or a birth that lies in the future.
    pub fn check(self, niss: Niss) -> Result<Niss, NissError> {
        if niss.kind() == NissKind::National && niss.counter() == 999 && !self.demonstration {
            return Err(NissError::Reserved);
        }
        if earliest_birth(niss) > (self.today.year(), self.today.month(), self.today.day()) {
            return Err(NissError::Future);
        }
        Ok(niss)
    }
}

/// The first day on which the person can have been born: year, month and day, 0 where the number does not say.
///
/// It is a bound and no birth date: of BIS numbers and of overflowed counters none is ever made.
fn earliest_birth(niss: Niss) -> (i16, i8, i8) {
    let [year, month, day] = [niss.0 / 1_000_000_000, niss.raw_month() % 20, niss.raw_day()]
        .map(|part| i8::try_from(part).unwrap_or_default());
    let century = if niss.era() == BirthEra::From2000 { 2000 } else { 1900 };
    (century + i16::from(year), month, if month == 0 { 0 } else { day })
}
