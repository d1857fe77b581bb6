//! What came in, newest first, and the form that sends a file.

use delibero_domain::text::Language;
use delibero_usecases::source_loads::LoadState;
use delibero_words::formats::{grouped, short_date, short_date_time};
use delibero_words::say;
use leptos::prelude::*;

use super::query::label;
use super::view::{LoadLine, LoadsView, MOST_MEBIBYTES, SendProblem, load_list};
use super::{LOADS, LoadsQuery, load_address, words};
use crate::address::Address;
use crate::components::badge::{State, badge};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::chips::{Chip, chips};
use crate::components::choice_field::choice_field;
use crate::components::date_field::date_field;
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::file_field::file_field;
use crate::components::filter_form::choice_filter;
use crate::components::filters::{self, NoLines};
use crate::components::form_mark::marked;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::pagination::{numbered, page_of};
use crate::components::table::{Column, Row, Table};
use crate::components::toolbar::Toolbar;
use crate::components::upload::upload;
use crate::error::PageError;
use crate::filters::Filters as _;

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = LoadsQuery::of_address(address.query());
    let view = load_list(&query).await?;
    Ok(content(use_language(), &query, &view))
}

fn content(language: Language, query: &LoadsQuery, view: &LoadsView) -> AnyView {
    let known = |field: &str| LoadsQuery::FILTERS.iter().copied().find(|known| *known == field);
    let mut wrongs = filters::wrongs(language, &view.unread, known);
    wrongs.extend(view.replay.iter().map(|replay| Wrong::with("file", words::send_problem(language, replay.problem))));
    let (send, form) = (send_form(language, view, &wrongs), filter_form(language, query, view, &wrongs));
    let lines = match view.unread.is_empty() {
        true => lines(language, query, view),
        false => view! { <NoLines /> }.into_any(),
    };
    let active = active(language, query, view);
    view! {
        <Page title=say!(language, loads.title) wrongs>
            {send}
            <section aria-labelledby="files" class="mt-8">
                <h2 id="files" class="heading">{say!(language, loads.files)}</h2>
                {form} {active} {lines}
            </section>
        </Page>
    }
    .into_any()
}

fn send_form(language: Language, view: &LoadsView, wrongs: &[Wrong]) -> AnyView {
    if view.services.is_empty() {
        return Banner::new(Tone::Warning).view(say!(language, loads.sends_nothing)).into_any();
    }
    let chosen = view.replay.as_ref().map(|replay| replay.service.as_str()).unwrap_or_default();
    let services = view.services.iter().map(|(id, label)| (id.clone(), label.get(language).to_owned()));
    let service = Field::new("service", say!(language, loads.service)).id("sent-service");
    let file = Field::new("file", say!(language, loads.file)).hint(say!(language, loads.file_hint)).of(wrongs);
    view! {
        <p class="lead">{say!(language, loads.intro)}</p>
        <form method="post" action=marked(LOADS) enctype="multipart/form-data" class="grid max-w-[72ch] gap-4 print:hidden">
            {choice_field(service, services, chosen)}
            {file_field(file.required(), ".xml,.ndjson,.jsonl,.json", MOST_MEBIBYTES)}
            <p class="hint">{say!(language, loads.takes_a_while)}</p>
            <p class="actions">{Button::new(say!(language, loads.send)).view()}</p>
            {upload(MOST_MEBIBYTES, words::send_problem(language, SendProblem::TooLarge))}
        </form>
    }
    .into_any()
}

fn states(language: Language) -> Vec<(String, String)> {
    let state = |state: LoadState| (state.as_str().to_owned(), words::state_words(language, state).to_owned());
    LoadState::ALL.map(state).into()
}

fn filter_form(language: Language, query: &LoadsQuery, view: &LoadsView, wrongs: &[Wrong]) -> AnyView {
    let field = |name: &'static str| Field::new(name, label(language, name).unwrap_or_default()).of(wrongs);
    let any = Some(say!(language, loads.any));
    let service = (view.services.len() > 1).then(|| {
        let known = view.services.iter().map(|(id, label)| (id.clone(), label.get(language).to_owned())).collect();
        choice_filter(field("service"), any, known, &query.service)
    });
    view! {
        <form method="get" action=LOADS aria-label=say!(language, loads.filters) class="filter-form grow mb-4">
            {service}
            {choice_filter(field("state"), any, states(language), &query.state)}
            {date_field(field("from"), &query.from)}
            {date_field(field("to"), &query.to)}
            <div class="filter-do">{Button::quiet(say!(language, loads.apply)).view()}</div>
        </form>
    }
    .into_any()
}

fn active(language: Language, query: &LoadsQuery, view: &LoadsView) -> Option<AnyView> {
    let chip = |field: &'static str| {
        let typed = query.get(field);
        let value = match field {
            "service" => {
                view.services.iter().find(|(id, _)| id == typed).map(|(_, name)| name.get(language).to_owned())
            }
            "state" => states(language).into_iter().find(|(word, _)| word == typed).map(|(_, words)| words),
            _ => crate::filters::day(typed).ok().map(short_date),
        };
        Chip {
            label: label(language, field).unwrap_or_default(),
            value: value.unwrap_or_else(|| typed.to_owned()),
            without: Leads::To(query.first_page().with(field, "").address()),
        }
    };
    chips(query.active().map(chip).collect(), Some(query.without_filters().address()))
}

fn lines(language: Language, query: &LoadsQuery, view: &LoadsView) -> AnyView {
    if view.lines.is_empty() {
        return match query.active().next() {
            Some(_) => empty(
                say!(language, loads.empty_filtered),
                view! { <p><a class="link" href=LOADS>{say!(language, lists.remove_all)}</a></p> },
            ),
            None => empty(say!(language, loads.empty), ()),
        };
    }
    let count = match view.total {
        1 => say!(language, loads.count_one).to_owned(),
        total => say!(language, loads.count_many, count = grouped(total.into())),
    };
    let count = if view.pages > 1 { format!("{count} · {}", page_of(language, view.page, view.pages)) } else { count };
    let file = |extension: &'static str| Leads::File(query.first_page().file(extension));
    let to_page = |number| query.on_page(number).address();
    view! {
        {Toolbar::new([count]).files(file).view()}
        {table(language, view)}
        {numbered(say!(language, loads.pages), view.page, view.pages, to_page)}
    }
    .into_any()
}

fn table(language: Language, view: &LoadsView) -> AnyView {
    let columns = [
        Column::new(say!(language, loads.begun)),
        Column::new(say!(language, loads.file)),
        Column::new(say!(language, loads.service)),
        Column::new(say!(language, loads.by)),
        Column::new(say!(language, loads.state)),
        Column::new(say!(language, loads.read)).numeric(),
        Column::new(say!(language, loads.accepted)).numeric(),
        Column::new(say!(language, loads.refused)).numeric(),
    ];
    let mut table = Table::new(say!(language, loads.files), columns);
    for line in &view.lines {
        let mut name = Html::default();
        html!(name, "<a class=\"link row-link\" href=\"" {load_address(&line.id)} "\" translate=\"no\">" {&line.file_name} "</a>");
        let (state, says) = state(language, line);
        table.row(&Row::new([
            short_date_time(&line.begun).into(),
            name,
            line.service.get(language).into(),
            line.by.as_deref().unwrap_or_else(|| say!(language, loads.command_line)).into(),
            Html::of(badge(state, says)),
            grouped(line.counts.read()).into(),
            grouped(line.counts.accepted()).into(),
            grouped(line.counts.refused).into(),
        ]));
    }
    table.view()
}

pub(super) fn state(language: Language, line: &LoadLine) -> (State, &'static str) {
    match line.is_interrupted() {
        true => (State::Refused, say!(language, loads.state_interrupted)),
        false => (words::badge_of(line.state), words::state_words(language, line.state)),
    }
}
