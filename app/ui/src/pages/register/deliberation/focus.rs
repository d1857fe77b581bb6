//! The point that the address names: the bar with the ways to its neighbours, and the focus on it.
//!
//! The point is marked and given the focus by the page itself, so that a browser without a script goes there.

use delibero_islands::CopyLink;
use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use super::DeliberationPage;

const WAY: &str = "link inline-flex min-h-6 items-center tabular-nums";

/// The bar, while a point is named.
pub(super) fn bar(page: &DeliberationPage) -> AnyView {
    page.focused.map(|place| ways(page, place)).into_any()
}

fn ways(page: &DeliberationPage, place: usize) -> AnyView {
    let labels = &page.view.labels;
    let Some(label) = labels.get(place).cloned() else { return ().into_any() };
    let before = place.checked_sub(1).and_then(|before| labels.get(before));
    let neighbour =
        |label: Option<&String>, relation: &'static str, words: &'static str, sign: (&'static str, &'static str)| {
            label.map(|label| {
                view! {
                    <a class=WAY rel=relation href=page.ways.point(label)>
                        <span aria-hidden="true" class="me-1 empty:hidden">{sign.0}</span>
                        <span class="sr-only">{words} " "</span>
                        {label.clone()}
                        <span aria-hidden="true" class="ms-1 empty:hidden">{sign.1}</span>
                    </a>
                }
            })
        };
    let previous = neighbour(before, "prev", say!(page.language, deliberation.previous_point), ("←", ""));
    let next = neighbour(labels.get(place + 1), "next", say!(page.language, deliberation.next_point), ("", "→"));
    view! {
        <nav
            class="sticky top-0 z-10 mb-3 flex flex-wrap items-center gap-x-4 gap-y-1 border-y border-line bg-page py-1.5 \
            text-sm print:hidden"
            aria-label=say!(page.language, deliberation.point_ways)
        >
            <span class="font-semibold tabular-nums">{say!(page.language, shell.point)} " " {label.clone()}</span>
            {previous}
            {next}
            <a class=WAY href=page.ways.whole()>{say!(page.language, deliberation.whole_text)}</a>
            <a class=WAY href=page.ways.point_on(&label, page.view.on)>{say!(page.language, deliberation.dated_link)}</a>
            {copy(page, &label, page.view.on)}
        </nav>
    }
    .into_any()
}

/// Copies the permalink of the day: a refinement, since the link stands beside.
fn copy(page: &DeliberationPage, label: &str, on: Date) -> AnyView {
    view! {
        <button
            type="button"
            class="button button-quiet button-small with-script"
            data-copies=page.ways.point_on(label, on)
        >
            {say!(page.language, deliberation.copy_link)}
        </button>
        <span class="text-muted" role="status" data-done=say!(page.language, deliberation.copied)></span>
        <CopyLink />
    }
    .into_any()
}
