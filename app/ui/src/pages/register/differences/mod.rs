//! What changed between two versions of a deliberation: word by word in the text, and in what it authorises.
//!
//! As on the page of the deliberation, the texts travel once, in the page itself, and not a second time as data.

mod address;
mod blocks;
mod grants;
mod head;
mod labels;
mod rows;
mod runs;
mod summary;
#[cfg(test)]
mod tests;
mod text;
pub mod view;

use std::sync::Arc;

use crate::error::PageError;
use crate::pages::register::differences::view::{DifferencesQuery, DifferencesView, Layout, Texts, load_differences};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::filters::Filters as _;
use crate::pages::register::deliberation::address as deliberation;

/// What every part of the page works with, in one language: another language asks for another page.
#[derive(Clone)]
struct DifferencesPage {
    language: Language,
    query: DifferencesQuery,
    view: Arc<DifferencesView>,
}

impl DifferencesPage {
    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then(|| language.code())
    }

    /// The language of the texts, where it is not that of the page.
    fn text_language(&self) -> Option<&'static str> {
        match self.view.texts {
            Texts::Compared(language) => self.other(language),
            _ => None,
        }
    }

    /// The language of the page, for its own words within the texts.
    fn own_language(&self) -> Option<&'static str> {
        self.text_language().map(|_| self.language.code())
    }

    fn version(&self, place: u16) -> Option<&Version> {
        self.view.versions.get(usize::from(place))
    }

    fn is_side_by_side(&self) -> bool {
        address::layout(&self.query) == Layout::Side
    }
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let (query, language) = (DifferencesQuery::of_address(address.query()), use_language());
    let view = load_differences(&deliberation::number(&address), &query, language).await?;
    Ok(content(&DifferencesPage { language, query, view: Arc::new(view) }))
}

fn content(page: &DifferencesPage) -> AnyView {
    let title = labels::title(page);
    if !page.view.unread.is_empty() {
        let wrongs = head::wrongs(page);
        let head = head::unread(page, &wrongs);
        return view! { <Page title wrongs>{head}</Page> }.into_any();
    }
    let (head, text, grants) = (head::view(page), text::view(page), grants::view(page));
    view! { <Page title>{head} {text} {grants}</Page> }.into_any()
}
