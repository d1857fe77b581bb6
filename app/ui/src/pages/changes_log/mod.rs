//! The log of changes: who changed what in the portal, when and why.

mod load;
mod query;
mod words;

use delibero_domain::access_log::{AdministrationFamily, ChangedField};
use delibero_domain::text::Language;
use delibero_usecases::journal::{LogPosition, LoggedAdministration, of_the_portal};
use delibero_words::formats::short_date_time;
use delibero_words::say;
use leptos::prelude::*;

use self::load::{LogOfChanges, load};
pub use self::query::ChangesLogQuery;
use crate::address::Address;
use crate::components::button::Button;
use crate::components::date_field::date_field;
use crate::components::empty::empty;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters::{self, NoLines};
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::pagination::by_cursor;
use crate::components::table::{Column, Row, Table};
use crate::components::tabs::{Tab, tabs};
use crate::components::text_field::TextField;
use crate::error::PageError;
use crate::filters::Filters as _;
use crate::pages::consultation::view::local_time;

/// The tabs above the logs; none: that of consultations is open.
pub(crate) fn logs(language: Language, open: Option<AdministrationFamily>) -> AnyView {
    let tab = |words: &'static str, address: String, of| Tab { words: words.to_owned(), address, current: of == open };
    let families = AdministrationFamily::ALL.map(|family| {
        let (words, asked) = match family {
            AdministrationFamily::Changes => (say!(language, changes_log.tab_changes), ""),
            AdministrationFamily::Readings => (say!(language, changes_log.tab_readings), family.as_str()),
            AdministrationFamily::Security => (say!(language, changes_log.tab_security), family.as_str()),
        };
        tab(words, ChangesLogQuery::default().with("family", asked).address(), Some(family))
    });
    let consultations = tab(say!(language, changes_log.tab_access), "/log".to_owned(), None);
    tabs(say!(language, changes_log.tabs), std::iter::once(consultations).chain(families).collect())
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = ChangesLogQuery::of_address(address.query());
    let view = load(&query).await?;
    Ok(content(use_language(), &query, &view))
}

fn content(language: Language, query: &ChangesLogQuery, view: &LogOfChanges) -> AnyView {
    let wrongs = filters::wrongs(language, &view.unread, |field| {
        ChangesLogQuery::FILTERS.iter().copied().find(|known| *known == field)
    });
    let lines = match view.unread.is_empty() {
        true => lines(language, query, view),
        false => view! { <NoLines /> }.into_any(),
    };
    let form = filter_form(language, query, view, &wrongs);
    let (title, intro) = match view.family {
        AdministrationFamily::Changes => (say!(language, changes_log.title), say!(language, changes_log.intro)),
        AdministrationFamily::Readings => {
            (say!(language, changes_log.readings_title), say!(language, changes_log.readings_intro))
        }
        AdministrationFamily::Security => {
            (say!(language, changes_log.security_title), say!(language, changes_log.security_intro))
        }
    };
    let tabs = logs(language, Some(view.family));
    view! {
        <Page title wrongs>
            {tabs}
            <p class="mb-4 quiet">{intro}</p>
            {form}
            {lines}
        </Page>
    }
    .into_any()
}

fn filter_form(
    language: Language,
    query: &ChangesLogQuery,
    view: &LogOfChanges,
    wrongs: &[crate::components::errors::Wrong],
) -> AnyView {
    let field = |name: &'static str, label: &'static str| Field::new(name, label).of(wrongs);
    let organisation = (!view.own_organisation_only).then(|| {
        let known = view.organisations.iter().map(|(id, name)| (id.clone(), name.get(language).to_owned())).collect();
        let any = Some(say!(language, access_log.all_organisations));
        choice_filter(field("organisation", say!(language, access_log.organisation)), any, known, &query.organisation)
    });
    let kinds = view.family.kinds();
    let kinds = kinds.map(|kind| (kind.as_str().to_owned(), words::kind(language, kind).to_owned())).collect();
    let family = (!query.family.is_empty()).then(|| query.family.clone());
    let family = family.map(|family| view! { <input type="hidden" name="family" value=family /> });
    let mut subject = field("subject", say!(language, changes_log.subject));
    if view.family == AdministrationFamily::Changes {
        subject = subject.hint(say!(language, changes_log.subject_hint));
    }
    let any_kind = Some(say!(language, access_log.any_kind));
    view! {
        <form method="get" action=ChangesLogQuery::PATH aria-label=say!(language, access_log.filters_label) class="filter-form grow mb-4">
            {family}
            {organisation}
            {TextField::new(field("user", say!(language, access_log.user)), query.user.as_str()).verbatim().view()}
            {choice_filter(field("kind", say!(language, access_log.kind)), any_kind, kinds, &query.kind)}
            {TextField::new(subject, query.subject.as_str()).verbatim().view()}
            {date_field(field("from", say!(language, access_log.from)), &query.from)}
            {date_field(field("to", say!(language, access_log.to)), &query.to)}
            <div class="filter-do">{Button::quiet(say!(language, access_log.apply)).view()}</div>
        </form>
    }
    .into_any()
}

fn lines(language: Language, query: &ChangesLogQuery, view: &LogOfChanges) -> AnyView {
    if view.entries.is_empty() {
        let clear = view! { <p><a class="link" href=ChangesLogQuery::PATH>{say!(language, changes_log.clear)}</a></p> };
        return empty(say!(language, changes_log.empty), clear);
    }
    let columns = [
        say!(language, access_log.time),
        say!(language, access_log.who),
        say!(language, access_log.organisation),
        say!(language, access_log.kind),
        say!(language, changes_log.subject),
        match view.family {
            AdministrationFamily::Changes => say!(language, changes_log.what),
            AdministrationFamily::Readings | AdministrationFamily::Security => say!(language, changes_log.details),
        },
    ];
    let mut table = Table::new(say!(language, changes_log.caption), columns.map(Column::new)).wide().verbatim();
    for logged in &view.entries {
        table.row(&row(language, view, logged));
    }
    let newest = (!query.before.is_empty()).then(|| Leads::To(query.with("before", "").address()));
    let older = view.next.map(|next| Leads::To(query.with("before", &next.to_string()).address()));
    view! { {table.view()} {by_cursor(say!(language, changes_log.paging), newest, older)} }.into_any()
}

fn row(language: Language, view: &LogOfChanges, logged: &LoggedAdministration) -> Row {
    let entry = &logged.entry;
    let who = entry.user.as_ref().map_or_else(|| say!(language, changes_log.program), |user| user.as_str());
    let name = view.organisations.iter().find(|(id, _)| id == entry.organisation.as_str());
    let organisation = match name {
        Some((_, name)) => name.get(language),
        None if entry.organisation == of_the_portal() => say!(language, changes_log.portal),
        None => entry.organisation.as_str(),
    };
    Row::new([
        short_date_time(&local_time(entry.at)).replace('\u{a0}', " ").into(),
        who.into(),
        organisation.into(),
        words::kind(language, entry.kind).into(),
        subject(language, view, logged),
        what(language, logged),
    ])
}

fn subject(language: Language, view: &LogOfChanges, logged: &LoggedAdministration) -> Html {
    let subject = logged.entry.subject.as_str();
    let mut out = Html::default();
    match (logged.entry.kind.family(), subject.parse::<LogPosition>()) {
        (AdministrationFamily::Readings, Ok(position)) => {
            html!(out, "<a class=\"link\" href=\"/log/" {position.to_string()} "\">"
                {say!(language, changes_log.one_line, position = position)} "</a>");
        }
        (AdministrationFamily::Readings, Err(_)) => out.words(words::part_of_log(language, subject)),
        _ => out.words(subject),
    }
    if let Some(niss) = view.persons.get(&logged.position) {
        html!(out, " <span class=\"niss\">" {niss} "</span>");
    }
    out
}

/// Field by field what differs, and why.
fn what(language: Language, logged: &LoggedAdministration) -> Html {
    let mut out = Html::default();
    let (before, after) = (say!(language, changes_log.before), say!(language, changes_log.after));
    let colon = say!(language, kit.colon);
    for ChangedField { field, before: old, after: new } in logged.entry.changed() {
        let label = words::field(language, field);
        html!(out, "<div><span class=\"quiet\">" {label} {colon} "</span>");
        if logged.entry.kind.family() != AdministrationFamily::Changes {
            html!(out, {new.map(|new| words::value(language, field, new)).unwrap_or_default()} "</div>");
            continue;
        }
        if let Some(old) = old {
            html!(out, "<del title=\"" {before} "\">" {words::value(language, field, old)} "</del> ");
        }
        if let Some(new) = new {
            html!(out, "<ins title=\"" {after} "\">" {words::value(language, field, new)} "</ins>");
        }
        html!(out, "</div>");
    }
    if let Some(why) = &logged.entry.why {
        html!(out, "<small>" {say!(language, changes_log.why)} {colon} " " {why} "</small>");
    }
    html!(out, "<small><a href=\"/log/" {logged.position.to_string()} "/receipt\">"
        {say!(language, access_log.proof_file)} "</a></small>");
    out
}
