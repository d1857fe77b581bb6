//! What changed in the text: the summary, the jumps to what changed, and the rows.

use crate::pages::register::differences::view::Texts;
use delibero_domain::deliberation::differences::Differences;
use delibero_words::say;
use leptos::prelude::*;

use super::labels::{counts_since, version_name};
use super::rows::{Jump, Writer};
use super::{DifferencesPage, address, summary};

/// The section; none where the texts cannot be compared, which the head of the page says.
pub(super) fn view(page: &DifferencesPage) -> Option<AnyView> {
    let Texts::Compared(_) = page.view.texts else { return None };
    let written = match &page.view.body.text {
        Some(text) if page.view.differs => differing(page, text),
        _ => view! { <p class="font-medium">{say!(page.language, differences.identical)}</p> }.into_any(),
    };
    Some(
        view! {
            <section aria-labelledby="text">
                <h2 id="text" class="part-heading">{say!(page.language, differences.text)}</h2>
                <div class="differences">{written}</div>
            </section>
        }
        .into_any(),
    )
}

fn differing(page: &DifferencesPage, differences: &Differences) -> AnyView {
    let (jumps, rows) = Writer::new(page, differences).whole();
    let look = if page.is_side_by_side() { "official compared" } else { "official compared as-one" };
    view! {
        {summary::view(page, differences)}
        {jump_list(page, jumps)}
        <p class="mb-3 text-sm text-muted">{say!(page.language, differences.legend)}</p>
        {heads(page)}
        <div class=look lang=page.text_language()>{rows}</div>
    }
    .into_any()
}

fn jump_list(page: &DifferencesPage, jumps: Vec<Jump>) -> AnyView {
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
        <nav class="jumps print:hidden" aria-label=say!(page.language, differences.changes)>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

/// Which version stands on which side, and since when it counts.
pub(super) fn heads(page: &DifferencesPage) -> AnyView {
    let head = |words: &'static str, place: u16| {
        let to = page.version(place).map(|version| address::version(&page.query, &page.view, version));
        view! {
            <p class="side">
                <span class="text-muted">{words} {say!(page.language, differences.colon)}</span>
                <a class="link" href=to>{version_name(page, place)}</a>
                <span class="text-muted">", " {counts_since(page, place)}</span>
            </p>
        }
    };
    view! {
        <div class="sides heads">
            {head(say!(page.language, differences.before), page.view.from)}
            {head(say!(page.language, differences.after), page.view.to)}
        </div>
    }
    .into_any()
}
