//! The list of deliberations: words, filters, orders, pages, all of it in the address; views kept under a name.

mod address;
mod as_typed;
mod filters;
mod lines;
mod saved;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod ways;

use std::sync::Arc;

use delibero_api::error::ApiError;
#[cfg(feature = "ssr")]
use delibero_api::filters::Unread;
#[cfg(feature = "ssr")]
use delibero_api::register::list::ListField;
use delibero_api::register::list::{ListQuery, ListView, load_list};
use delibero_domain::text::{Language, Text};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::hooks::use_query_map;
use serde::{Deserialize, Serialize};

use crate::components::filters::NoLines;
#[cfg(feature = "ssr")]
use crate::components::language::locale_of;
use crate::components::language::{language_of, use_language};
use crate::components::page::Page;
use crate::components::problem::Problem;
#[cfg(feature = "ssr")]
use crate::i18n::td_string;
use crate::i18n::{Locale, t_string, use_i18n};

/// A page of the list with what was asked for: while the next one is fetched, the address is ahead of what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    query: ListQuery,
    page: ListView,
}

/// What every part of the page works with, in one language: the whole page is shown again when the language changes.
#[derive(Clone)]
struct Shown {
    locale: Locale,
    language: Language,
    asked: Arc<Asked>,
}

impl Shown {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// The language of something quoted, where it is not that of the page.
    fn other(&self, language: Option<Language>) -> Option<&'static str> {
        language.filter(|language| *language != self.language).map(Language::code)
    }
}

async fn ask((query, language): (ListQuery, Language)) -> Result<Asked, ApiError> {
    let page = load_list(query.clone(), language).await?;
    Ok(Asked { query, page })
}

/// The page.
#[component]
pub fn DeliberationsView() -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let in_address = use_query_map();
    let query = Memo::new(move |_| in_address.with(address::read));
    as_typed::provide(query);
    let page = Resource::new_blocking(move || (query.get(), language.get()), ask);
    view! {
        <Transition fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, register_list.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(asked) => Either::Left(content(i18n, Arc::new(asked))),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Transition>
    }
}

/// Says that a file with some lines of the list does not hold everything.
#[cfg(feature = "ssr")]
#[must_use]
pub fn cut_short(language: Language, lines: u32, total: u32) -> String {
    let locale = locale_of(language);
    let words = (td_string!(locale, register_list.cut_at), td_string!(locale, register_list.cut_of));
    format!("{} {lines}; {} {total}", words.0, words.1)
}

/// What a file that was not made says instead.
#[cfg(feature = "ssr")]
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, |locale, name| {
        ListField::ALL.into_iter().find(|field| field.name() == name).map(|field| filters::label(locale, field))
    })
}

fn content(i18n: I18nContext<Locale>, asked: Arc<Asked>) -> impl IntoView {
    let shown = move || {
        let locale = i18n.get_locale();
        Shown { locale, language: language_of(locale), asked: asked.clone() }
    };
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, register_list.title).to_owned())>
            {move || parts(&shown())}
        </Page>
    }
}

fn parts(shown: &Shown) -> AnyView {
    let page = &shown.asked.page;
    if page.years.is_empty() && page.unread.is_empty() && shown.asked.query.filters().next().is_none() {
        return lines::nothing_yet(shown);
    }
    let head =
        (saved::summary(shown), saved::views(shown), filters::form(shown), ways::active(shown), saved::keep(shown));
    let found = if !shown.asked.page.unread.is_empty() {
        view! { <NoLines /> }.into_any()
    } else if shown.asked.page.lines.is_empty() {
        lines::nothing_found(shown)
    } else {
        (ways::count(shown), ways::orders(shown), lines::table(shown), ways::paging(shown), ways::downloads(shown))
            .into_any()
    };
    (head.into_any(), found).into_any()
}
