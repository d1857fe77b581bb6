//! The access log: who asked what about whom, when, why, and what left.

mod address;
mod filters;
mod lines;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod ways;
mod words;

use std::sync::Arc;

pub(crate) use address::encoded;

use delibero_api::access_log::{LogQuery, LogView as LogPage, load_log};
use delibero_api::error::ApiError;
#[cfg(feature = "ssr")]
use delibero_api::filters::Unread;
use delibero_domain::text::Language;
use leptos::either::Either;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::components::filters::NoLines;
use crate::components::formats::date_time;
#[cfg(feature = "ssr")]
use crate::components::language::locale_of;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::paper::OnPaper;
use crate::components::problem::Problem;
#[cfg(feature = "ssr")]
use crate::i18n::td_string;
use crate::i18n::{Locale, t_string, use_i18n};

/// A page of the log with what was asked for: both travel together, since a page that was asked for by POST has
/// neither its filters nor its person in the address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    query: LogQuery,
    page: LogPage,
}

/// What every part of the page works with.
#[derive(Clone)]
struct Shown {
    i18n: I18nContext<Locale>,
    language: Signal<Language>,
    asked: Arc<Asked>,
}

impl Shown {
    /// The page is filtered by a person, so that every way from here posts.
    fn by_person(&self) -> bool {
        !self.asked.page.person.trim().is_empty()
    }
}

async fn ask(query: LogQuery) -> Result<Asked, ApiError> {
    let page = load_log(query.clone()).await?;
    Ok(Asked { query, page })
}

/// Says that a file does not hold every line.
#[cfg(feature = "ssr")]
#[must_use]
pub fn cut_short(language: Language, lines: u32) -> String {
    format!("{} {lines}", td_string!(locale_of(language), access_log.cut_at))
}

/// What a file that was not made says instead.
#[cfg(feature = "ssr")]
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, words::label)
}

/// The page.
#[component]
pub fn LogView() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let in_address = use_query_map();
    let query = Memo::new(move |_| in_address.with(address::read));
    let page = Resource::new_blocking(move || query.get(), ask);
    view! {
        <Suspense fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, access_log.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(asked) => Either::Left(content(Shown { i18n, language, asked: Arc::new(asked) })),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Suspense>
    }
}

fn content(shown: Shown) -> impl IntoView {
    let i18n = shown.i18n;
    let own = shown.asked.page.own_organisation_only;
    let head = {
        let shown = shown.clone();
        Signal::derive(move || on_paper(&shown))
    };
    let found = shown.asked.page.unread.is_empty() && shown.asked.page.person_problem.is_none();
    view! {
        <OnPaper head>
        <Page title=Signal::derive(move || t_string!(i18n, access_log.title).to_owned())>
            {own.then(|| view! { <p class="mb-3 text-muted">{move || t_string!(i18n, access_log.own_only)}</p> })}
            {filters::summary(&shown)}
            {ways::presets(&shown)}
            {filters::forms(&shown)}
            {ways::active(&shown)}
            {if found { lines::lines(&shown) } else { view! { <NoLines /> }.into_any() }}
        </Page>
        </OnPaper>
    }
}

/// What is printed on each sheet.
fn on_paper(shown: &Shown) -> String {
    let (i18n, page) = (shown.i18n, &shown.asked.page);
    let at = date_time(&page.made, shown.language.get());
    let title = t_string!(i18n, access_log.title);
    format!("{title} – {} {}, {at}", t_string!(i18n, access_log.printed_by), page.reader)
}
