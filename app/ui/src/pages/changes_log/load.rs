//! Reads the log of changes into what people see.

use std::collections::BTreeMap;

use delibero_domain::access_log::AdministrationFamily;
use delibero_domain::identifier::UserName;
use delibero_domain::niss::{Niss, holds_niss};
use delibero_domain::text::Text;
use delibero_usecases::journal::{AdministrationFilter, LogPosition, LoggedAdministration};

use super::query::ChangesLogQuery;
use crate::error::PageError;
use crate::filters::{FilterProblem, FilterReader, Unread, day, number, one_of};
use crate::services::{services, signed_in};

#[derive(Debug)]
pub(super) struct LogOfChanges {
    /// Newest first.
    pub entries: Vec<LoggedAdministration>,
    pub next: Option<LogPosition>,
    /// Of the entries that are about a person, the NISS, formatted.
    pub persons: BTreeMap<LogPosition, String>,
    /// Identifier and name.
    pub organisations: Vec<(String, Text)>,
    pub own_organisation_only: bool,
    pub family: AdministrationFamily,
    pub unread: Vec<Unread>,
}

impl ChangesLogQuery {
    fn family(&self, reading: &mut FilterReader) -> AdministrationFamily {
        let families = AdministrationFamily::ALL.into_iter();
        let asked = reading.field("family", &self.family, |typed| one_of(families, |found| found.as_str() == typed));
        asked.unwrap_or(AdministrationFamily::Changes)
    }
}

pub(super) async fn load(query: &ChangesLogQuery) -> Result<LogOfChanges, PageError> {
    let (with, reader) = (services()?, signed_in()?);
    let journal = with.journal(&reader.actor)?;
    let organisations = journal.organisations().await?;
    let mut reading = FilterReader::of(&query.strange);
    let family = query.family(&mut reading);
    let kinds = || family.kinds();
    let filter = AdministrationFilter {
        family: Some(family),
        organisation: reading.field("organisation", &query.organisation, |typed| {
            one_of(organisations.iter().map(|found| found.id.clone()), |id| id.as_str() == typed)
        }),
        user: reading.field("user", &query.user, |typed| {
            UserName::new(typed.to_lowercase()).map_err(|_| FilterProblem::UserName)
        }),
        kind: reading.field("kind", &query.kind, |typed| one_of(kinds(), |kind| kind.as_str() == typed)),
        subject: reading.field("subject", &query.subject, |typed| match holds_niss(typed) {
            true => Err(FilterProblem::Niss),
            false => Ok(typed.to_owned()),
        }),
        from: reading.field("from", &query.from, day),
        to: reading.field("to", &query.to, day),
    };
    reading.period(filter.from, (filter.to, "to"));
    let before = reading.field("before", &query.before, number);
    if filter.organisation.as_ref().is_some_and(|id| *id != reader.actor.organisation) && !journal.is_whole() {
        reading.note("organisation", &query.organisation, FilterProblem::Unknown);
    }
    let unread = reading.unread();
    let page = match unread.is_empty() {
        true => journal.administration(filter, before).await?,
        false => delibero_usecases::journal::AdministrationPage::default(),
    };
    let mut persons = BTreeMap::new();
    for logged in &page.entries {
        if let Some(token) = &logged.entry.person {
            persons.insert(logged.position, Niss::reveal_formatted(journal.person_of(token)?));
        }
    }
    Ok(LogOfChanges {
        persons,
        next: page.next,
        entries: page.entries,
        organisations: organisations.into_iter().map(|found| (found.id.to_string(), found.name)).collect(),
        own_organisation_only: !journal.is_whole(),
        family,
        unread,
    })
}
