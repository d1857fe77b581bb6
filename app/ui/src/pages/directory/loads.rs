//! Files of integrations: sending one, how far it is, and what became of it.

use delibero_domain::text::Language;
use delibero_usecases::directory::FileProblem;
use delibero_words::formats::{date_time, grouped, short_date_time};
use delibero_words::say;
use leptos::prelude::*;

use super::view::loads::{ImportView, LoadView, MOST_MEBIBYTES, load_import, load_one};
use super::{DIRECTORY, load_address, words};
use crate::address::Address;
use crate::components::badge::{State, badge};
use crate::components::banner::{Banner, Tone};
use crate::components::button::Button;
use crate::components::definitions::definitions;
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::file_field::file_field;
use crate::components::form_mark::marked;
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::progress::Work;
use crate::components::table::{Column, Row, Table};
use crate::error::PageError;

pub(crate) async fn import(_: Address) -> Result<AnyView, PageError> {
    Ok(import_content(load_import().await?))
}

pub(crate) async fn one(address: Address) -> Result<AnyView, PageError> {
    Ok(load_content(&load_one(address.part("id")).await?))
}

pub(super) fn import_content(page: ImportView) -> AnyView {
    let language = use_language();
    let wrongs: Vec<Wrong> =
        page.problem.iter().map(|problem| Wrong::with("file", words::import_problem(language, problem))).collect();
    let field =
        Field::new("file", say!(language, directory.file)).hint(say!(language, directory.file_hint)).of(&wrongs);
    let recent = match page.loads.is_empty() {
        true => empty(say!(language, directory.loads_none), ()),
        false => table(language, &page.loads),
    };
    view! {
        <Page title=say!(language, directory.import_title) wrongs>
            <p class="mb-3"><a class="link" href=DIRECTORY>{say!(language, directory.back_to_room)}</a></p>
            <p class="lead">{say!(language, directory.import_intro)}</p>
            <form
                method="post"
                action=marked("/directory/import")
                enctype="multipart/form-data"
                class="grid max-w-[72ch] gap-4"
            >
                {file_field(field, ".csv,.xlsx,.ndjson,.jsonl,.json", MOST_MEBIBYTES)}
                <p>{Button::new(say!(language, directory.import_do)).view()}</p>
            </form>
            <section aria-labelledby="loads" class="mt-8">
                <h2 id="loads" class="heading">{say!(language, directory.loads)}</h2>
                {recent}
            </section>
        </Page>
    }
    .into_any()
}

fn table(language: Language, loads: &[LoadView]) -> AnyView {
    let columns = [
        Column::new(say!(language, directory.load_file)),
        Column::new(say!(language, directory.load_begun)),
        Column::new(say!(language, directory.load_by)),
        Column::new(say!(language, directory.load_state)),
        Column::new(say!(language, directory.load_added)).numeric(),
        Column::new(say!(language, directory.load_changed)).numeric(),
        Column::new(say!(language, directory.load_known)).numeric(),
        Column::new(say!(language, directory.load_refused)).numeric(),
    ];
    let mut table = Table::new(say!(language, directory.loads), columns);
    for load in loads {
        let mut name = Html::default();
        html!(name, "<a class=\"link row-link\" href=\"" {load_address(&load.id)} "\" translate=\"no\">" {&load.file_name} "</a>");
        let (state, says) = state(language, load);
        let by = load.user.clone().unwrap_or_else(|| say!(language, directory.origin_command).to_owned());
        table.row(&Row::new([
            name,
            short_date_time(&load.begun).into(),
            by.into(),
            Html::of(badge(state, says)),
            grouped(load.added).into(),
            grouped(load.changed).into(),
            grouped(load.known).into(),
            grouped(load.refused).into(),
        ]));
    }
    table.view()
}

fn state(language: Language, load: &LoadView) -> (State, &'static str) {
    match load {
        LoadView { problem: Some(_), .. } => (State::Refused, say!(language, directory.load_broken)),
        LoadView { ended: Some(_), refused: 0, .. } => (State::Granted, say!(language, directory.load_done)),
        LoadView { ended: Some(_), .. } => (State::Warning, say!(language, directory.load_done_partly)),
        LoadView { still: true, .. } if load.waits() => (State::Plain, say!(language, directory.load_waiting)),
        LoadView { still: true, .. } => (State::Plain, say!(language, directory.load_going)),
        _ => (State::Refused, say!(language, directory.load_interrupted)),
    }
}

pub(super) fn load_content(load: &LoadView) -> AnyView {
    let language = use_language();
    let (state, says) = state(language, load);
    let going = (load.ended.is_none() && load.still).then(|| {
        let work = Work {
            name: says.to_owned(),
            done: load.read_bytes.min(load.bytes),
            all: load.bytes.max(1),
            rate: None,
            stop: None,
        };
        let again = Button::quiet(say!(language, directory.load_look_again)).leads_to(load_address(&load.id));
        view! { {work.view()} <p class="mt-3">{again.view()}</p> }
    });
    let interrupted =
        load.problem.clone().or_else(|| (load.ended.is_none() && !load.still).then_some(FileProblem::Interrupted));
    let problem = interrupted.map(|problem| {
        let says = words::file_problem_words(language, &problem);
        Banner::new(Tone::Problem).view(view! { <p>{says}</p> <p>{say!(language, directory.load_again_safe)}</p> })
    });
    let count = |label: &'static str, count: u64| (label.to_owned(), grouped(count).into_any());
    let facts = definitions([
        (say!(language, directory.load_begun).to_owned(), date_time(&load.begun, language).into_any()),
        count(say!(language, directory.load_added), load.added),
        count(say!(language, directory.load_changed), load.changed),
        count(say!(language, directory.load_known), load.known),
        count(say!(language, directory.load_refused), load.refused),
    ]);
    let rejects = (load.refused > 0).then(|| {
        let file = |ending: &str| format!("{}/rejects.{ending}", load_address(&load.id));
        view! {
            <section aria-labelledby="rejects" class="mt-6 print:hidden">
                <h2 id="rejects" class="heading">{say!(language, directory.rejects_heading)}</h2>
                <p class="mb-3">{say!(language, directory.rejects_help)}</p>
                <p class="actions">
                    {Button::quiet("CSV").downloads(file("csv")).view()} {Button::quiet("XLSX").downloads(file("xlsx")).view()}
                </p>
            </section>
        }
    });
    let name = load.file_name.clone();
    view! {
        <Page title=say!(language, directory.load_title)>
            <p class="mb-3"><a class="link" href="/directory/import">{say!(language, directory.back_to_import)}</a></p>
            <p class="lead"><span translate="no">{name}</span> " " {badge(state, says)}</p>
            {problem}
            {going}
            {facts}
            {rejects}
        </Page>
    }
    .into_any()
}
