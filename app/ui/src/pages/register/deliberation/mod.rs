//! One deliberation as a good code of law reads: its versions through time, its points, what they authorise, and what
//! it cites.

pub(crate) mod address;
mod banner;
mod contents;
mod facts;
mod focus;
mod graph;
mod head;
mod labels;
mod references;
mod segments;
#[cfg(test)]
mod tests;
mod text;
mod timeline;
mod tools;
mod uses;
mod versions;
pub mod view;

use delibero_domain::text::Language;
use leptos::prelude::*;

use self::address::Ways;
use self::view::{DeliberationQuery, DeliberationView, load_deliberation};
use crate::address::Address;
use crate::components::language::{lang_within, use_language};
use crate::components::page::Page;
use crate::error::PageError;
use crate::page_facts::PageFacts;

/// What every part of the page works with.
struct DeliberationPage {
    language: Language,
    view: DeliberationView,
    ways: Ways,
    /// The point that the address names, as it is written there; empty: none.
    label: String,
    /// The place of that point.
    focused: Option<usize>,
}

impl DeliberationPage {
    fn new(view: DeliberationView, asked: &DeliberationQuery, language: Language, label: String) -> Self {
        let ways = Ways::of(&view, asked);
        let focused = if label.is_empty() { None } else { ways.find(&label) };
        Self { language, view, ways, label, focused }
    }

    /// The `lang` of the text.
    fn text_language(&self) -> Option<&'static str> {
        self.view.shown.and_then(|(_, language)| lang_within(self.language, language))
    }

    /// The `lang` of the page's own words within the text.
    fn own_language(&self) -> Option<&'static str> {
        self.text_language().map(|_| self.language.code())
    }
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let (query, language) = (address::read(&address), use_language());
    let view = load_deliberation(&address::number(&address), &query, language).await?;
    Ok(content(&DeliberationPage::new(view, &query, language, address::label(&address))))
}

fn content(page: &DeliberationPage) -> AnyView {
    let title = labels::title(page);
    if !page.view.unread.is_empty() {
        let wrongs = head::wrongs(page);
        let head = head::unread(page, &wrongs);
        return view! { <Page title wrongs>{head}</Page> }.into_any();
    }
    if !page.label.is_empty()
        && page.focused.is_none()
        && let Some(facts) = use_context::<PageFacts>()
    {
        // There is no such point: the page says so, and so does its status.
        facts.set_status(PageError::Unknown.http_status());
    }
    let parts = [facts::view(page), versions::view(page), text::view(page), references::view(page), tools::view(page)];
    let (head, bar, contents) = (head::view(page), focus::bar(page), contents::view(page));
    view! {
        <Page title>
            {head}
            <div class="beside">
                {contents}
                <div class="min-w-0">{bar} <div class="grid grid-cols-1 gap-8">{parts.collect_view()}</div></div>
            </div>
        </Page>
    }
    .into_any()
}
