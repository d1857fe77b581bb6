//! What the text cites and what cites it: drawn, and as lists.

use crate::pages::register::deliberation::view::Neighbour;
use delibero_words::formats::long_date;
use delibero_words::say;
use delibero_words::sentence_case::sentence_case;
use leptos::prelude::*;

use super::labels::part;
use super::{DeliberationPage, address, graph};

pub(super) fn view(page: &DeliberationPage) -> AnyView {
    let view = &page.view;
    let nothing = view.cited.is_empty() && view.citing.is_empty();
    let drawn = (!nothing).then(|| graph::view(page));
    view! {
        <section aria-labelledby="references">
            <h2 id="references" class="part-heading">{say!(page.language, deliberation.references)}</h2>
            {drawn}
            <div class="grid gap-x-10 lg:grid-cols-2">
                {list(page, say!(page.language, deliberation.cites), &view.cited, true)}
                {list(page, say!(page.language, deliberation.cited_by), &view.citing, false)}
            </div>
        </section>
    }
    .into_any()
}

fn list(page: &DeliberationPage, heading: &'static str, all: &[Neighbour], own: bool) -> AnyView {
    let body = if all.is_empty() {
        let words = match (own, page.view.shown.is_some()) {
            (true, false) => say!(page.language, deliberation.cites_unknown),
            (true, true) => say!(page.language, deliberation.cites_none),
            (false, _) => say!(page.language, deliberation.cited_by_none),
        };
        view! { <p class="text-sm text-muted">{words}</p> }.into_any()
    } else {
        let items: Vec<_> = all.iter().map(|neighbour| item(page, neighbour, own)).collect();
        view! { <ul class="text-sm">{items}</ul> }.into_any()
    };
    let count = (!all.is_empty()).then(|| format!(" ({})", all.len()));
    view! {
        <div>
            <h3 class="mt-3 mb-1 font-semibold">{heading} {count}</h3>
            {body}
        </div>
    }
    .into_any()
}

fn item(page: &DeliberationPage, neighbour: &Neighbour, own: bool) -> AnyView {
    let number = neighbour.number.to_string();
    let name = match &neighbour.title {
        Some(_) => view! {
            <a class="link inline-flex min-h-6 items-center font-medium tabular-nums" href=address::deliberation(neighbour.number)>
                {number}
            </a>
        }
        .into_any(),
        None => view! { <span class="font-medium tabular-nums">{number}</span> }.into_any(),
    };
    let date =
        neighbour.date.map(|date| say!(page.language, deliberation.of_day, day = long_date(date, page.language)));
    let absent = neighbour
        .title
        .is_none()
        .then(|| view! { <span class="text-muted">", " {say!(page.language, deliberation.not_in_register)}</span> });
    let title = neighbour.title.as_ref().filter(|title| !title.words.is_empty()).map(|title| {
        view! { <span class="line-clamp-2 text-muted print:line-clamp-none" lang=page.other(title.language) title=title.words.clone()>{sentence_case(&title.words)}</span> }
    });
    view! {
        <li class="border-b border-line py-1">
            {name} " " {date} {absent}
            {title}
            {places(page, neighbour, own)}
        </li>
    }
    .into_any()
}

/// Where the citation stands: at points of this text, or of the other one.
fn places(page: &DeliberationPage, neighbour: &Neighbour, own: bool) -> Option<AnyView> {
    if neighbour.at.is_empty() {
        return None;
    }
    let place = |at: &String| match (part(page, at), own) {
        (Some(words), _) => words.into_any(),
        (None, true) => view! {
            <a class="link tabular-nums" href=format!("#{}", address::place(at))>{at.clone()}</a>
        }
        .into_any(),
        (None, false) => {
            let to = format!("{}/points/{}", address::deliberation(neighbour.number), at.replace('/', "."));
            view! { <a class="link tabular-nums" href=to>{at.clone()}</a> }.into_any()
        }
    };
    let places: Vec<_> =
        neighbour.at.iter().enumerate().map(|(index, at)| (if index > 0 { ", " } else { "" }, place(at))).collect();
    Some(view! { <span class="block">{say!(page.language, deliberation.at_points)} " " {places}</span> }.into_any())
}
