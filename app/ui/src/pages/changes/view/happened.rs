//! What a draft would have made of past consultations.

use delibero_domain::effect::{Became, Counts, Differing};
use delibero_domain::identifier::OrganisationId;
use delibero_domain::text::Text;
use delibero_usecases::accounts::Actor;
use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::{HappenedError, Period, Told};
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::error::{PageError, Trouble};
use crate::filters::{FilterReader, Filters as _, Unread, day, filters};
use crate::services::{Services, services, signed_in};

/// How many days back one looks, unless the address says otherwise.
pub const DAYS: i32 = 90;

filters! {
    /// Which consultations, as it stands in the address.
    HappenedQuery at "/changes/{id}/happened":
    /// From a day on; none: the last 90 days.
    from,
    /// Up to a day; none: today.
    to,
    /// The day on which each is decided; none: its own.
    on,
}

impl HappenedQuery {
    /// The address of a draft with these filters; `ending`: of the page, or of the file.
    #[must_use]
    pub fn of_draft(&self, id: &str, ending: &str) -> String {
        let (path, query) = (Self::PATH.replace("{id}", id), self.written());
        if query.is_empty() { format!("{path}{ending}") } else { format!("{path}{ending}?{query}") }
    }

    /// # Errors
    /// When a filter was not read.
    pub fn period(&self, today: Date) -> Result<Period, Vec<Unread>> {
        let mut reading = FilterReader::of(&self.strange);
        let (from, to) = (reading.field("from", &self.from, day), reading.field("to", &self.to, day));
        let on = reading.field("on", &self.on, day);
        let to = to.unwrap_or(today);
        let from = from.unwrap_or_else(|| to.saturating_sub((DAYS - 1).days()));
        reading.period(Some(from), (Some(to), "to"));
        let unread = reading.unread();
        if unread.is_empty() { Ok(Period { from, to, on }) } else { Err(unread) }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HappenedView {
    pub id: String,
    pub title: String,
    pub query: HappenedQuery,
    /// The reader sees the draft itself.
    pub reads_drafts: bool,
    /// Of the reader's organisation alone.
    pub own_only: bool,
    pub found: HappenedFound,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HappenedFound {
    Unread(Vec<Unread>),
    NotSound,
    NotCompared,
    Told(Box<HappenedTold>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HappenedTold {
    pub period: Period,
    pub whole: bool,
    pub looked_at: u64,
    pub counts: Counts,
    pub not_kept: u64,
    pub logged_otherwise: u64,
    /// Those for which something differs, most first.
    pub organisations: Vec<(Text, Counts)>,
    /// Those that the reader may open.
    pub lines: Vec<HappenedLine>,
}

/// A consultation that would be decided otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HappenedLine {
    /// `2026-11-21 01:02:03`
    pub at: String,
    pub organisation: Text,
    pub module: Text,
    pub purpose: Text,
    pub became: Became,
    /// Where the log shows it.
    pub to: String,
}

/// # Errors
/// When there is no such draft, or the reader may see neither drafts nor the journal.
pub async fn load(id: &str, query: HappenedQuery) -> Result<HappenedView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let again = with.deciding_again(&account.actor)?;
    let mut view = HappenedView {
        id: id.to_owned(),
        title: String::new(),
        own_only: !again.is_whole(),
        reads_drafts: with.catalogue_drafts(&account.actor).is_ok(),
        found: HappenedFound::NotSound,
        query,
    };
    let (period, unread) = match view.query.period(with.clock.today()) {
        Ok(period) => (period, Vec::new()),
        // The title is told all the same: of a period that has no day.
        Err(unread) => (Period { from: Date::MAX, to: Date::MIN, on: None }, unread),
    };
    let under = match again.under(id, period).await {
        Ok(under) => under.ok_or(PageError::Unknown)?,
        Err(HappenedError::Store(error)) => return Err(error.into()),
        Err(HappenedError::NotCompared(_)) => {
            view.found = HappenedFound::NotCompared;
            return Ok(view);
        }
    };
    view.title = under.title;
    view.found = match under.told {
        _ if !unread.is_empty() => HappenedFound::Unread(unread),
        Some(told) => HappenedFound::Told(Box::new(told_view(&with, &account.actor, period, told)?)),
        None => HappenedFound::NotSound,
    };
    Ok(view)
}

fn told_view(with: &Services, actor: &Actor, period: Period, told: Told) -> Result<HappenedTold, PageError> {
    let again = with.deciding_again(actor)?;
    let Told { happened, whole, names } = told;
    let name = |id: &OrganisationId| names.get(id).cloned().unwrap_or_else(|| Text::same(id.as_str()));
    let differing = happened.organisations.iter().filter(|(_, counts)| counts.differing() > 0);
    let mut organisations: Vec<_> = differing.map(|(id, counts)| (name(id), *counts)).collect();
    organisations.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.differing()));
    let module = |found: &Differing| {
        let service = with.catalogue.service(found.service.as_str());
        let module = service.and_then(|service| service.module(&found.module));
        module.map_or_else(|| Text::same(found.module.as_str()), |(_, module)| module.label.clone())
    };
    let line = |found: &Differing| HappenedLine {
        at: belgian_time::written(found.at),
        organisation: name(&found.organisation),
        module: module(found),
        purpose: with.catalogue.purpose_label(found.purpose.as_str()),
        became: found.became,
        to: format!("/log?kind={}&before={}", found.kind.as_str(), found.position + 1),
    };
    Ok(HappenedTold {
        period,
        whole,
        looked_at: happened.looked_at,
        counts: happened.counts,
        not_kept: happened.not_kept,
        logged_otherwise: happened.logged_otherwise,
        organisations,
        lines: happened.differing.iter().filter(|found| again.may_open(found)).map(line).collect(),
    })
}

/// The document of a draft and a period, as far as it may be told to somebody; none: the catalogue would not be sound.
///
/// # Errors
/// When there is no such draft, the catalogue would not be sound, or the store fails.
pub async fn document(with: &Services, actor: &Actor, id: &str, period: Period) -> Result<Option<String>, PageError> {
    let again = with.deciding_again(actor)?;
    let under = match again.under(id, period).await {
        Ok(under) => under.ok_or(PageError::Unknown)?,
        Err(HappenedError::Store(error)) => return Err(error.into()),
        Err(HappenedError::NotCompared(_)) => return Err(Trouble::Fault.into()),
    };
    let days = (period.from, period.to);
    let document = |told: Told| told.happened.document(days, told.whole, |found| again.may_open(found));
    Ok(under.told.map(|told| format!("{:#}\n", document(told))))
}
