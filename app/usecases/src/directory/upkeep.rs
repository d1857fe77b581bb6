//! Integrations are kept up to date (23/058 point 15, 20/130 point 13): what ends soon, whom nobody consulted, whose number
//! was replaced; many are ended at once after a look.

use delibero_domain::access_log::AdministrationKind;
use jiff::civil::Date;
use serde_json::json;

use super::codes::CodeList;
use super::error::DirectoryError;
use super::registrar::{Meant, Noted, ReferenceDirectory, reason};
use super::upkeep_lines::{Upkeep, UpkeepDays, UpkeepLine, UpkeepPlace};

/// The lines of a page; the most that are ended at once.
pub const UPKEEP_LINES: u32 = 100;

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
