//! The list of deliberations: words, filters, orders, pages, all of it in the address; views kept under a name.

mod filters;
mod query;
mod saved;
mod table;
#[cfg(test)]
mod tests;
mod toolbar;
pub mod view;

use std::sync::Arc;

use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use crate::pages::register::list::view::{ListField, ListQuery, ListView, load_list};
use delibero_domain::text::{Language, Text};
use delibero_islands::LiveSearch;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::page::Page;

/// A page of the list with what was asked for: while the next one is fetched, the address is ahead of what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    query: ListQuery,
    page: ListView,
}

/// What every part of the page works with, in one language: the whole page is shown again when the language changes.
#[derive(Clone)]
struct Shown {
    language: Language,
    asked: Arc<Asked>,
}

impl Shown {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Option<Language>) -> Option<&'static str> {
        language.filter(|language| *language != self.language).map(Language::code)
    }
}

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = ListQuery::of_address(address.query());
    let page = load_list(query.clone(), use_language()).await?;
    Ok(content(use_language(), Arc::new(Asked { query, page })).into_any())
}

/// Says that a file with some lines of the list does not hold everything.
#[must_use]
pub fn cut_short(language: Language, lines: u32, total: u32) -> String {
    let words = (say!(language, register_list.cut_at), say!(language, register_list.cut_of));
    format!("{} {lines}; {} {total}", words.0, words.1)
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, |language, name| {
        ListField::ALL.into_iter().find(|field| field.name() == name).map(|field| filters::label(language, field))
    })
}

fn content(language: Language, asked: Arc<Asked>) -> impl IntoView {
    let shown = Shown { language, asked };
    view! { <Page title=say!(language, register_list.title)>{parts(&shown)}</Page> }
}

/// What holds all that another search changes.
pub(super) const RESULTS: &str = "results";

fn parts(shown: &Shown) -> AnyView {
    let page = &shown.asked.page;
    if page.years.is_empty() && page.unread.is_empty() && shown.asked.query.filters().next().is_none() {
        return table::nothing_yet(shown);
    }
    let found = if !page.unread.is_empty() {
        view! { <NoLines /> }.into_any()
    } else if page.lines.is_empty() {
        table::nothing_found(shown)
    } else {
        (
            toolbar::count(shown),
            toolbar::orders(shown),
            table::table(shown),
            toolbar::paging(shown),
            toolbar::downloads(shown),
        )
            .into_any()
    };
    view! {
        {saved::summary(shown)}
        {saved::views(shown)}
        {filters::form(shown)}
        <div id=RESULTS>{toolbar::active(shown)} {saved::keep(shown)} {found}</div>
        <LiveSearch />
    }
    .into_any()
}
