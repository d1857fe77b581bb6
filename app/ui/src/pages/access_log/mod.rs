//! The access log: who asked what about whom, when, why, and what left.

mod filters;
mod outcome;
mod query;
mod table;
#[cfg(test)]
mod tests;
mod toolbar;
pub mod view;

use std::sync::Arc;

use delibero_words::say;

use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use crate::pages::access_log::view::{LogQuery, LogView as LogPage, load_log};
use delibero_domain::text::Language;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::paper::OnPaper;
use delibero_words::formats::date_time;

/// A page of the log with what was asked for: both travel together, since a page that was asked for by POST has
/// neither its filters nor its person in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    query: LogQuery,
    page: LogPage,
}

/// What every part of the page works with.
#[derive(Clone)]
struct Shown {
    language: Language,
    asked: Arc<Asked>,
}

impl Shown {
    /// The page is filtered by a person, so that every way from here posts.
    fn by_person(&self) -> bool {
        !self.asked.page.person.trim().is_empty()
    }
}

/// Says that a file does not hold every line.
#[must_use]
pub fn cut_short(language: Language, lines: u32) -> String {
    format!("{} {lines}", say!(language, access_log.cut_at))
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    crate::components::filters::refusal(language, unread, outcome::label)
}

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = LogQuery::of_address(address.query());
    let page = load_log(query.clone()).await?;
    Ok(content(Shown { language: use_language(), asked: Arc::new(Asked { query, page }) }).into_any())
}

fn content(shown: Shown) -> impl IntoView {
    let language = shown.language;
    let own = shown.asked.page.own_organisation_only;
    let head = {
        let shown = shown.clone();
        on_paper(&shown)
    };
    let found = shown.asked.page.unread.is_empty() && shown.asked.page.person_problem.is_none();
    view! {
        <OnPaper head>
        <Page title=say!(language, access_log.title).to_owned()>
            {own.then(|| view! { <p class="mb-3 text-muted">{say!(language, access_log.own_only)}</p> })}
            {filters::summary(&shown)}
            {toolbar::presets(&shown)}
            {filters::forms(&shown)}
            {toolbar::active(&shown)}
            {if found { table::lines(&shown) } else { view! { <NoLines /> }.into_any() }}
        </Page>
        </OnPaper>
    }
}

/// What is printed on each sheet.
fn on_paper(shown: &Shown) -> String {
    let (language, page) = (shown.language, &shown.asked.page);
    let at = date_time(&page.made, shown.language);
    let title = say!(language, access_log.title);
    format!("{title} – {} {}, {at}", say!(language, access_log.printed_by), page.reader)
}
