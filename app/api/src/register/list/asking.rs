//! Asks the register what an address asks for.

use delibero_domain::authorisation::Authorisation;
use delibero_domain::catalogue::{Catalogue, Recipient};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::accounts::Account;
use delibero_usecases::ports::StoreError;
use delibero_usecases::register::{PAGE_LENGTH, Register, RegisterQuery, Sort};
use jiff::civil::Date;
use leptos::prelude::use_context;

use super::{Keeping, ListLine, ListQuery, ListSort, ListView, STATES, SavedLink, lines};
use crate::catalogue::matrix::Named;
use crate::error::ApiError;
use crate::services::Services;

/// How many lines a download holds at most.
pub const MOST_LINES: u32 = 20_000;

pub(super) async fn view(
    with: &Services,
    reader: &Account,
    query: &ListQuery,
    language: Language,
) -> Result<ListView, ApiError> {
    let today = with.clock.today();
    let mut asked = register_query(query, &with.catalogue, today, language);
    let mut found = with.register.list(&asked).await?;
    let total = u32::try_from(found.total).unwrap_or(u32::MAX);
    let pages = total.div_ceil(PAGE_LENGTH).max(1);
    if asked.page > pages {
        asked.page = pages;
        found = with.register.list(&asked).await?;
    }
    let saved = with.saved_views.views(&reader.user).await?;
    let mut saved: Vec<_> = saved.into_iter().map(|view| SavedLink { name: view.name, query: view.query }).collect();
    saved.sort_by_cached_key(|view| view.name.to_lowercase());
    Ok(ListView {
        total,
        page: asked.page,
        pages,
        lines: found.lines.into_iter().map(|line| lines::line(line, today, language)).collect(),
        years: found.years,
        committees: found.committees,
        sources: found.sources,
        recipients: choices(&with.catalogue),
        services: with.catalogue.services().iter().map(|found| (found.id.to_string(), found.label.clone())).collect(),
        saved,
        keeping: use_context::<Keeping>(),
        writes: reader.has(Role::Secretariat),
        most_lines: MOST_LINES,
    })
}

/// Everything that fits, as a download has it.
pub struct Whole {
    /// How many fit.
    pub total: u32,
    /// Those of the download: at most [`MOST_LINES`].
    pub lines: Vec<ListLine>,
}

/// Every line that fits, whatever the page, up to [`MOST_LINES`].
///
/// # Errors
/// When the store does not answer.
pub async fn whole(
    register: &dyn Register,
    catalogue: &Catalogue,
    query: &ListQuery,
    today: Date,
    language: Language,
) -> Result<Whole, StoreError> {
    let mut asked = register_query(&query.trimmed().first_page(), catalogue, today, language);
    let mut whole = Whole { total: 0, lines: Vec::new() };
    loop {
        let found = register.list(&asked).await?;
        whole.total = u32::try_from(found.total).unwrap_or(u32::MAX);
        let is_last = found.lines.is_empty();
        whole.lines.extend(found.lines.into_iter().map(|line| lines::line(line, today, language)));
        let most = usize::try_from(MOST_LINES.min(whole.total)).unwrap_or(usize::MAX);
        if is_last || whole.lines.len() >= most {
            whole.lines.truncate(most);
            return Ok(whole);
        }
        asked.page += 1;
    }
}

pub(super) fn register_query(
    query: &ListQuery,
    catalogue: &Catalogue,
    today: Date,
    language: Language,
) -> RegisterQuery {
    let year = query.year.parse().ok();
    let state = STATES.into_iter().find(|(_, word)| *word == query.state).map(|(state, _)| state);
    let unreadable = (year.is_none() && !query.year.is_empty()) || (state.is_none() && !query.state.is_empty());
    let (sort, descending) = query.sorted();
    RegisterQuery {
        words: query.q.clone(),
        year,
        committee: Some(query.committee.clone()).filter(|word| !word.is_empty()),
        source: Some(query.source.clone()).filter(|word| !word.is_empty()),
        numbers: if unreadable { Some(Vec::new()) } else { numbers(query, catalogue) },
        state,
        sort: match sort {
            ListSort::Relevance => Sort::Relevance,
            ListSort::Number => Sort::Number,
            ListSort::Date => Sort::Date,
            ListSort::Amended => Sort::Amended,
            ListSort::Title => Sort::Title,
        },
        descending,
        page: query.page.parse().unwrap_or(1).max(1),
        ..RegisterQuery::everything(today, language)
    }
}

/// The deliberations that authorise a recipient for a service; none where neither is asked for.
fn numbers(query: &ListQuery, catalogue: &Catalogue) -> Option<Vec<DeliberationNumber>> {
    if query.recipient.is_empty() && query.service.is_empty() {
        return None;
    }
    let recipient = catalogue.recipient(&query.recipient);
    let fits = |found: &&Authorisation| {
        (query.recipient.is_empty() || recipient.is_some_and(|asked| concerns(catalogue, found, asked)))
            && (query.service.is_empty() || found.service.as_str() == query.service)
    };
    let authorisations = catalogue.authorisations().iter().filter(fits);
    let mut numbers: Vec<_> = authorisations.filter_map(|found| found.source.deliberation.parse().ok()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    Some(numbers)
}

/// A recipient is authorised by its own rules, by those of its members, and as a member by those of its recipient.
fn concerns(catalogue: &Catalogue, found: &Authorisation, asked: &Recipient) -> bool {
    let named = &found.recipient;
    let owner = catalogue.recipient(named.as_str()).and_then(|named| named.member_of.as_ref());
    *named == asked.id || asked.member_of.as_ref() == Some(named) || owner == Some(&asked.id)
}

/// Everybody whom an authorisation concerns, members after their recipient.
fn choices(catalogue: &Catalogue) -> Vec<Named> {
    let concerned =
        |recipient: &&Recipient| catalogue.authorisations().iter().any(|found| concerns(catalogue, found, recipient));
    let all = || catalogue.recipients().iter().filter(concerned);
    let mut choices = Vec::new();
    for owner in all().filter(|found| found.member_of.is_none()) {
        choices.push(Named { id: owner.id.to_string(), label: owner.label.clone(), member_of: None });
        for member in all().filter(|found| found.member_of.as_ref() == Some(&owner.id)) {
            let member_of = Some(owner.label.clone());
            choices.push(Named { id: member.id.to_string(), label: member.label.clone(), member_of });
        }
    }
    choices
}
