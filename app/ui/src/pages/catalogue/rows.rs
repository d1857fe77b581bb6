//! The table of recipients.

use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::query::{RecipientSort, RecipientsQuery, sorted_by};
use super::view::RecipientLine;
use crate::components::html::{Html, html};
use crate::components::source::write_point;
use crate::components::table::{Column, Direction, Row, Table};

/// How wide the drawn bar is.
const BAR: u32 = 96;

pub(super) fn table(language: Language, query: &RecipientsQuery, lines: &[RecipientLine]) -> AnyView {
    let sort = query.sorted();
    let sorting = |label: &'static str, by: RecipientSort| {
        let now = Direction::of(by == RecipientSort::Granted);
        Column::new(label).sorts(sorted_by(query, by), (by == sort).then_some(now))
    };
    let columns = [
        sorting(say!(language, catalogue.recipient), RecipientSort::Name),
        sorting(say!(language, catalogue.sources), RecipientSort::Point),
        Column::new(say!(language, catalogue.modules)),
        sorting(say!(language, catalogue.granted_share), RecipientSort::Granted),
    ];
    let mut table = Table::new(say!(language, catalogue.caption), columns);
    for line in lines {
        table.row(&Row::new([
            recipient(language, line),
            sources(language, line),
            modules(language, &line.modules),
            share(language, line.granted, line.carried),
        ]));
    }
    table.view()
}

fn recipient(language: Language, line: &RecipientLine) -> Html {
    let mut out = Html::default();
    html!(out, "<a class=\"link row-link\" href=\"/catalogue/" {&line.id} "\">" {line.label.get(language)} "</a>");
    if line.members.is_empty() {
        return out;
    }
    let summary = match line.members.len() {
        1 => say!(language, catalogue.members_one).to_owned(),
        n => format!("{n} {}", say!(language, catalogue.members_many)),
    };
    html!(out, "<details><summary>" {summary} "</summary><ul class=\"links\">");
    for (id, name) in &line.members {
        html!(out, "<li><a class=\"link\" href=\"/catalogue/" {id} "\">" {name.get(language)} "</a></li>");
    }
    html!(out, "</ul></details>");
    out
}

fn sources(language: Language, line: &RecipientLine) -> Html {
    let mut out = Html::default();
    html!(out, "<ul class=\"links\">");
    for source in &line.sources {
        html!(out, "<li class=\"cited\">");
        write_point(&mut out, language, source, Some(&line.id), false);
        html!(out, "</li>");
    }
    html!(out, "</ul>");
    out
}

fn modules(language: Language, modules: &[Text]) -> Html {
    let mut out = Html::default();
    html!(out, "<ul>");
    for (place, module) in modules.iter().enumerate() {
        if !modules[..place].contains(module) {
            html!(out, "<li>" {module.get(language)} "</li>");
        }
    }
    html!(out, "</ul>");
    out
}

/// Granted of carried, in numbers and as a bar.
pub(super) fn share(language: Language, granted: u32, carried: u32) -> Html {
    let filled = (BAR * granted).checked_div(carried).unwrap_or_default().min(BAR);
    let mut out = Html::default();
    html!(out, "<span class=\"share\"><svg width=\"" {BAR} "\" height=\"10\" aria-hidden=\"true\"><rect width=\"" {filled}
        "\" height=\"10\"/></svg> <span>" {granted} " " {say!(language, catalogue.granted_of)} " " {carried} "</span></span>");
    out
}
