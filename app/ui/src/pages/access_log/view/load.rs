//! Reads the log into what people see.

use delibero_domain::access_log::PersonToken;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::HeldOffice;
use delibero_domain::identifier::{RecipientId, ServiceId};
use delibero_domain::niss::{Niss, NissError};
use delibero_domain::text::Text;
use delibero_usecases::accounts::Actor;
use delibero_usecases::directory::Organisation;
use delibero_usecases::journal::{Journal, LoggedEntry};
use delibero_usecases::store_error::StoreError;

use super::{LogLine, LogView, PersonFilter, read_query};
use crate::error::PageError;
use crate::filters::{FilterProblem, Unread};
use crate::form_replay::FormReplay;
use crate::pages::access_log::LogQuery;
use crate::pages::consultation::view::local_time;
use crate::services::{Services, services, signed_in};

/// How many lines a file holds at most.
pub const MOST_LINES: u32 = 20_000;

pub(super) async fn page(query: LogQuery) -> Result<LogView, PageError> {
    let reader = signed_in()?;
    let with = services()?;
    let journal = with.journal(&reader.actor)?;
    let typed = FormReplay::<PersonFilter>::given().map(|PersonFilter(typed)| typed).unwrap_or_default();
    let organisations = journal.organisations().await?;
    let mut view = LogView {
        organisations: organisations.iter().map(|found| (found.id.to_string(), found.name.clone())).collect(),
        today: with.clock.today().to_string(),
        made: local_time(with.clock.now()),
        reader: format!("{} ({})", reader.display_name, reader.actor.user),
        own_organisation_only: !journal.is_whole(),
        person: typed.clone(),
        ..LogView::default()
    };
    let (filter, person) =
        (read_query::read(&query, &reader.actor, &organisations, journal).await?, person(&typed, &with, journal));
    let (mut filter, before) = match (filter, person.as_ref()) {
        (Ok(read), Ok(_)) => read,
        (read, _) => {
            view.unread = read.err().unwrap_or_default();
            view.person_problem = person.err();
            return Ok(view);
        }
    };
    filter.person = person.unwrap_or_default();
    let page = journal.page(filter, before).await?;
    let writing = Writing { journal, catalogue: &with.catalogue, organisations: &organisations };
    view.lines = page.entries.into_iter().map(|entry| writing.line(entry)).collect::<Result<_, _>>()?;
    view.next = page.next;
    Ok(view)
}

/// What a file of the log holds.
pub struct Whole {
    /// The lines, newest first: at most [`MOST_LINES`].
    pub lines: Vec<LogLine>,
    /// Whether there are more.
    pub cut: bool,
}

/// Every line that fits, whatever the page, up to [`MOST_LINES`]; or the filters that were not read.
///
/// # Errors
/// When the reader may not see the log, or the store does not answer.
pub async fn whole(
    with: &Services,
    reader: &Actor,
    query: &LogQuery,
    typed: &str,
) -> Result<Result<Whole, Vec<Unread>>, PageError> {
    let journal = with.journal(reader)?;
    let organisations = journal.organisations().await?;
    let filter = read_query::read(query, reader, &organisations, journal).await?;
    let mut filter = match filter {
        Ok((filter, _)) => filter,
        Err(unread) => return Ok(Err(unread)),
    };
    filter.person = match person(typed, with, journal) {
        Ok(person) => person,
        Err(error) => {
            let problem = FilterProblem::Person(error);
            return Ok(Err(vec![Unread { field: "person".to_owned(), typed: String::new(), problem }]));
        }
    };
    let writing = Writing { journal, catalogue: &with.catalogue, organisations: &organisations };
    let (entries, cut) = journal.newest(filter, usize::try_from(MOST_LINES).unwrap_or(usize::MAX)).await?;
    let lines = entries.into_iter().map(|entry| writing.line(entry)).collect::<Result<_, _>>()?;
    Ok(Ok(Whole { lines, cut }))
}

/// By the rules of every NISS that comes in: a number that no consultation takes is nobody's here.
fn person(typed: &str, with: &Services, journal: Journal<'_>) -> Result<Option<PersonToken>, NissError> {
    match typed.trim() {
        "" => Ok(None),
        typed => with.niss_rules().read(typed).map(|niss| Some(journal.token_of(niss))),
    }
}

/// Entries as people read them.
pub(super) struct Writing<'r> {
    pub journal: Journal<'r>,
    pub catalogue: &'r Catalogue,
    pub organisations: &'r [Organisation],
}

impl Writing<'_> {
    /// A token that cannot be read is no line without a person: nobody would notice.
    fn number(&self, token: Option<&PersonToken>) -> Result<Option<String>, StoreError> {
        token.map(|token| self.journal.person_of(token).map(Niss::reveal_formatted)).transpose()
    }

    /// What was confirmed: a limit on use of the recipient's rules, or a condition of them.
    fn confirmed(&self, recipient: &RecipientId, service: &ServiceId, id: &str) -> Text {
        let rules = self.catalogue.authorisations_of(recipient.as_str(), service.as_str());
        let limit = rules.flat_map(|rule| &rule.use_limits).find(|limit| limit.id.as_str() == id);
        limit.map_or_else(|| self.catalogue.condition_label(id), |limit| limit.text.clone())
    }

    /// One that is gone is called by its identifier.
    pub fn element_label(&self, service: &str, id: &str) -> Text {
        let service = self.catalogue.service(service);
        let element = service.and_then(|found| found.element_index(id).map(|place| &found.elements[place]));
        element.map_or_else(|| Text::same(id), |found| found.label.clone())
    }

    pub fn line(&self, logged: LoggedEntry) -> Result<LogLine, StoreError> {
        let entry = logged.entry;
        let service = self.catalogue.service(entry.service.as_str());
        let module = service.and_then(|found| found.module(&entry.module)).map(|(_, found)| found.label.clone());
        let organisation = self.organisations.iter().find(|found| found.id == entry.organisation);
        let label = |id: &str| self.element_label(entry.service.as_str(), id);
        let confirmed = entry.decided.as_ref().map(|decided| decided.facts.confirmed.as_slice()).unwrap_or_default();
        let suspended = entry.decided.as_ref().and_then(|decided| decided.suspended.clone());
        let acted = entry.decided.as_ref().and_then(|decided| decided.ruling.acted_as.clone());
        let office = acted.map(|found| HeldOffice { office: found.office, deputy: found.deputy });
        let office_label = office.as_ref().map(|held| self.catalogue.office_label(held.office.as_str()));
        let granted = entry.granted.iter().map(|id| label(id.as_str())).collect();
        Ok(LogLine {
            granted,
            office,
            office_label: office_label.unwrap_or_default(),
            suspended,
            position: logged.position,
            at: local_time(entry.at),
            kind: entry.kind,
            user: entry.user.to_string(),
            role: entry.role,
            organisation_name: organisation
                .map_or_else(|| Text::same(entry.organisation.as_str()), |found| found.name.clone()),
            organisation: entry.organisation.to_string(),
            recipient: entry.recipient.to_string(),
            person: self.number(entry.person.as_ref())?,
            successor: self.number(entry.successor.as_ref())?,
            module: module.unwrap_or_else(|| Text::same(entry.module.as_str())),
            purpose: self.catalogue.purpose_label(entry.purpose.as_str()),
            person_role: entry.person_role.map(|role| self.catalogue.person_role_label(role.as_str())),
            confirmed: confirmed
                .iter()
                .map(|id| self.confirmed(&entry.recipient, &entry.service, id.as_str()))
                .collect(),
            asked: entry.asked.clone(),
            outcome: entry.outcome,
            source: entry.source,
            status: entry.status,
            disclosed: entry.disclosed,
            consultation: entry.consultation,
            leaf: hex::encode(logged.leaf),
        })
    }
}
