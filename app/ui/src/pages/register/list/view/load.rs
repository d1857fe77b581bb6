//! Asks the register what an address asks for.

use delibero_domain::authorisation::Authorisation;
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::{Catalogue, Recipient};
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::committee::committee_named;
use delibero_domain::folding::folded_line;
use delibero_domain::niss::holds_niss;
use delibero_domain::text::{Language, Text};
use delibero_usecases::accounts::Actor;
use delibero_usecases::register::search::Query;
use delibero_usecases::register::{PAGE_LENGTH, Register, RegisterPage, RegisterQuery, Sort};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;

use super::super::{ListQuery, ListSort};
use super::{Keeping, ListLine, ListView, STATES, SavedLink, line};
use crate::components::recipient::RecipientName;
use crate::error::PageError;
use crate::filters::{FilterProblem, FilterReader, Filters as _, Unread, number, one_of};
use crate::form_replay::FormReplay;
use crate::services::Services;

/// How many lines a download holds at most.
pub const MOST_LINES: u32 = 20_000;

pub(super) async fn view(
    with: &Services,
    reader: &Actor,
    query: &ListQuery,
    language: Language,
) -> Result<ListView, PageError> {
    let today = with.clock.today();
    let (mut asked, reading) = register_query(query, &with.catalogue, today, language);
    let register = with.register(reader)?;
    let mut found = register.list(&asked).await?;
    printed_alike(register, &mut asked, &mut found).await?;
    let unread = unread(reading, query, &found);
    let total = if unread.is_empty() { u32::try_from(found.total).unwrap_or(u32::MAX) } else { 0 };
    let pages = total.div_ceil(PAGE_LENGTH).max(1);
    if asked.page > pages {
        asked.page = pages;
        found = register.list(&asked).await?;
    }
    if !unread.is_empty() {
        found.lines.clear();
    }
    let saved = with.saved_views(reader).all().await?;
    let mut saved: Vec<_> = saved.into_iter().map(|view| SavedLink { name: view.name, query: view.query }).collect();
    saved.retain(|view| !holds_niss(&view.name) && !holds_niss(&view.query));
    saved.sort_by_cached_key(|view| folded_line(&view.name));
    Ok(ListView {
        unread,
        total,
        page: asked.page,
        pages,
        lines: found.lines.into_iter().map(|line| line::line(line, today, language)).collect(),
        years: found.years,
        committees: committees(found.committees, &query.committee),
        sources: found.sources,
        recipients: choices(&with.catalogue),
        services: with.catalogue.services().iter().map(|found| (found.id.to_string(), found.label.clone())).collect(),
        saved,
        keeping: FormReplay::<Keeping>::given(),
        writes: reader.may(Capability::WriteDrafts),
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

/// Every line that fits, whatever the page, up to [`MOST_LINES`]; or the filters that were not read.
///
/// # Errors
/// When the store does not answer.
pub async fn whole(
    register: Register<'_>,
    catalogue: &Catalogue,
    query: &ListQuery,
    today: Date,
    language: Language,
) -> Result<Result<Whole, Vec<Unread>>, StoreError> {
    let (mut asked, reading) = register_query(query, catalogue, today, language);
    asked.page = 1;
    let mut found = register.list(&asked).await?;
    printed_alike(register, &mut asked, &mut found).await?;
    let unread = unread(reading, query, &found);
    if !unread.is_empty() {
        return Ok(Err(unread));
    }
    let mut whole = Whole { total: 0, lines: Vec::new() };
    loop {
        whole.total = u32::try_from(found.total).unwrap_or(u32::MAX);
        let is_last = found.lines.is_empty();
        whole.lines.extend(found.lines.into_iter().map(|line| line::line(line, today, language)));
        let most = usize::try_from(MOST_LINES.min(whole.total)).unwrap_or(usize::MAX);
        if is_last || whole.lines.len() >= most {
            whole.lines.truncate(most);
            return Ok(Ok(whole));
        }
        asked.page += 1;
        found = register.list(&asked).await?;
    }
}

/// A committee that is printed in several ways is asked for in each of them.
async fn printed_alike(
    register: Register<'_>,
    asked: &mut RegisterQuery,
    found: &mut RegisterPage,
) -> Result<(), StoreError> {
    let [printed] = asked.committees.as_slice() else { return Ok(()) };
    let name = committee_named(printed);
    let alike: Vec<_> = found.committees.iter().filter(|other| committee_named(other) == name).cloned().collect();
    if alike.len() > 1 {
        asked.committees = alike;
        *found = register.list(asked).await?;
    }
    Ok(())
}

/// The committees to choose from, each once: as the address names it, and what it is called.
fn committees(printed: Vec<String>, chosen: &str) -> Vec<(String, Text)> {
    let mut committees: Vec<(String, Text)> = Vec::new();
    for word in printed {
        let name = committee_named(&word);
        match committees.iter_mut().find(|(_, known)| *known == name) {
            Some((known, _)) if word == chosen => *known = word,
            Some(_) => {}
            None => committees.push((word, name)),
        }
    }
    committees
}

/// Whether the filters of a query can be kept: whatever is unread, the register need not be asked about.
#[must_use]
pub fn can_be_read(query: &ListQuery, catalogue: &Catalogue, today: Date) -> bool {
    register_query(query, catalogue, today, Language::default()).1.unread().is_empty()
}

/// What was not read, the values included that only the register knows.
fn unread(mut reading: FilterReader, query: &ListQuery, found: &RegisterPage) -> Vec<Unread> {
    for (field, known) in [("committee", &found.committees), ("source", &found.sources)] {
        reading.field(field, query.get(field), |typed| one_of(known.iter(), |value| *value == typed));
    }
    reading.unread()
}

/// What the register is asked for. It is asked for nothing where a filter was not read, but says what there is.
pub(super) fn register_query(
    query: &ListQuery,
    catalogue: &Catalogue,
    today: Date,
    language: Language,
) -> (RegisterQuery, FilterReader) {
    let mut reading = FilterReader::of(&query.strange);
    let mut read = |field: &'static str, is_it: &dyn Fn(&str) -> Result<(), FilterProblem>| {
        reading.field(field, query.get(field), is_it);
    };
    let known = |known: bool| if known { Ok(()) } else { Err(FilterProblem::Unknown) };
    read("q", &|typed| if Query::of(typed).is_empty() { Err(FilterProblem::NoWord) } else { Ok(()) });
    read("recipient", &|typed| known(choices(catalogue).iter().any(|choice| choice.id == typed)));
    read("service", &|typed| known(catalogue.service(typed).is_some()));
    read("sort", &|typed| known(ListSort::ALL.iter().any(|sort| sort.as_str() == typed)));
    read("order", &|typed| known(matches!(typed, "asc" | "desc")));
    let year = reading.field("year", &query.year, |typed| match number::<i16>(typed)? {
        year if typed.len() == 4 => Ok(year),
        _ => Err(FilterProblem::Number),
    });
    let state = reading.field("state", &query.state, |typed| one_of(STATES.into_iter(), |(_, word)| *word == typed));
    let page = reading.field("page", &query.page, number::<u32>);
    let numbers = if reading.is_whole() { numbers(query, catalogue) } else { Some(Vec::new()) };
    let (sort, descending) = query.sorted();
    let asked = RegisterQuery {
        words: query.q.clone(),
        year,
        committees: Some(query.committee.clone()).filter(|word| !word.is_empty()).into_iter().collect(),
        source: Some(query.source.clone()).filter(|word| !word.is_empty()),
        numbers,
        state: state.map(|(state, _)| state),
        sort: match sort {
            ListSort::Relevance => Sort::Relevance,
            ListSort::Number => Sort::Number,
            ListSort::Date => Sort::Date,
            ListSort::Amended => Sort::Amended,
            ListSort::Title => Sort::Title,
        },
        descending,
        page: page.unwrap_or(1),
        ..RegisterQuery::everything(today, language)
    };
    (asked, reading)
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
fn choices(catalogue: &Catalogue) -> Vec<RecipientName> {
    let concerned =
        |recipient: &&Recipient| catalogue.authorisations().iter().any(|found| concerns(catalogue, found, recipient));
    let all = || catalogue.recipients().iter().filter(concerned);
    let mut choices = Vec::new();
    for owner in all().filter(|found| found.member_of.is_none()) {
        choices.push(RecipientName { id: owner.id.to_string(), label: owner.label.clone(), member_of: None });
        for member in all().filter(|found| found.member_of.as_ref() == Some(&owner.id)) {
            let member_of = Some(owner.label.clone());
            choices.push(RecipientName { id: member.id.to_string(), label: member.label.clone(), member_of });
        }
    }
    choices
}
