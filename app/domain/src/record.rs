//! Records of the services, as their senders send them: attestations, messages, situations.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::identifier::{ElementId, RecipientId, RecordKindId, ShapeId};
use crate::niss::Niss;
use crate::period::{Month, Period, Quarter};

/// A number with at most two decimals that are not 0: an amount in euro, days, hours. It is read as `xs:decimal` has
/// it (`+84.10`, `.50`, `12.500`), with a comma too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hundredths(i64);

/// Why a word is not such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a number has digits, at most two decimals after a comma or a point, and at most 13 digits before")]
pub struct HundredthsError;

impl Hundredths {
    /// From a count of hundredths.
    #[must_use]
    pub const fn new(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// The count of hundredths.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl std::iter::Sum for Hundredths {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        Self(numbers.fold(0, |sum, number| sum.saturating_add(number.0)))
    }
}

impl FromStr for Hundredths {
    type Err = HundredthsError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word = word.trim();
        let negative = word.starts_with('-');
        let digits = word.strip_prefix(['-', '+']).unwrap_or(word);
        let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.len() + decimals.len() == 0 || !all_digits(whole) || !all_digits(decimals) {
            return Err(HundredthsError);
        }
        let (whole, decimals) = (whole.trim_start_matches('0'), decimals.trim_end_matches('0'));
        if whole.len() > 13 || decimals.len() > 2 {
            return Err(HundredthsError);
        }
        let value: i64 = format!("0{whole}{decimals:0<2}").parse().map_err(|_| HundredthsError)?;
        Ok(Self(if negative { -value } else { value }))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, decimals) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        write!(f, "{sign}{whole}.{decimals:02}")
    }
}

/// One value of a data element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A code as received, known or not.
    Code(String),
    Text(String),
    Date(Date),
    Period(Period),
    /// An amount in euro; negative when it was recovered.
    Amount(Hundredths),
    /// A number of days or hours.
    Count(Hundredths),
    /// The person's NISS: filled in by the engine, never stored in a row.
    Niss(Niss),
}

/// One row: the values of its elements, and the rows below it.
///
/// For `hdi` a row of the shape `risk` is one allowance, the rows below it are its payments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Called after its block where that is all it holds.
    #[serde(rename = "block")]
    pub shape: ShapeId,
    /// The values received; an element that is absent was not sent.
    pub values: BTreeMap<ElementId, Value>,
    /// The rows below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Row>,
    /// The elements from which the network removed the values in this row and below it, beside those of the record.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub filtered: BTreeSet<ElementId>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RecordStatus {
    /// First sent.
    Creation,
    /// Changed.
    Modification,
    /// Cancelled: it holds no rows any more.
    Cancellation,
}

impl RecordStatus {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Creation => "CREATION",
            Self::Modification => "MODIFICATION",
            Self::Cancellation => "CANCELLATION",
        }
    }

    /// The status of a word of the exchange format.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Creation, Self::Modification, Self::Cancellation].into_iter().find(|status| status.as_str() == word)
    }
}

/// Which edition of a record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Edition {
    /// A version: the first one is 0.
    Version(u64),
    /// It stands in for a current quarter that is not attested yet, and has no version.
    Temporary,
    /// A brief notice (risks and periods) that this version of an attestation is there or will come.
    Notice(u64),
}

impl Edition {
    /// The highest version that the network knows.
    pub const MAX_VERSION: u64 = 9_999_999_998;

    /// The version of a record, or that a notice announces; none for a temporary one.
    #[must_use]
    pub const fn version(self) -> Option<u64> {
        match self {
            Self::Version(version) | Self::Notice(version) => Some(version),
            Self::Temporary => None,
        }
    }

    /// Whether it only stands in until its quarter is attested.
    #[must_use]
    pub const fn stands_in(self) -> bool {
        !matches!(self, Self::Version(_))
    }
}

/// The time that a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecordTime {
    Quarter(Quarter),
    Month(Month),
    Day(Date),
    Period(Period),
}

impl RecordTime {
    /// All its days.
    #[must_use]
    pub fn period(self) -> Period {
        match self {
            Self::Quarter(quarter) => Period::of_quarter(quarter),
            Self::Month(month) => Period { begin: month.first_day(), end: Some(month.last_day()) },
            Self::Day(day) => Period { begin: day, end: Some(day) },
            Self::Period(period) => period,
        }
    }

    #[must_use]
    pub const fn quarter(self) -> Option<Quarter> {
        match self {
            Self::Quarter(quarter) => Some(quarter),
            _ => None,
        }
    }
}

/// `2025Q1`, `2025-03`, `2025-03-31`, `2025-03-01/2025-03-31`, and `2025-03-01/` without an end.
impl fmt::Display for RecordTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => quarter.fmt(f),
            Self::Month(month) => month.fmt(f),
            Self::Day(day) => day.fmt(f),
            Self::Period(Period { begin, end }) => {
                write!(f, "{begin}/")?;
                end.map_or(Ok(()), |end| end.fmt(f))
            }
        }
    }
}

/// Why a word is no time of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a time is 2025Q1, 2025-03, 2025-03-31, 2025-03-01/2025-03-31 or 2025-03-01/")]
pub struct RecordTimeError;

/// As it is displayed.
impl FromStr for RecordTime {
    type Err = RecordTimeError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let day = |word: &str| word.parse::<Date>().ok().filter(|day| day.to_string() == word).ok_or(RecordTimeError);
        if let Some((begin, end)) = word.split_once('/') {
            let end = if end.is_empty() { None } else { Some(day(end)?) };
            return Ok(Self::Period(Period { begin: day(begin)?, end }));
        }
        let quarter = word.parse().map(Self::Quarter).ok();
        let month = || word.parse().map(Self::Month).ok();
        quarter.or_else(month).map_or_else(|| day(word).map(Self::Day), Ok)
    }
}

/// One record of a service: about one person and one time, in one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub kind: RecordKindId,
    /// Who sent it, where the service has several senders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<RecipientId>,
    /// Its sender's own; what only stands in and has none gets one from the person and the time.
    pub id: String,
    /// Its version, or what it is instead.
    pub edition: Edition,
    /// What became of it.
    pub status: RecordStatus,
    pub time: RecordTime,
    /// When its sender made it; a temporary attestation need not say it.
    pub created: Option<Date>,
    /// None once it is cancelled.
    pub rows: Vec<Row>,
    /// The elements from which the network removed the values: without one, such an element is filtered, not absent.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub filtered: BTreeSet<ElementId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_written() {
        for word in ["2025Q1", "2025-03", "2025-03-31", "2025-03-01/2025-03-31", "2019-04-16/"] {
            assert_eq!(word.parse::<RecordTime>().unwrap().to_string(), word);
        }
        for word in ["", "/", "2025", "2025Q5", "2025-13", "2025-02-30", "2025-03-01/2025", "2025-03-01T00:00", "x/"] {
            assert_eq!(word.parse::<RecordTime>(), Err(RecordTimeError), "{word}");
        }
    }
}
