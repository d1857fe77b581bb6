//! Who may see what: recipients against elements, as it stood on a day; the detail of a cell; two recipients compared.
//!
//! Everything shown stands in the address, and every way is a link or a form: without JavaScript the page is the same.

mod address;
mod compare;
mod detail;
mod filters;
mod keys;
mod marks;
mod sheets;
mod table;
#[cfg(all(test, feature = "ssr"))]
mod tests;

use std::sync::Arc;

use delibero_api::catalogue::matrix::{MatrixQuery, MatrixView as Matrix, load_matrix};
use delibero_api::error::ApiError;
#[cfg(feature = "ssr")]
use delibero_api::filters::Unread;
use delibero_domain::text::{Language, Text};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use serde::{Deserialize, Serialize};

use crate::components::filters::NoLines;
use crate::components::language::language_of;
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::components::proof::texts_unknown;
use crate::i18n::{Locale, t_string, td_string, use_i18n};

/// A page of the matrix with what was asked for: while the next one is fetched, the address is ahead of what is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Asked {
    query: MatrixQuery,
    page: Matrix,
}

/// What every part of the page works with, in one language: the whole page is shown again when the language changes.
#[derive(Clone)]
struct Shown {
    i18n: I18nContext<Locale>,
    locale: Locale,
    language: Language,
    asked: Arc<Asked>,
}

impl Shown {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }
}

async fn ask(query: MatrixQuery) -> Result<Asked, ApiError> {
    let page = load_matrix(query.clone()).await?;
    Ok(Asked { query, page })
}

/// The page.
#[component]
pub fn MatrixView() -> impl IntoView {
    let i18n = use_i18n();
    let in_address = use_query_map();
    let query = Memo::new(move |_| in_address.with(address::read));
    let page = Resource::new_blocking(move || query.get(), ask);
    let open = StoredValue::new(None::<String>);
    let navigate = use_navigate();
    // The page stays where it is: what opens or closes takes the focus itself.
    let go = move |address: &str| navigate(address, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    view! {
        <div
            class="wide-page"
            on:click=move |event| keys::follow(&event, &go)
            on:keydown=move |event| keys::pressed(&event)
            on:focusin=move |event| keys::focused(&event)
        >
            <Transition fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, matrix.loading)}</p> }>
                {move || Suspend::new(async move {
                    match page.await {
                        Ok(asked) => {
                            keys::arrive(open, asked.query.cell.clone());
                            Either::Left(content(i18n, Arc::new(asked)))
                        }
                        Err(error) => Either::Right(view! { <Problem error /> }),
                    }
                })}
            </Transition>
        </div>
    }
}

/// What a file that was not made says instead.
#[cfg(feature = "ssr")]
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, filters::label)
}

fn content(i18n: I18nContext<Locale>, asked: Arc<Asked>) -> impl IntoView {
    let shown = move || {
        let locale = i18n.get_locale();
        Shown { i18n, locale, language: language_of(locale), asked: asked.clone() }
    };
    view! {
        <Page title=Signal::derive(move || t_string!(i18n, matrix.title).to_owned())>{move || parts(&shown())}</Page>
    }
}

fn parts(shown: &Shown) -> AnyView {
    let found = shown.asked.page.unread.is_empty();
    let locale = shown.locale;
    let lead = view! {
        <p class="mb-3 max-w-[72ch] text-muted">{td_string!(locale, matrix.intro)}</p>
        <p class="mb-3 print:hidden">
            <a class="link inline-flex min-h-6 items-center text-sm" href="/catalogue">
                {td_string!(locale, matrix.to_catalogue)}
            </a>
        </p>
    };
    let lead = (lead, filters::summary(shown), filters::form(shown)).into_any();
    let unknown = texts_unknown(locale, &shown.asked.page.texts_unknown);
    let rest = match found {
        true => (filters::not_today(shown), unknown, filters::active(shown), shown_part(shown)).into_any(),
        false => view! { <NoLines /> }.into_any(),
    };
    (lead, rest).into_any()
}

/// The matrix or the comparison, with the detail of the open cell at its side where there is room, below elsewhere.
fn shown_part(shown: &Shown) -> AnyView {
    let page = &shown.asked.page;
    let main = match &page.comparison {
        Some(comparison) => compare::view(shown, comparison),
        None => (marks::legend(shown), table::view(shown), sheets::view(shown)).into_any(),
    };
    let detail = page.detail.as_deref().map(|found| detail::view(shown, found));
    let class = if detail.is_some() { "xl:grid xl:grid-cols-[minmax(0,1fr)_24rem] xl:gap-6" } else { "" };
    view! {
        {filters::counts(shown)}
        <div class=class>
            <div class="min-w-0">{main}</div>
            {detail}
        </div>
    }
    .into_any()
}
