//! The table of contents: at the side on wide screens, folded above the text on narrow ones.

use crate::pages::register::deliberation::view::DeliberationBody;
use delibero_words::say;
use leptos::prelude::*;

use super::text::{heading, section_place};
use super::{DeliberationPage, address};

/// Both, only one of which is ever seen; none without a text, whose points would be bare numbers.
pub(super) fn view(page: &DeliberationPage) -> AnyView {
    if page.view.shown.is_none() {
        return ().into_any();
    }
    let side = "contents sticky top-4 order-last hidden max-h-[calc(100vh-2rem)] self-start overflow-y-auto text-sm \
        xl:block print:hidden";
    view! {
        <div class=side>{at_side(page, &page.view.body)}</div>
        <div class="contents mb-4 text-sm xl:hidden print:hidden">{folded(page, &page.view.body)}</div>
    }
    .into_any()
}

fn at_side(page: &DeliberationPage, body: &DeliberationBody) -> AnyView {
    view! {
        <nav aria-labelledby="contents">
            <h2 id="contents" class="mb-2 font-semibold">{say!(page.language, deliberation.contents)}</h2>
            {list(page, body)}
        </nav>
    }
    .into_any()
}

fn folded(page: &DeliberationPage, body: &DeliberationBody) -> AnyView {
    view! {
        <details>
            <summary class="inline-flex min-h-6 items-center font-semibold">{say!(page.language, deliberation.contents)}</summary>
            <nav class="mt-2" aria-label=say!(page.language, deliberation.contents)>{list(page, body)}</nav>
        </details>
    }
    .into_any()
}

/// Sections with the points that stand in them.
fn list(page: &DeliberationPage, body: &DeliberationBody) -> AnyView {
    let lang = page.text_language();
    let Some(text) = &body.text else {
        return points(page, &page.view.labels.iter().map(String::as_str).collect::<Vec<_>>());
    };
    let mut under: Vec<Vec<&str>> = vec![Vec::new(); text.sections.len()];
    let mut before = Vec::new();
    for (point, label) in text.points.iter().zip(&page.view.labels) {
        match point.heading.and_then(|at| under.get_mut(at)) {
            Some(points) => points.push(label),
            None => before.push(label.as_str()),
        }
    }
    let sections = text.sections.iter().zip(&under).enumerate().map(|(at, (section, labels))| {
        let class = if section.level > 1 { "deep" } else { "" };
        view! {
            <li class=class>
                <a href=format!("#{}", section_place(at)) lang=lang>{heading(section)}</a>
                {points(page, labels)}
            </li>
        }
    });
    let sections: Vec<_> = sections.collect();
    let ends = [
        text.operative.as_ref().map(|_| ("operative", say!(page.language, deliberation.operative))),
        text.annex.as_ref().map(|_| ("annex", say!(page.language, deliberation.annex))),
    ];
    let ends = ends.into_iter().flatten();
    let ends = ends.map(|(id, words)| view! { <li><a href=format!("#{id}")>{words}</a></li> });
    view! {
        {points(page, &before)}
        <ul>{sections} {ends.collect_view()}</ul>
    }
    .into_any()
}

fn points(page: &DeliberationPage, labels: &[&str]) -> AnyView {
    if labels.is_empty() {
        return ().into_any();
    }
    let links = labels.iter().map(|label| {
        view! { <li><a href=format!("#{}", address::place(label))>{(*label).to_owned()}</a></li> }
    });
    let links: Vec<_> = links.collect();
    view! { <ol class="labels" aria-label=say!(page.language, deliberation.points)>{links}</ol> }.into_any()
}
