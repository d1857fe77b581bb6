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
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod text;
mod words;

use std::sync::Arc;

use delibero_api::error::ApiError;
use delibero_api::register::differences::{
    DifferencesBody, DifferencesPage, DifferencesQuery, Layout, Texts, load_differences,
};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use crate::components::language::{locale_of, use_language};
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::i18n::{Locale, t_string, use_i18n};

/// A page with what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    query: DifferencesQuery,
    language: Language,
    page: DifferencesPage,
    /// What differs: not sent with the data of the page, whose elements hold it already.
    #[serde(skip)]
    body: Option<Arc<DifferencesBody>>,
}

/// What every part of the page works with, in one language: another language asks for another page.
#[derive(Clone)]
struct Shown {
    locale: Locale,
    language: Language,
    query: DifferencesQuery,
    page: Arc<DifferencesPage>,
    /// None where the browser finds what differs in the page already.
    body: Option<Arc<DifferencesBody>>,
}

impl Shown {
    fn new(asked: Asked) -> Self {
        let Asked { query, language, page, body } = asked;
        Self { locale: locale_of(language), language, query, page: Arc::new(page), body }
    }

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

    /// A part of the page that the server alone writes: the browser leaves it as it is, or makes it where it fetched
    /// the page itself.
    fn still(&self, class: &'static str, make: impl FnOnce(&DifferencesBody) -> AnyView) -> AnyView {
        match &self.body {
            Some(body) => view! { <div class=class>{make(body)}</div> }.into_any(),
            None => view! { <div class=class inner_html=""></div> }.into_any(),
        }
    }
}

async fn ask((query, language): (DifferencesQuery, Language)) -> Result<Asked, ApiError> {
    let mut page = load_differences(query.clone(), language).await?;
    let body = Some(Arc::new(std::mem::take(&mut page.body)));
    Ok(Asked { query, language, page, body })
}

/// The page.
#[component]
pub fn DifferencesView() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (params, in_address) = (use_params_map(), use_query_map());
    let query = Memo::new(move |_| params.with(|params| in_address.with(|query| address::read(params, query))));
    let page = Resource::new_blocking(move || (query.get(), language.get()), ask);
    view! {
        <Transition fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, differences.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(asked) => Either::Left(content(&Shown::new(asked))),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Transition>
    }
}

fn content(shown: &Shown) -> AnyView {
    let title = Signal::stored(words::title(shown));
    if !shown.page.unread.is_empty() {
        let head = head::unread(shown);
        return view! { <Page title>{head}</Page> }.into_any();
    }
    let (head, text, grants) = (head::view(shown), text::view(shown), grants::view(shown));
    view! { <Page title>{head} {text} {grants}</Page> }.into_any()
}
