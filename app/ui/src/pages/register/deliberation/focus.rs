//! The point that the address names: the bar with the ways to its neighbours, and the focus on it.
//!
//! The point is marked and given the focus by the page itself, so that a browser without a script goes there.

use delibero_islands::CopyLink;
use delibero_words::say;
use leptos::prelude::*;

use super::DeliberationPage;

/// The bar, while a point is named.
pub(super) fn bar(page: &DeliberationPage) -> Option<AnyView> {
    let (language, labels) = (page.language, &page.view.labels);
    let place = page.focused?;
    let label = labels.get(place)?.clone();
    let neighbour = |at: Option<usize>, relation: &'static str, words: &'static str, class: &'static str| {
        let label = labels.get(at?)?.clone();
        let to = page.ways.point(&label);
        Some(view! { <a class=class rel=relation href=to><span class="sr-only">{words} " "</span> {label}</a> })
    };
    let before = neighbour(place.checked_sub(1), "prev", say!(language, deliberation.previous_point), "link before");
    let after = neighbour(Some(place + 1), "next", say!(language, deliberation.next_point), "link after");
    let dated = page.ways.point_on(&label, page.view.on);
    let bar = view! {
        <nav class="point-bar" aria-label=say!(language, deliberation.point_ways)>
            <b>{say!(language, shell.point)} " " {label}</b>
            {before}
            {after}
            <a class="link" href=page.ways.whole()>{say!(language, deliberation.whole_text)}</a>
            <a class="link" href=dated.clone()>{say!(language, deliberation.dated_link)}</a>
            // A refinement, since the link stands beside.
            <button type="button" class="button button-quiet button-small with-script" data-copies=dated>
                {say!(language, deliberation.copy_link)}
            </button>
            <span role="status" data-done=say!(language, deliberation.copied)></span>
            <CopyLink />
        </nav>
    };
    Some(bar.into_any())
}
