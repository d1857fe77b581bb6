//! Who may see what: recipients against elements, as it stood on a day; the detail of a cell; two recipients compared.
//!
//! Everything shown stands in the address, and every way is a link or a form: without JavaScript the page is the same.

mod compare;
mod detail;
mod filters;
mod marks;
mod query;
mod recipient_sheets;
mod table;
#[cfg(test)]
mod tests;
pub mod view;

use std::sync::Arc;

use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use crate::pages::matrix::view::{MatrixQuery, MatrixView as Matrix, load_matrix};
use delibero_domain::text::{Language, Text};
use delibero_islands::MatrixKeys;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::proof::texts_unknown;

/// A page of the matrix with what was asked for: while the next one is fetched, the address is ahead of what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    query: MatrixQuery,
    page: Matrix,
}

/// What every part of the page works with, in one language: the whole page is shown again when the language changes.
#[derive(Clone)]
struct Shown {
    language: Language,
    asked: Arc<Asked>,
}

impl Shown {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }
}

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = MatrixQuery::of_address(address.query());
    let page = load_matrix(query.clone()).await?;
    Ok(content(use_language(), Arc::new(Asked { query, page })).into_any())
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, filters::label)
}

fn content(language: Language, asked: Arc<Asked>) -> impl IntoView {
    let shown = Shown { language, asked };
    view! {
        <div class="wide-page">
            <Page title=say!(language, matrix.title)>{marks::shapes()} {parts(&shown)}</Page>
        </div>
        <MatrixKeys />
    }
}

fn parts(shown: &Shown) -> AnyView {
    let found = shown.asked.page.unread.is_empty();
    let language = shown.language;
    let lead = view! {
        <p class="mb-3 max-w-[72ch] text-muted">{say!(language, matrix.intro)}</p>
        <p class="mb-3 print:hidden">
            <a class="link inline-flex min-h-6 items-center text-sm" href="/catalogue">
                {say!(language, matrix.to_catalogue)}
            </a>
        </p>
    };
    let lead = (lead, filters::summary(shown), filters::form(shown)).into_any();
    let unknown = texts_unknown(language, &shown.asked.page.texts_unknown);
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
        None => (marks::legend(shown), table::view(shown), recipient_sheets::view(shown)).into_any(),
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
