//! The NISS: the social-security identification number (numéro d'identification de la sécurité sociale, INSZ).
//!
//! Its structure is checked wherever one is read; [`NissRules`] says what else must hold where one comes in.

mod in_text;
mod rules;
mod typed;

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use in_text::{holds_niss, without_niss};
pub use rules::NissRules;

/// A NISS whose check digits are right. It shows itself masked; see [`Niss::reveal`].
///
/// Whether it was ever given to a person is another question, which only the register can answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Niss(u64);

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NissKind {
    /// From the national register.
    National,
    /// BIS number, sex unknown at assignment (month + 20).
    BisSexUnknown,
    /// BIS number, sex known at assignment (month + 40).
    BisSexKnown,
    /// TER number (month + 60 or + 80): one of the published valid numbers is one.
    Ter,
}

/// Which rule the check digits follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BirthEra {
    /// Born before 2000: the nine digits as they are.
    Before2000,
    /// Born from 2000 on: a `2` stands before the nine digits.
    From2000,
}

/// Which rule a would-be NISS breaks. It never carries the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NissError {
    /// Nothing was typed.
    #[error("no number was given")]
    Empty,
    /// Something other than digits, blanks, dots and dashes: the place among the characters typed, from 1.
    #[error("character {0} is no digit, blank, dot or dash, and a NISS holds nothing else")]
    Character(u16),
    /// Not eleven digits.
    #[error("a NISS has 11 digits")]
    Length,
    /// The month is not 00 to 12, nor that plus 20, 40, 60 or 80.
    #[error("digits 3 and 4 are not the month of a NISS")]
    Month,
    /// The day does not exist in that month.
    #[error("digits 5 and 6 are not a day of that month")]
    Day,
    /// Counter 000, which the national register never gives.
    #[error("digits 7 to 9 are 000, which the national register does not give")]
    Counter,
    /// Counter 999, which the national register never gives either: made-up persons have it.
    #[error("digits 7 to 9 are 999, which the national register does not give")]
    Reserved,
    /// The birth lies in the future.
    #[error("digits 1 to 6 are a birth in the future")]
    Future,
    /// The check digits do not fit.
    #[error("the last two digits do not fit the first nine")]
    CheckDigits,
}

impl NissError {
    /// Its word: `check-digits`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Character(_) => "character",
            Self::Length => "length",
            Self::Month => "month",
            Self::Day => "day",
            Self::Counter => "counter",
            Self::Reserved => "reserved",
            Self::Future => "future",
            Self::CheckDigits => "check-digits",
        }
    }
}

impl Niss {
    /// The number as eleven digits: ask for it only where the person must be named.
    #[must_use]
    pub fn reveal(self) -> String {
        format!("{:011}", self.0)
    }

    /// The number as people read it, `85.07.30-033.28`: ask for it only where the person must be named.
    #[must_use]
    pub fn reveal_formatted(self) -> String {
        let digits = self.reveal();
        format!("{}.{}.{}-{}.{}", &digits[0..2], &digits[2..4], &digits[4..6], &digits[6..9], &digits[9..11])
    }

    /// What kind of number it is.
    #[must_use]
    pub fn kind(self) -> NissKind {
        match self.raw_month() {
            0..=12 => NissKind::National,
            20..=32 => NissKind::BisSexUnknown,
            40..=52 => NissKind::BisSexKnown,
            _ => NissKind::Ter,
        }
    }

    /// Which rule its check digits follow.
    #[must_use]
    pub fn era(self) -> BirthEra {
        if check_digits(self.0 / 100, BirthEra::Before2000) == self.0 % 100 {
            BirthEra::Before2000
        } else {
            BirthEra::From2000
        }
    }

    /// Completes nine digits (`YYMMDD` and counter) with their check digits.
    ///
    /// # Errors
    /// When the nine digits break a rule.
    pub fn complete(nine: u32, era: BirthEra) -> Result<Self, NissError> {
        let nine = u64::from(nine);
        if nine > 999_999_999 {
            return Err(NissError::Length);
        }
        Self::from_number(nine * 100 + check_digits(nine, era))
    }

    const fn raw_month(self) -> u64 {
        self.0 / 10_000_000 % 100
    }

    const fn raw_day(self) -> u64 {
        self.0 / 100_000 % 100
    }

    const fn counter(self) -> u64 {
        self.0 / 100 % 1000
    }

    fn from_number(number: u64) -> Result<Self, NissError> {
        let niss = Self(number);
        let (nine, check) = (number / 100, number % 100);
        let eras: Vec<BirthEra> = [BirthEra::Before2000, BirthEra::From2000]
            .into_iter()
            .filter(|era| check_digits(nine, *era) == check)
            .collect();
        niss.check_month_and_day(&eras)?;
        if niss.counter() == 0 && niss.kind() == NissKind::National {
            return Err(NissError::Counter);
        }
        if eras.is_empty() {
            return Err(NissError::CheckDigits);
        }
        Ok(niss)
    }

    fn check_month_and_day(self, eras: &[BirthEra]) -> Result<(), NissError> {
        let month = self.raw_month() % 20;
        if month > 12 {
            return Err(NissError::Month);
        }
        let (year, day) = (self.0 / 1_000_000_000, self.raw_day());
        let leap = |era: &BirthEra| match era {
            BirthEra::Before2000 => year % 4 == 0 && year != 0,
            BirthEra::From2000 => year % 4 == 0,
        };
        let last = match month {
            // The counter of an unknown birth date overflows into the day. No such TER number is known.
            0 if self.kind() != NissKind::Ter => 99,
            0 => 31,
            2 if eras.is_empty() || eras.iter().any(leap) => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if day <= last { Ok(()) } else { Err(NissError::Day) }
    }
}

/// 97 minus the remainder, so that 97 stands where the remainder is 0.
const fn check_digits(nine: u64, era: BirthEra) -> u64 {
    let base = match era {
        BirthEra::Before2000 => nine,
        BirthEra::From2000 => 2_000_000_000 + nine,
    };
    97 - base % 97
}

impl TryFrom<String> for Niss {
    type Error = NissError;
    fn try_from(input: String) -> Result<Self, Self::Error> {
        input.parse()
    }
}

impl From<Niss> for String {
    fn from(niss: Niss) -> Self {
        niss.reveal()
    }
}

impl fmt::Debug for Niss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Niss(***********)")
    }
}

impl fmt::Display for Niss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("**.**.**-***.**")
    }
}
