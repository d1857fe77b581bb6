//! The list of deliberations: words, filters, orders, pages, all of it in the address; views kept under a name.

mod filters;
mod lines;
mod query;
mod saved;
mod table;
#[cfg(test)]
mod tests;
pub mod view;

use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::live_search::results;
use crate::components::page::Page;
use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use view::{ListView, load_list};

pub use query::{ListQuery, ListSort};

/// A page of the list with what was asked for.
struct ListPage {
    language: Language,
    query: ListQuery,
    view: ListView,
}

impl ListPage {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Option<Language>) -> Option<&'static str> {
        language.filter(|language| *language != self.language).map(Language::code)
    }
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let (language, query) = (use_language(), ListQuery::of_address(address.query()));
    let view = load_list(query.clone(), language).await?;
    Ok(content(&ListPage { language, query, view }))
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
    crate::components::filters::refusal(language, unread, filters::label)
}

fn content(page: &ListPage) -> AnyView {
    let title = say!(page.language, register_list.title);
    let nothing_yet = page.view.years.is_empty() && page.view.unread.is_empty() && page.query.active().next().is_none();
    if nothing_yet {
        let nothing = lines::nothing_yet(page);
        return view! { <Page title>{nothing}</Page> }.into_any();
    }
    let found = match page.view.unread.is_empty() {
        true => lines::lines(page),
        false => view! { <NoLines /> }.into_any(),
    };
    let wrongs = saved::wrongs(page);
    let (views, form) = (saved::views(page), filters::form(page));
    let results = results((lines::chips(page), saved::keep(page), found));
    view! { <Page title wrongs>{views} {form} {results}</Page> }.into_any()
}
