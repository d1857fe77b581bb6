//! What changed in the text: the summary, the jumps to what changed, and the rows.

use crate::pages::register::differences::view::Texts;
use delibero_domain::deliberation::differences::Differences;
use delibero_words::say;
use leptos::prelude::*;

use super::rows::{Jump, Writer};
use super::words::{HEADING, counts_since, version_name};
use super::{Shown, address, summary};

/// The section; none where the texts cannot be compared, which the head of the page says.
pub(super) fn view(shown: &Shown) -> Option<AnyView> {
    let Texts::Compared(_) = shown.page.texts else { return None };
    let written = match &shown.page.body.text {
        Some(text) if shown.page.differs => differing(shown, text),
        _ => view! { <p class="font-medium">{say!(shown.language, differences.identical)}</p> }.into_any(),
    };
    Some(
        view! {
            <section aria-labelledby="text">
                <h2 id="text" class=HEADING>{say!(shown.language, differences.text)}</h2>
                <div class="differences">{written}</div>
            </section>
        }
        .into_any(),
    )
}

fn differing(shown: &Shown, differences: &Differences) -> AnyView {
    let (jumps, rows) = Writer::new(shown, differences).whole();
    let look = if shown.is_side_by_side() { "official compared" } else { "official compared as-one" };
    view! {
        {summary::view(shown, differences)}
        {jump_list(shown, jumps)}
        <p class="mb-3 text-sm text-muted">{say!(shown.language, differences.legend)}</p>
        {heads(shown)}
        <div class=look lang=shown.text_language()>{rows}</div>
    }
    .into_any()
}

fn jump_list(shown: &Shown, jumps: Vec<Jump>) -> AnyView {
    let links = jumps.into_iter().map(|Jump { id, mark: (sign, words, colour), name }| {
        view! {
            <li>
                <a class="link" href=format!("#{id}")>
                    <span class=colour aria-hidden="true">{sign} " "</span>
                    {name}
                    <span class="sr-only">", " {words}</span>
                </a>
            </li>
        }
    });
    let links: Vec<_> = links.collect();
    view! {
        <nav class="jumps print:hidden" aria-label=say!(shown.language, differences.changes)>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

/// Which version stands on which side, and since when it counts.
pub(super) fn heads(shown: &Shown) -> AnyView {
    let head = |words: &'static str, place: u16| {
        let to = shown.version(place).map(|version| address::version(&shown.query, &shown.page, version));
        view! {
            <p class="side">
                <span class="text-muted">{words} {say!(shown.language, differences.colon)}</span>
                <a class="link" href=to>{version_name(shown, place)}</a>
                <span class="text-muted">", " {counts_since(shown, place)}</span>
            </p>
        }
    };
    view! {
        <div class="sides heads">
            {head(say!(shown.language, differences.before), shown.page.from)}
            {head(say!(shown.language, differences.after), shown.page.to)}
        </div>
    }
    .into_any()
}
