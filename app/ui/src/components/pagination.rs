//! Ways to the other pages of a list: by number, or by where a page begins.

use delibero_domain::text::Language;
use delibero_words::formats::grouped;
use delibero_words::say;
use leptos::prelude::*;

use super::language::use_language;
use super::leads::Leads;

const BUTTON: &str = "button button-quiet button-small";

/// `Page 2 sur 14`.
#[must_use]
pub fn page_of(language: Language, page: u32, pages: u32) -> String {
    let (word, of) = (say!(language, lists.page), say!(language, lists.page_of));
    format!("{word} {} {of} {}", grouped(page.into()), grouped(pages.into()))
}

/// Of a list whose pages are numbered from 1; nothing where there is one.
pub fn numbered(label: &'static str, page: u32, pages: u32, to: impl Fn(u32) -> String) -> Option<AnyView> {
    let language = use_language();
    let way = |to_page: u32, words: &'static str| Leads::To(to(to_page)).view(BUTTON, words);
    let back = (page > 1).then(|| {
        let first = (page > 2).then(|| way(1, say!(language, lists.first)));
        (first, way(page - 1, say!(language, lists.previous)))
    });
    let on = (page < pages).then(|| {
        let last = (page + 1 < pages).then(|| way(pages, say!(language, lists.last)));
        (way(page + 1, say!(language, lists.next)), last)
    });
    let here = view! { <p>{page_of(language, page, pages)}</p> };
    (pages > 1).then(|| pagination(label, (back, here, on)))
}

/// Of a list that grows at its head: the way back to the head, and the way to older lines.
#[must_use]
pub fn by_cursor(label: &'static str, newest: Option<Leads>, older: Option<Leads>) -> Option<AnyView> {
    let language = use_language();
    let some = newest.is_some() || older.is_some();
    let newest = newest.map(|newest| newest.view(BUTTON, say!(language, lists.newest)));
    let older = older.map(|older| older.view(BUTTON, say!(language, lists.older)));
    some.then(|| pagination(label, (newest, older)))
}

fn pagination(label: &'static str, ways: impl IntoView + 'static) -> AnyView {
    view! { <nav class="pagination" aria-label=label>{ways}</nav> }.into_any()
}
