//! The list of organisations: words, filters, orders and pages, all of it in the address.

use delibero_domain::text::{Language, Text};
use delibero_words::formats::grouped;
use delibero_words::say;
use leptos::prelude::*;

use super::query::label;
use super::view::list::{OrganisationLine, OrganisationListView, load};
use super::{OrganisationListQuery, OrganisationListSort, organisation_address};
use crate::address::Address;
use crate::components::badge::{State, badge};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::chips::{Chip, chips};
use crate::components::choice_field::Choice;
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters::{self, NoLines};
use crate::components::html::{Html, html};
use crate::components::icon::IconName;
use crate::components::language::use_language;
use crate::components::leads::{Leads, hidden};
use crate::components::live_search::{live_search, results};
use crate::components::page::Page;
use crate::components::pagination::{numbered, page_of};
use crate::components::table::{Column, Direction, Row, Table};
use crate::components::toolbar::{Order, Toolbar};
use crate::error::PageError;
use crate::filters::Filters as _;

struct ListPage {
    language: Language,
    query: OrganisationListQuery,
    view: OrganisationListView,
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let (language, query) = (use_language(), OrganisationListQuery::of_address(address.query()));
    let view = load(&query, language).await?;
    Ok(content(&ListPage { language, query, view }))
}

/// `active`, `suspended`, `ended` or `waiting`, in words.
pub(super) fn state_words(language: Language, state: &str) -> String {
    match state {
        "active" => say!(language, organisations.state_active).to_owned(),
        "suspended" => say!(language, organisations.state_suspended).to_owned(),
        "ended" => say!(language, organisations.state_ended).to_owned(),
        "waiting" => say!(language, organisations.state_waiting).to_owned(),
        other => other.to_owned(),
    }
}

fn content(page: &ListPage) -> AnyView {
    let language = page.language;
    let found = match page.view.unread.is_empty() {
        true => lines(page),
        false => view! { <NoLines /> }.into_any(),
    };
    let writes = page.view.writes.then(|| {
        let new = Button::new(say!(language, organisations.new)).icon(IconName::Plus).leads_to("/organisations/new");
        let load = Button::quiet(say!(language, organisations.import)).leads_to("/organisations/import");
        view! { <p class="actions mb-4 print:hidden">{new.view()} {load.view()}</p> }
    });
    let waiting = (page.view.waiting > 0).then(|| {
        let says = match page.view.waiting {
            1 => say!(language, organisations.waits_one).to_owned(),
            many => say!(language, organisations.waits_many, count = many),
        };
        let says = view! { <p><a class="link" href="/organisations/waiting">{says}</a></p> };
        Banner::new(Tone::Warning).heading(say!(language, organisations.waits)).view(says)
    });
    let own = (!page.view.whole).then(|| view! { <p class="mb-3 quiet">{say!(language, organisations.own_only)}</p> });
    let (wrongs, form, results) = (wrongs(page), form(page), results((active(page), found)));
    view! {
        <Page title=say!(language, organisations.title) wrongs>
            {own}
            {waiting}
            {writes}
            {form}
            {results}
        </Page>
    }
    .into_any()
}

/// The identifier of a field of the form.
fn id(field: &str) -> Option<&'static str> {
    Some(match field {
        "q" => "organisations-q",
        "state" => "organisations-state",
        "recipient" => "organisations-recipient",
        "region" => "organisations-region",
        "sector" => "organisations-sector",
        _ => return None,
    })
}

fn wrongs(page: &ListPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, id)
}

fn choices(page: &ListPage, field: &str) -> Vec<Choice> {
    let words = |(id, label): &(String, Text)| (id.clone(), label.get(page.language).to_owned());
    match field {
        "state" => ["active", "suspended", "ended", "waiting"]
            .map(|state| (state.to_owned(), state_words(page.language, state)))
            .into(),
        "recipient" => page.view.recipients.iter().map(words).collect(),
        "region" => page.view.regions.iter().map(words).collect(),
        "sector" => page.view.sectors.iter().map(words).collect(),
        _ => Vec::new(),
    }
}

/// It is sent, not asked for: what people type could be a NISS.
fn form(page: &ListPage) -> AnyView {
    let (language, wrongs) = (page.language, wrongs(page));
    let field = |name: &'static str| {
        Field::new(name, label(language, name).unwrap_or_default()).id(id(name).unwrap_or_default()).of(&wrongs)
    };
    let kept = ["sort", "order"].map(|name| (name, page.query.get(name)));
    let words = field("q").hint(say!(language, organisations.words_hint));
    let any = say!(language, organisations.any);
    let choosing = OrganisationListQuery::FILTERS.iter().copied().skip(1);
    let choosing =
        choosing.map(|name| choice_filter(field(name), Some(any), choices(page, name), page.query.get(name)));
    view! {
        <form
            method="post"
            action=OrganisationListQuery::PATH
            role="search"
            aria-label=say!(language, organisations.filters_label)
            class="filter-forms"
        >
            {hidden(kept.into_iter().filter(|(_, value)| !value.is_empty()))}
            <div class="search-row">
                {live_search(words, &page.query.q)}
                {Button::new(say!(language, organisations.apply)).view()}
            </div>
            <div class="filter-form filter-many">{choosing.collect_view()}</div>
        </form>
    }
    .into_any()
}

fn active(page: &ListPage) -> Option<AnyView> {
    let query = page.query.first_page();
    let chip = |field: &'static str| {
        let word = page.query.get(field);
        let known = choices(page, field).into_iter().find(|(known, _)| known == word);
        Chip {
            label: label(page.language, field).unwrap_or_default(),
            value: known.map_or_else(|| word.to_owned(), |(_, words)| words),
            without: Leads::To(query.with(field, "").address()),
        }
    };
    chips(page.query.active().map(chip).collect(), Some(page.query.without_filters().address()))
}

fn lines(page: &ListPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    if view.lines.is_empty() {
        let (heading, next) = match page.query.active().next() {
            Some(_) => (say!(language, organisations.empty_filtered), Some(OrganisationListQuery::PATH)),
            None => (say!(language, organisations.empty), None),
        };
        let next = next.map(|to| view! { <p><a class="link" href=to>{say!(language, lists.remove_all)}</a></p> });
        return view! { <div role="status">{empty(heading, next)}</div> }.into_any();
    }
    let count = match view.total {
        1 => say!(language, organisations.count_one).to_owned(),
        total => say!(language, organisations.count_many, count = grouped(total.into())),
    };
    let count = if view.pages > 1 { format!("{count} · {}", page_of(language, view.page, view.pages)) } else { count };
    let file = |extension: &'static str| Leads::File(page.query.first_page().file(extension));
    let to_page = |number| page.query.on_page(number).address();
    view! {
        {Toolbar::new([count]).orders(orders(page)).files(file).view()}
        {table(page)}
        {numbered(say!(language, organisations.pages), view.page, view.pages, to_page)}
    }
    .into_any()
}

fn orders(page: &ListPage) -> impl Iterator<Item = Order> + '_ {
    let (sort, descending) = page.query.sorted();
    OrganisationListSort::ALL.into_iter().map(move |by| Order {
        label: sort_name(page.language, by),
        address: page.query.sorted_by(by).address(),
        current: by == sort,
        direction: Some(Direction::of(descending)),
        in_head: true,
    })
}

fn sort_name(language: Language, sort: OrganisationListSort) -> &'static str {
    match sort {
        OrganisationListSort::Name => say!(language, organisations.name),
        OrganisationListSort::EnterpriseNumber => say!(language, organisations.enterprise_number),
        OrganisationListSort::Sector => say!(language, organisations.sector),
    }
}

fn table(page: &ListPage) -> AnyView {
    let language = page.language;
    let (sort, descending) = page.query.sorted();
    let sorting = |by: OrganisationListSort| {
        let now = (by == sort).then(|| Direction::of(descending));
        Column::new(sort_name(language, by)).sorts(page.query.sorted_by(by).address(), now)
    };
    let columns = [
        sorting(OrganisationListSort::Name),
        sorting(OrganisationListSort::EnterpriseNumber),
        Column::new(say!(language, organisations.municipality)),
        Column::new(say!(language, organisations.region)),
        sorting(OrganisationListSort::Sector),
        Column::new(say!(language, organisations.recipients)),
        Column::new(say!(language, organisations.state)),
    ];
    let mut table = Table::new(say!(language, organisations.title), columns);
    for line in &page.view.lines {
        let recipients: Vec<&str> = line.recipients.iter().map(|label| label.get(language)).collect();
        table.row(&Row::new([
            name(language, line),
            Html::from(line.enterprise_number.as_deref().unwrap_or_default()),
            Html::from(&line.municipality),
            Html::from(line.region.as_ref().map(|region| region.get(language)).unwrap_or_default()),
            Html::from(line.sector.map(|sector| sector.to_string()).unwrap_or_default()),
            Html::from(recipients.join(", ")),
            state(language, line),
        ]));
    }
    table.view()
}

fn name(language: Language, line: &OrganisationLine) -> Html {
    let mut out = Html::default();
    html!(out, "<a class=\"link row-link\" href=\"" {organisation_address(&line.id)} "\">" {line.name.get(language)} "</a>");
    out
}

fn state(language: Language, line: &OrganisationLine) -> Html {
    let state = if line.state == "active" { State::Granted } else { State::Refused };
    let mut out = Html::of(badge(state, state_words(language, line.state)));
    if line.proposals > 0 {
        out.view(badge(State::Warning, say!(language, organisations.state_waiting)));
    }
    out
}
