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
mod toolbar;
pub mod view;

use delibero_domain::text::{Language, Text};
use delibero_islands::MatrixKeys;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::proof::texts_unknown;
use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use crate::pages::suspensions;
use crate::pages::who::who_address;
use view::{MatrixView, load_matrix};

pub use query::MatrixQuery;

/// The matrix with what was asked for.
struct MatrixPage {
    language: Language,
    query: MatrixQuery,
    view: MatrixView,
}

impl MatrixPage {
    fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = MatrixQuery::of_address(address.query());
    let view = load_matrix(query.clone()).await?;
    Ok(content(&MatrixPage { language: use_language(), query, view }))
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, filters::label)
}

fn content(page: &MatrixPage) -> AnyView {
    let language = page.language;
    let wrongs = filters::wrongs(page);
    let form = filters::form(page, &wrongs);
    let shown = match wrongs.is_empty() && page.view.unread.is_empty() {
        true => {
            let unknown = texts_unknown(language, &page.view.texts_unknown);
            let suspended = suspensions::list(language, page.view.suspensions.iter());
            (suspended, toolbar::not_today(page), unknown, toolbar::chips(page), shown_part(page)).into_any()
        }
        false => view! { <NoLines /> }.into_any(),
    };
    let to_who = who_address(&page.view.service, "", "");
    view! {
        <div class="wide-page">
            <Page title=say!(language, matrix.title) wrongs>
                {marks::shapes()}
                <p class="mb-3 max-w-[72ch] quiet">{say!(language, matrix.intro)}</p>
                <p class="mb-3 print:hidden"><a class="link" href="/catalogue">{say!(language, matrix.to_catalogue)}</a> " · " <a class="link" href=to_who>{say!(language, who.title)}</a></p>
                {form}
                {shown}
            </Page>
        </div>
        <MatrixKeys />
    }
    .into_any()
}

/// The matrix or the comparison, with the detail of the open cell at its side where there is room, below elsewhere.
fn shown_part(page: &MatrixPage) -> AnyView {
    let main = match &page.view.comparison {
        Some(comparison) => compare::view(page, comparison),
        None => (marks::legend(page), table::view(page), recipient_sheets::view(page)).into_any(),
    };
    let detail = page.view.detail.as_deref().map(|found| detail::view(page, found));
    let class = if detail.is_some() { "with-detail" } else { "" };
    view! {
        {toolbar::toolbar(page)}
        <div class=class>
            <div class="min-w-0">{main}</div>
            {detail}
        </div>
    }
    .into_any()
}
