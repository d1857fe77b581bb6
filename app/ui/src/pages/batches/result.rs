//! The result, some persons at a time, with the filters that an organisation needs.

use delibero_domain::identifier::ElementId;
use delibero_domain::text::Language;
use delibero_usecases::batches::{OutcomeKind, PersonResult, ResultCell, ResultLine};
use delibero_words::formats::{grouped, record_time};
use delibero_words::say;
use leptos::prelude::*;

use super::query::{KINDS, TESTS, label};
use super::view::{ResultColumn, ResultSheet, ResultView, load_result};
use super::{ResultQuery, batch_address, one, words};
use crate::address::Address;
use crate::components::badge::badge;
use crate::components::button::Button;
use crate::components::choice_field::choice_field;
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters::{self, NoLines};
use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::table::{Column, Row, Table};
use crate::components::text_field::{TextField, Width};
use crate::components::toolbar::Toolbar;
use crate::error::PageError;
use crate::filters::Filters as _;

const BUTTON: &str = "button button-quiet button-small";

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = ResultQuery::of_address(address.query());
    let view = load_result(address.part("id"), &query).await?;
    Ok(content(use_language(), &query, &view))
}

fn content(language: Language, query: &ResultQuery, view: &ResultView) -> AnyView {
    let known = |field: &str| ResultQuery::FILTERS.iter().copied().find(|known| *known == field);
    let wrongs = filters::wrongs(language, &view.unread, known);
    let line = &view.sheet.line;
    let back = batch_address(&line.batch.id);
    let (limits, form) = (one::limits(language, line), form(language, query, &view.sheet, &wrongs));
    let lines = match view.unread.is_empty() {
        true => lines(language, query, view),
        false => view! { <NoLines /> }.into_any(),
    };
    let about =
        format!("{} – {} · {}", line.service.get(language), line.module.get(language), line.purpose.get(language));
    view! {
        <Page title=say!(language, batches.result_title) wrongs>
            <p class="mb-3"><a class="link" href=back>{say!(language, batches.back_to_one)}</a></p>
            <p class="lead">{about}</p>
            {limits}
            {form}
            {lines}
        </Page>
    }
    .into_any()
}

fn form(language: Language, query: &ResultQuery, sheet: &ResultSheet, wrongs: &[Wrong]) -> AnyView {
    let field = |name: &'static str| Field::new(name, label(language, name).unwrap_or_default()).of(wrongs);
    let any = Some(say!(language, loads.any));
    let outcomes = OutcomeKind::ALL.map(|kind| (kind.as_str().to_owned(), words::outcome(language, kind).1.to_owned()));
    let elements = || {
        let nothing = std::iter::once((String::new(), say!(language, batches.any_element).to_owned()));
        let columns = sheet.columns.iter();
        nothing.chain(columns.map(|column| (column.id.to_string(), column.label.get(language).to_owned())))
    };
    let kinds = || {
        KINDS.map(|kind| {
            let words = match kind {
                "is" => say!(language, batches.test_is),
                "is-not" => say!(language, batches.test_is_not),
                "nothing" => say!(language, batches.test_nothing),
                _ => say!(language, batches.test_something),
            };
            (kind.to_owned(), words.to_owned())
        })
    };
    let kinds = || std::iter::once((String::new(), "—".to_owned())).chain(kinds());
    let tests = TESTS.map(|[element, test, value]| {
        let value_field = TextField::new(field(value), query.get(value).to_owned()).width(Width::Short);
        view! {
            <div class="filter-pair col-span-full">
                {choice_field(field(element), elements(), query.get(element))}
                {choice_field(field(test), kinds(), query.get(test))}
                {value_field.view()}
            </div>
        }
        .into_any()
    });
    let codes = codes(language, sheet);
    view! {
        <form
            method="get"
            action=ResultQuery::default().at(&sheet.line.batch.id, "")
            aria-label=say!(language, batches.filters)
            class="filter-form grow mb-4"
        >
            {choice_filter(field("outcome"), any, outcomes.into(), &query.outcome)}
            {tests.collect_view()}
            <div class="filter-do">{Button::quiet(say!(language, loads.apply)).view()}</div>
        </form>
        {codes}
    }
    .into_any()
}

/// What may be typed as a value where the values are codes.
fn codes(language: Language, sheet: &ResultSheet) -> Option<AnyView> {
    let coded: Vec<&ResultColumn> = sheet.columns.iter().filter(|column| !column.codes.is_empty()).collect();
    if coded.is_empty() {
        return None;
    }
    let lines = coded.into_iter().map(|column| {
        let codes = column.codes.iter().map(|(code, label)| format!("{code} = {}", label.get(language)));
        let codes = codes.collect::<Vec<_>>().join(" · ");
        view! { <li>{column.label.get(language).to_owned()} {say!(language, kit.colon)} {codes}</li> }
    });
    let view = view! {
        <details class="mb-4 print:hidden">
            <summary>{say!(language, batches.codes)}</summary>
            <ul class="mt-2 grid gap-1">{lines.collect_view()}</ul>
        </details>
    };
    Some(view.into_any())
}

fn lines(language: Language, query: &ResultQuery, view: &ResultView) -> AnyView {
    let id = view.sheet.line.batch.id.clone();
    let file = |ending: &'static str| Leads::File(query.with("from", "").at(&id, ending));
    let count = say!(language, batches.shown, count = grouped(view.persons.len() as u64));
    let first = (!query.from.is_empty()).then(|| Leads::To(query.with("from", "").at(&id, "")));
    let next = view.next.map(|from| Leads::To(query.with("from", &from.to_string()).at(&id, "")));
    let body = match (view.persons.is_empty(), view.is_filtered) {
        (true, true) => empty(say!(language, batches.nobody_passes), ()),
        (true, false) => empty(say!(language, batches.no_result_yet), ()),
        (false, _) => table(language, view),
    };
    view! {
        {Toolbar::new([count])
            .files(|extension| file(if extension == "csv" { ".csv" } else { ".xlsx" }))
            .file("NDJSON", say!(language, batches.ndjson), file(".ndjson"))
            .file("XML", say!(language, batches.xml), file(".xml"))
            .view()}
        {body}
        <nav class="pagination" aria-label=say!(language, batches.pages)>
            {first.map(|first| first.view(BUTTON, say!(language, batches.from_start)))}
            {next.map(|next| next.view(BUTTON, say!(language, batches.next)))}
        </nav>
    }
    .into_any()
}

fn table(language: Language, view: &ResultView) -> AnyView {
    let columns = [
        Column::new(say!(language, loads.line)).numeric(),
        Column::new(say!(language, consultation.niss)),
        Column::new(say!(language, batches.outcome)),
        Column::new(say!(language, batches.record_time)),
        Column::new(say!(language, batches.data)),
    ];
    let mut table = Table::new(say!(language, batches.result), columns);
    for (elements, person) in &view.persons {
        let nothing = [ResultLine::default()];
        let lines = match &person.result {
            PersonResult::Answered(lines) => lines.as_slice(),
            _ => &nothing,
        };
        for line in lines {
            let data = match &person.result {
                PersonResult::Refused { refusal, .. } => Html::from(words::refusal_words(language, refusal)),
                _ => data(language, &view.sheet.columns, elements, line),
            };
            let (mark, says) = words::outcome_of_one(language, OutcomeKind::of(&person.result));
            table.row(&Row::new([
                grouped(person.line).into(),
                Html::of(view! { <span class="whitespace-nowrap">{person.person.reveal_formatted()}</span> }),
                Html::of(badge(mark, says)),
                Html::from(time(language, view, line)),
                data,
            ]));
        }
    }
    table.view()
}

/// What a line has, each with its name: a column for each of some forty elements would be wider than any screen. Files
/// have the columns.
fn data(language: Language, columns: &[ResultColumn], elements: &[ElementId], line: &ResultLine) -> Html {
    let mut data = Html::default();
    for column in columns {
        let place = elements.iter().position(|element| *element == column.id);
        let found = line.cells.iter().filter(|(of, _)| Some(usize::from(*of)) == place);
        let words: Vec<String> = found.map(|(_, cell)| words_of(language, column, cell)).collect();
        if !words.is_empty() {
            let (label, colon) = (column.label.get(language), say!(language, kit.colon));
            html!(data, "<li><span class=\"quiet\">" {label} {colon} "</span>" {words.join(", ")} "</li>");
        }
    }
    let mut list = Html::default();
    if data.holds_elements() {
        list.mark("<ul class=\"pairs\">");
        list.html(&data);
        list.mark("</ul>");
    }
    list
}

fn words_of(language: Language, column: &ResultColumn, cell: &ResultCell) -> String {
    match cell {
        ResultCell::Filtered => say!(language, answer.filtered).to_owned(),
        ResultCell::Whether(true) => say!(language, answer.whether_yes).to_owned(),
        ResultCell::Whether(false) => say!(language, answer.whether_no).to_owned(),
        value => column.words(language, value),
    }
}

/// With who sent it, where that may be one of several.
fn time(language: Language, view: &ResultView, line: &ResultLine) -> String {
    let time = line.time.parse().map_or_else(|_| line.time.clone(), |time| record_time(time, language));
    let senders = &view.sheet.senders;
    match line.sender.as_ref().and_then(|sender| senders.iter().find(|(known, _)| known == sender)) {
        Some((_, label)) => format!("{time} · {}", label.get(language)),
        None => time,
    }
}
