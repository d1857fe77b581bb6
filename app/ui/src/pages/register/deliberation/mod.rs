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

use std::sync::Arc;

use crate::error::PageError;
use crate::page_facts::PageFacts;
use crate::pages::register::deliberation::view::{DeliberationQuery, DeliberationView, load_deliberation};
use delibero_domain::text::Language;
use leptos::prelude::*;

use self::address::Ways;
use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;

/// What every part of the page works with.
#[derive(Clone)]
struct DeliberationPage {
    language: Language,
    view: Arc<DeliberationView>,
    ways: Arc<Ways>,
    /// The point that the address names, as it is written there; empty: none.
    label: String,
    focused: Option<usize>,
}

impl DeliberationPage {
    fn new(view: DeliberationView, asked: &DeliberationQuery, language: Language, label: String) -> Self {
        let ways = Arc::new(Ways::of(&view, asked));
        let focused = if label.is_empty() { None } else { ways.find(&label) };
        Self { language, view: Arc::new(view), ways, label, focused }
    }

    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then(|| language.code())
    }

    fn text_language(&self) -> Option<&'static str> {
        self.view.shown.and_then(|(_, language)| self.other(language))
    }
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = address::read(&address);
    let language = use_language();
    let view = load_deliberation(&address::number(&address), &query, language).await?;
    Ok(content(&DeliberationPage::new(view, &query, language, address::label(&address))).into_any())
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
    let main = (facts::view(page), versions::view(page), text::view(page)).into_any();
    let rest = (references::view(page), tools::view(page)).into_any();
    let (head, bar, contents) = (head::view(page), focus::bar(page), contents::view(page));
    view! {
        <Page title>
            {head}
            <div class="beside">
                {contents}
                <div class="min-w-0">{bar} {main} {rest}</div>
            </div>
        </Page>
    }
    .into_any()
}
