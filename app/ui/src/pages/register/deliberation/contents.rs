//! The table of contents: at the side on wide screens, folded above the text on narrow ones.

use crate::pages::register::deliberation::view::DeliberationBody;
use delibero_words::say;
use leptos::prelude::*;

use super::text::{heading, section_place};
use super::{Shown, address};

/// Both, only one of which is ever seen; none without a text, whose points would be bare numbers.
pub(super) fn view(shown: &Shown) -> AnyView {
    if shown.page.shown.is_none() {
        return ().into_any();
    }
    let side = "contents sticky top-4 order-last hidden max-h-[calc(100vh-2rem)] self-start overflow-y-auto text-sm \
        xl:block print:hidden";
    view! {
        <div class=side>{at_side(shown, &shown.page.body)}</div>
        <div class="contents mb-4 text-sm xl:hidden print:hidden">{folded(shown, &shown.page.body)}</div>
    }
    .into_any()
}

fn at_side(shown: &Shown, body: &DeliberationBody) -> AnyView {
    view! {
        <nav aria-labelledby="contents">
            <h2 id="contents" class="mb-2 font-semibold">{say!(shown.language, deliberation.contents)}</h2>
            {list(shown, body)}
        </nav>
    }
    .into_any()
}

fn folded(shown: &Shown, body: &DeliberationBody) -> AnyView {
    view! {
        <details>
            <summary class="inline-flex min-h-6 items-center font-semibold">{say!(shown.language, deliberation.contents)}</summary>
            <nav class="mt-2" aria-label=say!(shown.language, deliberation.contents)>{list(shown, body)}</nav>
        </details>
    }
    .into_any()
}

/// Sections with the points that stand in them.
fn list(shown: &Shown, body: &DeliberationBody) -> AnyView {
    let lang = shown.text_language();
    let Some(text) = &body.text else {
        return points(shown, &shown.page.labels.iter().map(String::as_str).collect::<Vec<_>>());
    };
    let mut under: Vec<Vec<&str>> = vec![Vec::new(); text.sections.len()];
    let mut before = Vec::new();
    for (point, label) in text.points.iter().zip(&shown.page.labels) {
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
                {points(shown, labels)}
            </li>
        }
    });
    let sections: Vec<_> = sections.collect();
    let ends = [
        text.operative.as_ref().map(|_| ("operative", say!(shown.language, deliberation.operative))),
        text.annex.as_ref().map(|_| ("annex", say!(shown.language, deliberation.annex))),
    ];
    let ends = ends.into_iter().flatten();
    let ends = ends.map(|(id, words)| view! { <li><a href=format!("#{id}")>{words}</a></li> });
    view! {
        {points(shown, &before)}
        <ul>{sections} {ends.collect_view()}</ul>
    }
    .into_any()
}

fn points(shown: &Shown, labels: &[&str]) -> AnyView {
    if labels.is_empty() {
        return ().into_any();
    }
    let links = labels.iter().map(|label| {
        view! { <li><a href=format!("#{}", address::place(label))>{(*label).to_owned()}</a></li> }
    });
    let links: Vec<_> = links.collect();
    view! { <ol class="labels" aria-label=say!(shown.language, deliberation.points)>{links}</ol> }.into_any()
}
