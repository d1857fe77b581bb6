//! The access log as the auditor reads it.

use delibero_domain::access_log::EventKind;
use delibero_domain::authorisation::Source;
use delibero_domain::period::QuarterRange;
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

/// The filters of the log as they stand in the address. A person is never among them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    /// An organisation's identifier.
    pub organisation: String,
    /// A sign-in name.
    pub user: String,
    /// An outcome.
    pub outcome: String,
    /// A kind of event.
    pub kind: String,
    /// From a day on.
    pub from: String,
    /// Up to a day.
    pub to: String,
    /// Entries older than this position.
    pub before: String,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogLine {
    /// Its place in the log.
    pub position: i64,
    /// When, in Belgian time: `2026-11-21 01:02:03`.
    pub at: String,
    /// What happened.
    pub kind: EventKind,
    /// Who.
    pub user: String,
    /// In which role.
    pub role: Role,
    /// The organisation's identifier.
    pub organisation: String,
    /// The organisation's name.
    pub organisation_name: Text,
    /// The recipient's identifier, for links to the catalogue.
    pub recipient: String,
    /// The NISS, formatted; none when it cannot be read back.
    pub person: Option<String>,
    /// The NISS that was shown in the place of the one asked for, formatted.
    pub successor: Option<String>,
    /// The module.
    pub module: Text,
    /// The purpose.
    pub purpose: Text,
    /// The role of the person in the file.
    pub person_role: Option<Text>,
    /// The quarters.
    pub quarters: QuarterRange,
    /// `granted`, or the reason of the refusal.
    pub outcome: String,
    /// The point applied.
    pub source: Option<Source>,
    /// The network's status code.
    pub status: String,
    /// The labels of the elements granted.
    pub granted: Vec<Text>,
    /// Attestations that left, with their versions.
    pub disclosed: Vec<(String, Option<u64>)>,
    /// The opaque identifier of the consultation.
    pub consultation: String,
    /// The leaf hash, hexadecimal.
    pub leaf: String,
}

/// What a filter could not be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogProblem {
    /// The NISS breaks a rule.
    Person(delibero_domain::niss::NissError),
    /// A date is not a date.
    Date,
}

/// A page of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogView {
    /// The lines, newest first.
    pub lines: Vec<LogLine>,
    /// The position before which the next page begins.
    pub next: Option<i64>,
    /// The organisations one can filter by: identifier and name.
    pub organisations: Vec<(String, Text)>,
    /// Today in Belgium, as `2026-11-21`.
    pub today: String,
    /// Whether the reader sees the own organisation only.
    pub own_organisation_only: bool,
    /// The NISS filtered by, as it was typed: in this page only.
    pub person: String,
    /// What could not be read of the filters.
    pub problem: Option<LogProblem>,
}

/// The NISS that the page was asked for by POST: given as context on the server.
#[derive(Clone)]
pub struct PersonFilter(pub String);

impl std::fmt::Debug for PersonFilter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonFilter(…)")
    }
}

/// A page of the log.
///
/// # Errors
/// When the reader may not see the log.
#[server(endpoint = "access-log/page")]
pub async fn load_log(query: LogQuery) -> Result<LogView, ApiError> {
    server::page(query).await
}

#[cfg(feature = "ssr")]
mod server {
    use delibero_domain::access_log::{EventKind, PersonToken};
    use delibero_domain::catalogue::Catalogue;
    use delibero_domain::identifier::{OrganisationId, UserName, is_identifier};
    use delibero_domain::niss::Niss;
    use delibero_domain::role::Role;
    use delibero_domain::text::Text;
    use delibero_usecases::access_log::{LogError, LogFilter, LoggedEntry, page as log_page};
    use delibero_usecases::directory::Organisation;
    use delibero_usecases::ports::Store;
    use leptos::prelude::use_context;

    use super::{LogLine, LogProblem, LogQuery, LogView, PersonFilter};
    use crate::consultation::local_time;
    use crate::error::ApiError;
    use crate::services::{services, signed_in_as};

    pub async fn page(query: LogQuery) -> Result<LogView, ApiError> {
        let reader = signed_in_as(&[Role::Auditor, Role::SecurityAdviser])?;
        let with = services()?;
        let person = use_context::<PersonFilter>().map(|PersonFilter(typed)| typed).unwrap_or_default();
        let organisations = with.store.organisations().await?;
        let mut view = LogView {
            organisations: organisations.iter().map(|found| (found.id.to_string(), found.name.clone())).collect(),
            today: with.clock.today().to_string(),
            own_organisation_only: !reader.has(Role::Auditor),
            person: person.clone(),
            ..LogView::default()
        };
        let filter = match filter(&query, &person, with.store.as_ref()) {
            Ok(filter) => filter,
            Err(problem) => {
                view.problem = Some(problem);
                return Ok(view);
            }
        };
        let before = query.before.parse().ok();
        let page = log_page(with.store.as_ref(), &reader, filter, before).await.map_err(|error| match error {
            LogError::NotAllowed => ApiError::NotAllowed.with_status(),
            LogError::Store(error) => error.into(),
        })?;
        let reading = Reading { store: with.store.as_ref(), catalogue: &with.catalogue, organisations: &organisations };
        view.lines = page.entries.into_iter().map(|entry| reading.line(entry)).collect();
        view.next = page.next;
        Ok(view)
    }

    fn filter(query: &LogQuery, person: &str, store: &dyn Store) -> Result<LogFilter, LogProblem> {
        let day = |word: &str| match word {
            "" => Ok(None),
            word => word.parse().map(Some).map_err(|_| LogProblem::Date),
        };
        let token: Option<PersonToken> = match person.trim() {
            "" => None,
            typed => {
                let niss: Niss = typed.parse().map_err(LogProblem::Person)?;
                Some(store.person_token(niss))
            }
        };
        Ok(LogFilter {
            organisation: OrganisationId::new(query.organisation.trim()).ok(),
            user: UserName::new(query.user.trim().to_lowercase()).ok(),
            person: token,
            outcome: Some(query.outcome.clone()).filter(|word| is_identifier(word)),
            kind: EventKind::ALL.into_iter().find(|kind| kind.as_str() == query.kind),
            from: day(&query.from)?,
            to: day(&query.to)?,
        })
    }

    struct Reading<'r> {
        store: &'r dyn Store,
        catalogue: &'r Catalogue,
        organisations: &'r [Organisation],
    }

    impl Reading<'_> {
        fn number(&self, token: &PersonToken) -> Option<String> {
            self.store.person_of(token).ok().map(Niss::reveal_formatted)
        }

        fn line(&self, logged: LoggedEntry) -> LogLine {
            let entry = logged.entry;
            let service = self.catalogue.service(entry.service.as_str());
            let module = service.and_then(|found| found.module(&entry.module)).map(|(_, found)| found.label.clone());
            let organisation = self.organisations.iter().find(|found| found.id == entry.organisation);
            let label = |id: &str| {
                let element = service.and_then(|found| found.element_index(id).map(|index| &found.elements[index]));
                element.map_or_else(|| Text::same(id), |found| found.label.clone())
            };
            LogLine {
                position: logged.position,
                at: local_time(entry.at),
                kind: entry.kind,
                user: entry.user.to_string(),
                role: entry.role,
                organisation_name: organisation
                    .map_or_else(|| Text::same(entry.organisation.as_str()), |found| found.name.clone()),
                organisation: entry.organisation.to_string(),
                recipient: entry.recipient.to_string(),
                person: entry.person.as_ref().and_then(|token| self.number(token)),
                successor: entry.successor.as_ref().and_then(|token| self.number(token)),
                module: module.unwrap_or_else(|| Text::same(entry.module.as_str())),
                purpose: self.catalogue.purpose_label(entry.purpose.as_str()),
                person_role: entry.person_role.map(|role| self.catalogue.person_role_label(role.as_str())),
                quarters: entry.quarters,
                outcome: entry.outcome,
                source: entry.source,
                status: entry.status,
                granted: entry.granted.iter().map(|id| label(id.as_str())).collect(),
                disclosed: entry.disclosed.into_iter().map(|found| (found.attestation, found.version)).collect(),
                consultation: entry.consultation,
                leaf: logged.leaf.iter().map(|byte| format!("{byte:02x}")).collect(),
            }
        }
    }
}
