//! The deliberations of a page.

use delibero_domain::deliberation::register::State;
use delibero_words::formats::short_date;
use delibero_words::say;
use delibero_words::sentence_case::{is_in_capitals, sentence_case};
use jiff::civil::Date;
use leptos::prelude::*;

use super::query::sorted_by;
use super::view::{ListLine, Piece};
use super::{ListPage, ListQuery, ListSort};
use crate::components::html::{Html, html};
use crate::components::table::{Column, Direction, Row, Table};
use crate::filters::Filters as _;
use crate::pages::register::state;

pub(super) fn table(page: &ListPage) -> AnyView {
    let language = page.language;
    let (sort, descending) = page.query.sorted();
    let sorting = |label: &'static str, by: ListSort| {
        let now = (by == sort).then(|| Direction::of(descending));
        Column::new(label).sorts(sorted_by(&page.query, by).address(), now)
    };
    let columns = [
        sorting(say!(language, register_list.number), ListSort::Number),
        sorting(say!(language, register_list.name), ListSort::Title),
        Column::new(say!(language, register_list.committee)),
        sorting(say!(language, register_list.date), ListSort::Date),
        sorting(say!(language, register_list.newest), ListSort::Amended),
        Column::new(say!(language, register_list.state)),
    ];
    let mut table = Table::new(say!(language, register_list.caption), columns);
    for line in &page.view.lines {
        table.row(&Row::new([
            number(line),
            title(page, line),
            committee(page, line),
            time(line.date),
            newest(page, line),
            state_of(page, line),
        ]));
    }
    table.view()
}

fn address(number: impl std::fmt::Display) -> String {
    format!("{}/{number}", ListQuery::PATH)
}

fn time(day: Date) -> Html {
    let mut out = Html::default();
    write_time(&mut out, day);
    out
}

fn write_time(out: &mut Html, day: Date) {
    html!(out, "<time datetime=\"" {day} "\">" {short_date(day)} "</time>");
}

fn number(line: &ListLine) -> Html {
    let mut out = Html::default();
    html!(out, "<a class=\"link row-link\" href=\"" {address(line.number)} "\">" {line.number} "</a>");
    out
}

fn title(page: &ListPage, line: &ListLine) -> Html {
    let mut out = Html::default();
    if line.title.is_empty() {
        html!(out, "<small>" {say!(page.language, register_list.no_title)} "</small>");
    } else {
        let capitals = is_in_capitals(&line.title).then(|| line.title.clone());
        out.view(view! {
            <p class="official-title" lang=page.other(line.title_language) title=capitals>{sentence_case(&line.title)}</p>
        });
    }
    if !line.excerpt.is_empty() {
        out.view(excerpt(page, line));
    }
    out
}

fn excerpt(page: &ListPage, line: &ListLine) -> impl IntoView {
    let mut words = Html::default();
    for Piece { text, hit } in &line.excerpt {
        match hit {
            true => html!(words, "<mark>" {text} "</mark>"),
            false => words.words(text),
        }
    }
    let label = format!("{}{}", say!(page.language, register_list.excerpt), say!(page.language, kit.colon));
    view! {
        <p class="excerpt">
            <span class="sr-only">{label}</span>
            <span lang=page.other(line.printed) inner_html=words.into_string()></span>
        </p>
    }
}

fn committee(page: &ListPage, line: &ListLine) -> Html {
    match page.say(&line.committee) {
        "" => {
            let mut out = Html::default();
            html!(out, "<small>" {say!(page.language, register_list.no_committee)} "</small>");
            out
        }
        name => name.into(),
    }
}

fn newest(page: &ListPage, line: &ListLine) -> Html {
    let language = page.language;
    let mut out = Html::default();
    match &line.document {
        Some(document) => html!(out, "<span class=\"document\">" {document} "</span>"),
        None => html!(out, "<small>" {say!(language, register_list.no_document)} "</small>"),
    }
    html!(out, "<small>" {say!(language, register_list.approved)} " ");
    write_time(&mut out, line.approved);
    html!(out, "</small>");
    if let Some(day) = line.in_force {
        html!(out, "<small>" {say!(language, register_list.in_force)} " ");
        write_time(&mut out, day);
        html!(out, "</small>");
    }
    let least = if line.versions_complete { "" } else { say!(language, register_list.versions_at_least) };
    let versions = match line.versions {
        1 => say!(language, register_list.versions_one).to_owned(),
        many => format!("{many} {}", say!(language, register_list.versions_many)),
    };
    html!(out, "<small>" {format!("{least} {versions}").trim()} "</small>");
    out
}

fn state_of(page: &ListPage, line: &ListLine) -> Html {
    let language = page.language;
    let mut out = Html::of(state::mark(language, line.state));
    if let Some(day) = line.since {
        let words = match line.state {
            State::InForceLater => say!(language, register_list.since_later),
            _ => say!(language, register_list.since),
        };
        html!(out, "<small>" {words} " ");
        write_time(&mut out, day);
        html!(out, "</small>");
    }
    if let Some(by) = line.replaced_by {
        html!(out, "<small>" {say!(language, register_list.replaced_by)} " <a class=\"link\" href=\"" {address(by)} "\">"
            {by} "</a></small>");
    }
    out
}
