//! One deliberation as a good code of law reads: its versions through time, its points, what they authorise, and what
//! it cites.
//!
//! The text needs no reactivity and is long: it travels once, in the page itself, and not a second time as data.

pub(crate) mod address;
mod banner;
mod contents;
mod facts;
mod focus;
mod graph;
mod head;
mod references;
mod segments;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod text;
mod timeline;
mod tools;
mod uses;
mod versions;
pub(in crate::pages::register) mod words;

use std::sync::Arc;

use delibero_api::error::ApiError;
use delibero_api::register::deliberation::{DeliberationBody, DeliberationPage, DeliberationQuery, load_deliberation};
use delibero_domain::text::Language;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use serde::{Deserialize, Serialize};

use self::address::Ways;
use crate::components::language::{locale_of, use_language};
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::i18n::{Locale, t_string, use_i18n};

/// A page with what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    query: DeliberationQuery,
    language: Language,
    page: DeliberationPage,
    /// The text: not sent with the data of the page, whose elements hold it already.
    #[serde(skip)]
    body: Option<Arc<DeliberationBody>>,
}

/// What every part of the page works with, in one language: another language asks for another page.
#[derive(Clone)]
struct Shown {
    locale: Locale,
    language: Language,
    page: Arc<DeliberationPage>,
    /// None where the browser finds the text in the page already.
    body: Option<Arc<DeliberationBody>>,
    ways: Arc<Ways>,
    /// The point that the address names, as it is written there; empty: none.
    label: Signal<String>,
    /// Its place.
    focused: Signal<Option<usize>>,
}

impl Shown {
    fn new(asked: Asked, label: Signal<String>) -> Self {
        let ways = Arc::new(Ways::of(&asked.page, &asked.query));
        let found = ways.clone();
        let focused = Signal::derive(move || label.with(|label| (!label.is_empty()).then(|| found.find(label))?));
        let (locale, language) = (locale_of(asked.language), asked.language);
        Self { locale, language, page: Arc::new(asked.page), body: asked.body, ways, label, focused }
    }

    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Language) -> Option<&'static str> {
        (language != self.language).then(|| language.code())
    }

    /// The language of the text.
    fn text_language(&self) -> Option<&'static str> {
        self.page.shown.and_then(|(_, language)| self.other(language))
    }

    /// A part of the page that the server alone writes: the browser leaves it as it is, or makes it where it fetched
    /// the page itself.
    fn still(&self, class: &'static str, make: impl FnOnce(&DeliberationBody) -> AnyView) -> AnyView {
        match &self.body {
            Some(body) => view! { <div class=class>{make(body)}</div> }.into_any(),
            None => view! { <div class=class inner_html=""></div> }.into_any(),
        }
    }
}

async fn ask((query, language): (DeliberationQuery, Language)) -> Result<Asked, ApiError> {
    let mut page = load_deliberation(query.clone(), language).await?;
    let body = Some(Arc::new(std::mem::take(&mut page.body)));
    Ok(Asked { query, language, page, body })
}

/// The page.
#[component]
pub fn DeliberationView() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let (params, in_address) = (use_params_map(), use_query_map());
    let query = Memo::new(move |_| params.with(|params| in_address.with(|query| address::read(params, query))));
    let label = Memo::new(move |_| params.with(address::label));
    let page = Resource::new_blocking(move || (query.get(), language.get()), ask);
    view! {
        <Transition fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, deliberation.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(asked) => Either::Left(content(&Shown::new(asked, label.into()))),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Transition>
    }
}

fn content(shown: &Shown) -> AnyView {
    let title = words::title(shown);
    if !shown.page.unread.is_empty() {
        let head = head::unread(shown);
        return view! { <Page title>{head}</Page> }.into_any();
    }
    #[cfg(feature = "ssr")]
    if shown.label.with_untracked(|label| !label.is_empty()) && shown.focused.get_untracked().is_none() {
        // There is no such point: the page says so, and so does its status.
        let _ = ApiError::Unknown.with_status();
    }
    let main = (facts::view(shown), versions::view(shown), text::view(shown)).into_any();
    let rest = (references::view(shown), tools::view(shown)).into_any();
    let (head, bar, contents) = (head::view(shown), focus::bar(shown), contents::view(shown));
    let follow = focus::follow(shown);
    view! {
        <Page title>
            {head}
            <div class="xl:grid xl:grid-cols-[minmax(0,1fr)_17rem] xl:gap-8">
                {contents}
                <div class="min-w-0">{bar} {main} {rest}</div>
            </div>
            {follow}
        </Page>
    }
    .into_any()
}
