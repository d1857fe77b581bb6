//! What changed between two versions of a deliberation: word by word in the text, and in what it authorises.

mod address;
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

use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use leptos::prelude::*;

use self::view::{DifferencesQuery, DifferencesView, Layout, Texts, load_differences};
use crate::address::Address;
use crate::components::language::{lang_within, use_language};
use crate::components::page::Page;
use crate::error::PageError;
use crate::filters::Filters as _;
use crate::pages::register::deliberation::address as deliberation;
use crate::pages::register::rules;

/// What every part of the page works with.
struct DifferencesPage {
    language: Language,
    query: DifferencesQuery,
    view: DifferencesView,
}

impl DifferencesPage {
    /// The `lang` of the texts.
    fn text_language(&self) -> Option<&'static str> {
        match self.view.texts {
            Texts::Compared(language) => lang_within(self.language, language),
            _ => None,
        }
    }

    /// The `lang` of the page's own words within the texts.
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
    Ok(content(&DifferencesPage { language, query, view }))
}

fn content(page: &DifferencesPage) -> AnyView {
    let title = labels::title(page);
    let wrongs = head::wrongs(page);
    let head = head::view(page, &wrongs);
    let parts = page
        .view
        .unread
        .is_empty()
        .then(|| (text::view(page), grants::view(page), rules::touched(page.language, &page.view.rules)));
    view! { <Page title wrongs>{head} <div class="grid grid-cols-1 gap-8">{parts}</div></Page> }.into_any()
}
