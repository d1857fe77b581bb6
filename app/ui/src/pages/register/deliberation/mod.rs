//! One deliberation as a good code of law reads: its versions through time, its points, what they authorise, and what
//! it cites.

pub(crate) mod address;
mod banner;
mod contents;
mod facts;
mod focus;
mod graph;
mod head;
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
pub(in crate::pages::register) mod words;

use std::sync::Arc;

use crate::error::PageError;
use crate::page_facts::PageFacts;
use crate::pages::register::deliberation::view::{DeliberationPage, DeliberationQuery, load_deliberation};
use delibero_domain::text::Language;
use leptos::prelude::*;

use self::address::Ways;
use crate::address::Address;
use crate::components::language::use_language;
use crate::components::page::Page;

/// What every part of the page works with.
#[derive(Clone)]
struct Shown {
    language: Language,
    page: Arc<DeliberationPage>,
    ways: Arc<Ways>,
    /// The point that the address names, as it is written there; empty: none.
    label: String,
    /// Its place.
    focused: Option<usize>,
}

impl Shown {
    fn new(page: DeliberationPage, asked: &DeliberationQuery, language: Language, label: String) -> Self {
        let ways = Arc::new(Ways::of(&page, asked));
        let focused = if label.is_empty() { None } else { ways.find(&label) };
        Self { language, page: Arc::new(page), ways, label, focused }
    }

    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then(|| language.code())
    }

    /// The language of the text.
    fn text_language(&self) -> Option<&'static str> {
        self.page.shown.and_then(|(_, language)| self.other(language))
    }
}

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = address::read(&address);
    let language = use_language();
    let page = load_deliberation(query.clone(), language).await?;
    Ok(content(&Shown::new(page, &query, language, address::label(&address))).into_any())
}

fn content(shown: &Shown) -> AnyView {
    let title = words::title(shown);
    if !shown.page.unread.is_empty() {
        let head = head::unread(shown);
        return view! { <Page title>{head}</Page> }.into_any();
    }
    if !shown.label.is_empty()
        && shown.focused.is_none()
        && let Some(facts) = use_context::<PageFacts>()
    {
        // There is no such point: the page says so, and so does its status.
        facts.set_status(PageError::Unknown.http_status());
    }
    let main = (facts::view(shown), versions::view(shown), text::view(shown)).into_any();
    let rest = (references::view(shown), tools::view(shown)).into_any();
    let (head, bar, contents) = (head::view(shown), focus::bar(shown), contents::view(shown));
    view! {
        <Page title>
            {head}
            <div class="xl:grid xl:grid-cols-[minmax(0,1fr)_17rem] xl:gap-8">
                {contents}
                <div class="min-w-0">{bar} {main} {rest}</div>
            </div>
        </Page>
    }
    .into_any()
}
