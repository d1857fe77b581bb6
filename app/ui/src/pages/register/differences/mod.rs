//! What changed between two versions of a deliberation: word by word in the text, and in what it authorises.
//!
//! As on the page of the deliberation, the texts travel once, in the page itself, and not a second time as data.

mod address;
mod blocks;
mod grants;
mod head;
mod rows;
mod runs;
mod summary;
#[cfg(test)]
mod tests;
mod text;
pub mod view;
mod words;

use std::sync::Arc;

use crate::error::PageError;
use crate::pages::register::differences::view::{DifferencesPage, DifferencesQuery, Layout, Texts, load_differences};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;

/// What every part of the page works with, in one language: another language asks for another page.
#[derive(Clone)]
struct Shown {
    language: Language,
    query: DifferencesQuery,
    page: Arc<DifferencesPage>,
}

impl Shown {
    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then(|| language.code())
    }

    /// The language of the texts, where it is not that of the page.
    fn text_language(&self) -> Option<&'static str> {
        match self.page.texts {
            Texts::Compared(language) => self.other(language),
            _ => None,
        }
    }

    /// The language of the page, for its own words within the texts.
    fn own_language(&self) -> Option<&'static str> {
        self.text_language().map(|_| self.language.code())
    }

    fn version(&self, place: u16) -> Option<&Version> {
        self.page.versions.get(usize::from(place))
    }

    fn is_side_by_side(&self) -> bool {
        address::layout(&self.query) == Layout::Side
    }
}

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let (query, language) = (address::read(&address), use_language());
    let page = load_differences(query.clone(), language).await?;
    Ok(content(&Shown { language, query, page: Arc::new(page) }))
}

fn content(shown: &Shown) -> AnyView {
    let title = words::title(shown);
    if !shown.page.unread.is_empty() {
        let head = head::unread(shown);
        return view! { <Page title>{head}</Page> }.into_any();
    }
    let (head, text, grants) = (head::view(shown), text::view(shown), grants::view(shown));
    view! { <Page title>{head} {text} {grants}</Page> }.into_any()
}
