//! What the text cites and what cites it: drawn, and as lists.

use delibero_words::formats::long_date;
use delibero_words::say;
use delibero_words::sentence_case::sentence_case;
use leptos::prelude::*;

use super::labels::part;
use super::view::Neighbour;
use super::{DeliberationPage, address, graph};
use crate::components::html::{Html, html};
use crate::components::language::lang_within;
use crate::components::panel::section;

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let (language, view) = (page.language, &page.view);
    let mut out = Html::default();
    if !(view.cited.is_empty() && view.citing.is_empty()) {
        graph::write(&mut out, page);
    }
    let cites_none = match view.shown {
        Some(_) => say!(language, deliberation.cites_none),
        None => say!(language, deliberation.cites_unknown),
    };
    out.mark("<div class=\"references\">");
    list(&mut out, page, (say!(language, deliberation.cites), cites_none), &view.cited, true);
    let cited_by_none = say!(language, deliberation.cited_by_none);
    list(&mut out, page, (say!(language, deliberation.cited_by), cited_by_none), &view.citing, false);
    out.mark("</div>");
    section("references", say!(language, deliberation.references), out.into_div(""))
}

/// `own`: the places are points of this text, else of the others.
fn list(out: &mut Html, page: &DeliberationPage, (heading, none): (&str, &str), all: &[Neighbour], own: bool) {
    if all.is_empty() {
        html!(out, "<div><h3>" {heading} "</h3><p class=\"hint\">" {none} "</p></div>");
        return;
    }
    html!(out, "<div><h3>" {heading} " (" {all.len()} ")</h3><ul>");
    for neighbour in all {
        item(out, page, neighbour, own);
    }
    out.mark("</ul></div>");
}

fn item(out: &mut Html, page: &DeliberationPage, neighbour: &Neighbour, own: bool) {
    let (language, number) = (page.language, neighbour.number);
    match neighbour.title {
        Some(_) => html!(out, "<li><a class=\"link\" href=\"" {address::deliberation(number)} "\">" {number} "</a>"),
        None => html!(out, "<li><b>" {number} "</b>"),
    }
    if let Some(date) = neighbour.date {
        html!(out, " " {say!(language, deliberation.of_day, day = long_date(date, language))});
    }
    match &neighbour.title {
        None => html!(out, "<span class=\"quiet\">, " {say!(language, deliberation.not_in_register)} "</span>"),
        Some(title) if title.words.is_empty() => {}
        Some(title) => {
            html!(out, "<p class=\"quiet\" title=\"" {&title.words} "\"");
            out.attribute("lang", lang_within(language, title.language));
            html!(out, ">" {sentence_case(&title.words)} "</p>");
        }
    }
    places(out, page, neighbour, own);
    out.mark("</li>");
}

/// Where the citation stands.
fn places(out: &mut Html, page: &DeliberationPage, neighbour: &Neighbour, own: bool) {
    let mut before = " ";
    for at in &neighbour.at {
        if before == " " {
            html!(out, "<p>" {say!(page.language, deliberation.at_points)});
        }
        let to = if own { format!("#{}", address::place(at)) } else { address::point_of(neighbour.number, at) };
        match part(page, at) {
            Some(words) => html!(out, {before} {words}),
            None => html!(out, {before} "<a class=\"link\" href=\"" {to} "\">" {at} "</a>"),
        }
        before = ", ";
    }
    if before != " " {
        out.mark("</p>");
    }
}
