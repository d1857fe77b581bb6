//! The versions: the drawing, and the same as a table.

use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::labels::{version, version_name};
use super::timeline;
use super::{DeliberationPage, address};
use crate::components::html::{Html, html};
use crate::components::panel::section;
use crate::components::table::{Column, Row, Table};

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let language = page.language;
    let columns = [
        say!(language, deliberation.version),
        say!(language, deliberation.document),
        say!(language, deliberation.approved),
        say!(language, deliberation.in_force),
        say!(language, deliberation.official_text),
        say!(language, deliberation.ways),
    ];
    let mut table = Table::new(say!(language, deliberation.versions_table), columns.map(Column::new));
    for (place, version) in (0..).zip(&page.view.found.versions) {
        table.row(&row(page, place, version));
    }
    let incomplete = (!page.view.found.amendments_complete)
        .then(|| view! { <p class="incomplete">{say!(language, deliberation.versions_incomplete)}</p> });
    let parts = (incomplete, timeline::view(page).into_div(""), table.view());
    section("versions", say!(language, deliberation.versions), parts)
}

fn row(page: &DeliberationPage, place: u16, version: &Version) -> Row {
    let language = page.language;
    let quiet = |words: &str| {
        let mut out = Html::default();
        html!(out, "<small>" {words} "</small>");
        out
    };
    let document = version.document.as_ref().map(ToString::to_string);
    let languages = version.languages.iter().copied().map(Language::code).collect::<Vec<_>>().join(", ").to_uppercase();
    Row::new([
        name(page, place),
        document.map_or_else(|| quiet(say!(language, deliberation.not_known)), Html::from),
        short_date(version.approved).into(),
        version
            .in_force
            .map_or_else(|| quiet(say!(language, deliberation.in_force_unknown)), |day| short_date(day).into()),
        if version.is_known() { languages.into() } else { quiet(say!(language, deliberation.text_unknown)) },
        ways(page, place, version),
    ])
    .class(if page.view.counting == Some(place) { "current" } else { "" })
}

fn name(page: &DeliberationPage, place: u16) -> Html {
    let (language, view) = (page.language, &page.view);
    let mut out = Html::from(version_name(page, place));
    let words = match view.counting == Some(place) {
        true if view.on == view.today => say!(language, deliberation.counts_today),
        true => say!(language, deliberation.counts_then),
        false if view.shown.is_some_and(|(read, _)| read == place) => say!(language, deliberation.text_below),
        false => return out,
    };
    html!(out, "<small><b>" {words} "</b></small>");
    out
}

/// To read the version, and to compare it with the one before whose text is known.
fn ways(page: &DeliberationPage, place: u16, of: &Version) -> Html {
    let known = |before: &u16| version(page, *before).is_some_and(Version::is_known);
    let before = (0..place).rev().find(known).filter(|_| of.is_known());
    let compare = |before| format!("{}?from={before}&to={place}", address::compare(page.view.found.number));
    let read = (page.ways.on(Some(of.effective())), say!(page.language, deliberation.read));
    let compared = before.map(|before| (compare(before), say!(page.language, deliberation.compare_before)));
    let mut out = Html::default();
    out.mark("<div class=\"actions print:hidden\">");
    for (to, words) in [read].into_iter().chain(compared) {
        html!(out, "<a class=\"link\" href=\"" {to} "\">" {words} "<span class=\"sr-only\"> " {version_name(page, place)}
            "</span></a>");
    }
    out.mark("</div>");
    out
}
