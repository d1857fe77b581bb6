//! Integrations are kept up to date (23/058 point 15, 20/130 point 13): what ends soon, whom nobody consulted, whose number
//! was replaced; many are ended at once after a look.

use std::fmt;

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::niss::Niss;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use serde_json::json;

use super::codes::CodeList;
use super::error::DirectoryError;
use super::model::Integrated;
use super::registrar::{Meant, Noted, ReferenceDirectory, reason};
use crate::belgian_time::begin_of;

/// How many days before its end an integration is told.
pub const ENDS_WITHIN: i32 = 60;
/// After how many years without a consultation an integration is told.
pub const UNCONSULTED_YEARS: i16 = 2;
/// The lines of a page; the most that are ended at once.
pub const UPKEEP_LINES: u32 = 100;

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

/// Some integrations, in the order of their places.
#[derive(Clone, Debug)]
pub struct UpkeepPage {
    pub lines: Vec<UpkeepLine>,
    /// After which the next page begins; none: this is the last.
    pub next: Option<UpkeepPlace>,
    pub codes: CodeList,
    pub today: Date,
}

/// What became of many that were to end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EndedMany {
    pub ended: u32,
    /// Somebody changed them since, or they end before.
    pub left: u32,
}

impl ReferenceDirectory<'_> {
    /// Valid integrations of the own organisation, strictly after a place; that they were looked at is in the journal.
    ///
    /// # Errors
    /// When the actor may no more, or the store fails.
    pub async fn upkeep(self, list: Upkeep, after: Option<UpkeepPlace>) -> Result<UpkeepPage, DirectoryError> {
        let mut work = self.begin().await?;
        let today = self.with.clock.today();
        let days = UpkeepDays::of(today);
        let organisation = self.organisation(work.as_mut()).await?;
        let mut lines = work.upkeep(&organisation.id, (list, days), after, UPKEEP_LINES + 1).await?;
        let most = usize::try_from(UPKEEP_LINES).unwrap_or(usize::MAX);
        let more = lines.len() > most;
        lines.truncate(most);
        if !lines.is_empty() {
            let noted = Noted {
                kind: AdministrationKind::IntegrationSearched,
                subject: list.as_str().to_owned(),
                after: Some(json!({ "shown": lines.len() })),
                ..Noted::default()
            };
            self.note(work.as_mut(), None, noted).await?;
        }
        work.commit().await?;
        let next = lines.last().filter(|_| more).map(|line| line.place);
        Ok(UpkeepPage {
            lines,
            next,
            codes: CodeList::of(&self.with.in_force.now().catalogue, &organisation, self.with.clock.today()),
            today,
        })
    }

    /// Lets many end with a day, each with its history and its entry in the journal; those that cannot are left.
    ///
    /// # Errors
    /// When the reason is missing, the actor may no more, or the store fails.
    pub async fn end_many(self, chosen: &[Meant], day: Date, why: &str) -> Result<EndedMany, DirectoryError> {
        let why = reason(why)?;
        let mut work = self.begin().await?;
        let mut done = EndedMany::default();
        for meant in chosen.iter().take(usize::try_from(UPKEEP_LINES).unwrap_or(usize::MAX)) {
            let Some(person) = work.person_of_integration(&self.actor.organisation, meant.number).await? else {
                done.left += 1;
                continue;
            };
            match self.end_one(work.as_mut(), person, *meant, day, why.clone()).await {
                Ok(()) => done.ended += 1,
                Err(DirectoryError::Store(error)) => return Err(error.into()),
                Err(_) => done.left += 1,
            }
        }
        work.commit().await?;
        Ok(done)
    }
}
