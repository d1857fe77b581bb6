//! Integrations that want to be looked at: why, since when, and where each stands in its list.

use std::fmt;

use delibero_domain::niss::Niss;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};

use super::model::Integrated;
use crate::belgian_time::begin_of;

/// How many days before its end an integration is told.
pub const ENDS_WITHIN: i32 = 60;
/// After how many years without a consultation an integration is told.
pub const UNCONSULTED_YEARS: i16 = 2;

/// What is looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Upkeep {
    #[default]
    Ending,
    Unconsulted,
    /// Or cancelled.
    Replaced,
}

impl Upkeep {
    pub const ALL: [Self; 3] = [Self::Ending, Self::Unconsulted, Self::Replaced];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ending => "ending",
            Self::Unconsulted => "unconsulted",
            Self::Replaced => "replaced",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == word)
    }
}

/// The days that settle what is found.
#[derive(Clone, Copy, Debug)]
pub struct UpkeepDays {
    pub today: Date,
    pub ends_until: Date,
    /// Integrations that begin later are too young to be told.
    pub begun_until: Date,
    /// Consultations before are too old to count.
    pub consulted_since: Timestamp,
}

impl UpkeepDays {
    #[must_use]
    pub fn of(today: Date) -> Self {
        let begun_until = today.saturating_sub(UNCONSULTED_YEARS.years());
        Self {
            today,
            ends_until: today.saturating_add(ENDS_WITHIN.days()),
            begun_until,
            consulted_since: begin_of(begun_until),
        }
    }
}

/// An integration that wants to be looked at.
#[derive(Clone, Debug)]
pub struct UpkeepLine {
    pub person: Niss,
    pub integrated: Integrated,
    pub place: UpkeepPlace,
}

/// Where a line stands in its list: by number, and among those whom nobody consulted by the day since when, as far as that
/// is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UpkeepPlace {
    pub quiet_since: Option<Date>,
    pub number: i64,
}

/// `1234`, or `1234since2023-05-01`: letters part the digits, since no address holds what could be a NISS.
impl fmt::Display for UpkeepPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.quiet_since {
            Some(day) => write!(f, "{}since{day}", self.number),
            None => write!(f, "{}", self.number),
        }
    }
}

impl UpkeepPlace {
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        let (quiet_since, number) = match word.split_once("since") {
            Some((number, day)) => (Some(day.parse().ok()?), number),
            None => (None, word),
        };
        Some(Self { quiet_since, number: number.parse().ok()? })
    }
}
