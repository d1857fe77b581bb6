//! Quarters, months and periods.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A quarter of a civil year, written `2025Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i16,
    number: i8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a quarter is written like 2025Q1, with a year from 1000 to 2999")]
pub struct QuarterError;

impl Quarter {
    /// The quarter in which a date falls.
    #[must_use]
    pub fn containing(date: Date) -> Self {
        Self { year: date.year(), number: (date.month() - 1) / 3 + 1 }
    }

    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Its number in the year, 1 to 4.
    #[must_use]
    pub const fn number(self) -> i8 {
        self.number
    }

    #[must_use]
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.number * 3 - 2, 1)
    }

    #[must_use]
    pub fn last_day(self) -> Date {
        Date::constant(self.year, self.number * 3, 1).last_of_month()
    }

    /// The quarter `steps` later (earlier when negative), at the earliest one of the first year there is.
    #[must_use]
    pub fn shifted(self, steps: i16) -> Self {
        // Wide enough for the years of any date: 16 bits are not.
        let index = i32::from(self.year) * 4 + i32::from(self.number) - 1 + i32::from(steps);
        let year = i16::try_from(index.div_euclid(4)).unwrap_or(Date::MIN.year()).max(Date::MIN.year());
        Self { year, number: i8::try_from(index.rem_euclid(4)).unwrap_or_default() + 1 }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = QuarterError;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let bytes = word.as_bytes();
        let well_formed = bytes.len() == 6
            && matches!(bytes[0], b'1' | b'2')
            && bytes[1..4].iter().all(u8::is_ascii_digit)
            && bytes[4] == b'Q'
            && (b'1'..=b'4').contains(&bytes[5]);
        if !well_formed {
            return Err(QuarterError);
        }
        let year = word[..4].parse().map_err(|_| QuarterError)?;
        let number = word[5..].parse().map_err(|_| QuarterError)?;
        Ok(Self { year, number })
    }
}

impl TryFrom<String> for Quarter {
    type Error = QuarterError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

/// A month of a civil year, written `2025-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first_day: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a month is written like 2025-03, with a year from 1000 to 2999")]
pub struct MonthError;

impl Month {
    /// The month in which a date falls.
    #[must_use]
    pub fn containing(date: Date) -> Self {
        Self { first_day: date.first_of_month() }
    }

    #[must_use]
    pub fn year(self) -> i16 {
        self.first_day.year()
    }

    /// Its number in the year, 1 to 12.
    #[must_use]
    pub fn number(self) -> i8 {
        self.first_day.month()
    }

    #[must_use]
    pub const fn first_day(self) -> Date {
        self.first_day
    }

    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day.last_of_month()
    }

    /// The month so many later (earlier when negative), at the earliest and latest one of the years there are.
    #[must_use]
    pub fn shifted(self, steps: i16) -> Self {
        Self::containing(self.first_day.saturating_add(jiff::Span::new().months(steps)))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let (year, number) =
            word.split_once('-').filter(|(year, number)| (year.len(), number.len()) == (4, 2)).ok_or(MonthError)?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year) || !digits(number) || !matches!(year.as_bytes()[0], b'1' | b'2') {
            return Err(MonthError);
        }
        let (year, number) = (year.parse().map_err(|_| MonthError)?, number.parse().map_err(|_| MonthError)?);
        Date::new(year, number, 1).map(|first_day| Self { first_day }).map_err(|_| MonthError)
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        word.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// Days from `begin` to `end`, both included; without an end it is still open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub begin: Date,
    /// The last day, or none while the period is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
}

/// Why two days do not make a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the period ends on {end}, before it begins on {begin}")]
pub struct PeriodError {
    begin: Date,
    end: Date,
}

impl Period {
    /// A period from two days.
    ///
    /// # Errors
    /// When the end comes before the beginning.
    pub fn new(begin: Date, end: Option<Date>) -> Result<Self, PeriodError> {
        match end {
            Some(end) if end < begin => Err(PeriodError { begin, end }),
            _ => Ok(Self { begin, end }),
        }
    }

    /// The days of one quarter.
    #[must_use]
    pub fn of_quarter(quarter: Quarter) -> Self {
        Self { begin: quarter.first_day(), end: Some(quarter.last_day()) }
    }

    /// Whether a day lies in the period.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.begin <= day && self.end.is_none_or(|end| day <= end)
    }

    /// Whether two periods share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.end.is_none_or(|end| other.begin <= end) && other.end.is_none_or(|end| self.begin <= end)
    }
}

/// The quarters of one request, first to last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct QuarterRange {
    pub first: Quarter,
    pub last: Quarter,
}

/// Why two quarters, or two months, are not a range that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RangeError {
    #[error("the last comes before the first")]
    Reversed,
    /// More than one request may span: ten years.
    #[error("at most ten years can be asked for at once")]
    TooLong,
    /// One that has not begun: the past and the current one can be consulted (23/058 point 3).
    #[error("the past and the current one can be consulted, not a coming one")]
    Future,
}

impl QuarterRange {
    /// The most quarters in one request: ten years.
    pub const MAX_QUARTERS: usize = 40;

    /// A range as it may be asked for on a day.
    ///
    /// # Errors
    /// When it is reversed, too long, or reaches beyond the current quarter.
    pub fn new(first: Quarter, last: Quarter, today: Date) -> Result<Self, RangeError> {
        let range = Self { first, last };
        if last < first {
            Err(RangeError::Reversed)
        } else if last > Quarter::containing(today) {
            Err(RangeError::Future)
        } else if range.quarters().count() > Self::MAX_QUARTERS {
            Err(RangeError::TooLong)
        } else {
            Ok(range)
        }
    }

    /// Every quarter of the range, in order.
    pub fn quarters(self) -> impl Iterator<Item = Quarter> {
        std::iter::successors(Some(self.first), |quarter| Some(quarter.shifted(1)))
            .take_while(move |quarter| *quarter <= self.last)
    }

    /// All its days.
    #[must_use]
    pub fn period(self) -> Period {
        Period { begin: self.first.first_day(), end: Some(self.last.last_day()) }
    }
}

/// The months of one request, first to last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MonthRange {
    pub first: Month,
    pub last: Month,
}

impl MonthRange {
    /// The most months in one request: ten years.
    pub const MAX_MONTHS: i16 = 120;

    /// A range as it may be asked for on a day.
    ///
    /// # Errors
    /// When it is reversed, too long, or reaches beyond the current month.
    pub fn new(first: Month, last: Month, today: Date) -> Result<Self, RangeError> {
        if last < first {
            Err(RangeError::Reversed)
        } else if last > Month::containing(today) {
            Err(RangeError::Future)
        } else if first.shifted(Self::MAX_MONTHS) <= last {
            Err(RangeError::TooLong)
        } else {
            Ok(Self { first, last })
        }
    }

    /// Every month of the range, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self.first), |month| Some(month.shifted(1)))
            .take_while(move |month| *month <= self.last)
    }

    /// All its days.
    #[must_use]
    pub fn period(self) -> Period {
        Period { begin: self.first.first_day(), end: Some(self.last.last_day()) }
    }
}
