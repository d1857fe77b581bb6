//! The versions: the drawing, and the same as a table.

use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use delibero_words::formats::short_date;
use delibero_words::say;
use leptos::prelude::*;

use super::labels::version_name;
use super::timeline;
use super::{DeliberationPage, address};
use crate::components::html::{Html, html};
use crate::components::table::{Column, Row, Table};

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let incomplete = (!page.view.amendments_complete).then(
        || view! { <p class="mb-2 text-sm text-warning">{say!(page.language, deliberation.versions_incomplete)}</p> },
    );
    view! {
        <section aria-labelledby="versions">
            <h2 id="versions" class="part-heading">{say!(page.language, deliberation.versions)}</h2>
            {incomplete}
            {timeline::view(page).into_div("mb-3")}
            {table(page)}
        </section>
    }
    .into_any()
}

fn table(page: &DeliberationPage) -> AnyView {
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
    for (place, version) in (0..).zip(&page.view.versions) {
        table.row(&row(page, place, version));
    }
    table.view()
}

fn row(page: &DeliberationPage, place: u16, version: &Version) -> Row {
    let language = page.language;
    let counts = page.view.counting == Some(place);
    let quiet = |words: &'static str| {
        let mut out = Html::default();
        html!(out, "<small>" {words} "</small>");
        out
    };
    let document = match &version.document {
        Some(document) => document.to_string().into(),
        None => quiet(say!(language, deliberation.not_known)),
    };
    let in_force = match version.in_force {
        Some(day) => short_date(day).into(),
        None => quiet(say!(language, deliberation.in_force_unknown)),
    };
    let known = match version.languages.as_slice() {
        [] => quiet(say!(language, deliberation.text_unknown)),
        languages => languages.iter().copied().map(Language::code).collect::<Vec<_>>().join(", ").to_uppercase().into(),
    };
    let (name, ways) = (name(page, place, counts), Html::of(ways(page, place, version)));
    let cells = [name, document, short_date(version.approved).into(), in_force, known, ways];
    Row::new(cells).class(if counts { "current" } else { "" })
}

fn name(page: &DeliberationPage, place: u16, counts: bool) -> Html {
    let mut out = Html::from(version_name(page, place));
    let read = page.view.shown.is_some_and(|(known, _)| known == place);
    let words = match (counts, read) {
        (true, _) if page.view.on == page.view.today => say!(page.language, deliberation.counts_today),
        (true, _) => say!(page.language, deliberation.counts_then),
        (false, true) => say!(page.language, deliberation.text_below),
        (false, false) => return out,
    };
    html!(out, "<small><b>" {words} "</b></small>");
    out
}

/// To read the version, and to compare it with the one before whose text is known.
fn ways(page: &DeliberationPage, place: u16, version: &Version) -> AnyView {
    let read = view! {
        <a class="link" href=page.ways.on(Some(version.effective()))>
            {say!(page.language, deliberation.read)}
            <span class="sr-only">" " {version_name(page, place)}</span>
        </a>
    };
    let before = (0..place).rev().find(|before| known(page, *before)).filter(|_| version.is_known());
    let compare = before.map(|before| {
        view! {
            <a class="link" href=compare(page, before, place)>
                {say!(page.language, deliberation.compare_before)}
                <span class="sr-only">" " {version_name(page, place)}</span>
            </a>
        }
    });
    view! { <div class="actions print:hidden">{read} {compare}</div> }.into_any()
}

fn known(page: &DeliberationPage, place: u16) -> bool {
    page.view.versions.get(usize::from(place)).is_some_and(Version::is_known)
}

/// Where two versions are compared.
fn compare(page: &DeliberationPage, from: u16, to: u16) -> String {
    format!("{}/compare?from={from}&to={to}", address::deliberation(page.view.number))
}
