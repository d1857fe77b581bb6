//! The access log: who asked what about whom, when, why, and what left.

pub(crate) mod entry;
mod filters;
mod list;
pub(super) mod outcome;
mod query;
mod table;
#[cfg(test)]
mod tests;
pub mod view;

use delibero_domain::text::Language;
use delibero_words::formats::date_time;
use delibero_words::say;
use leptos::prelude::*;

use crate::address::Address;
use crate::components::filters::NoLines;
use crate::components::language::use_language;
use crate::components::leads::Leads;
use crate::components::page::Page;
use crate::components::paper::OnPaper;
use crate::error::PageError;
use crate::filters::{Filters as _, Unread};
use view::{LogView, load_log};

pub use query::LogQuery;

/// What was asked for and what was found travel together: a page that was asked for by POST has neither its filters nor
/// its person in the address.
struct LogPage {
    language: Language,
    query: LogQuery,
    view: LogView,
}

impl LogPage {
    fn by_person(&self) -> bool {
        !self.view.person.trim().is_empty()
    }

    /// The same filters from the newest line on.
    fn newest(&self) -> LogQuery {
        self.query.with("before", "")
    }

    /// To other lines, with the person of the page, who never stands in an address.
    fn leads(&self, to: &LogQuery) -> Leads {
        match self.by_person() {
            true => Leads::Posts { action: LogQuery::PATH.to_owned(), fields: self.with_person(to) },
            false => Leads::To(to.address()),
        }
    }

    fn file(&self, extension: &str) -> Leads {
        let query = self.newest();
        match self.by_person() {
            true => Leads::Posts { action: LogQuery::default().file(extension), fields: self.with_person(&query) },
            false => Leads::File(query.file(extension)),
        }
    }

    fn with_person(&self, query: &LogQuery) -> Vec<(&'static str, String)> {
        let set = query.fields().into_iter().filter(|(_, value)| !value.is_empty());
        let set = set.map(|(name, value)| (name, value.to_owned()));
        set.chain([("person", self.view.person.clone())]).collect()
    }

    /// What each printed sheet says at its head.
    fn on_paper(&self) -> String {
        let at = date_time(&self.view.made, self.language);
        let title = say!(self.language, access_log.title);
        format!("{title} – {} {}, {at}", say!(self.language, access_log.printed_by), self.view.reader)
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
    crate::components::filters::refusal(language, unread, filters::label)
}

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = LogQuery::of_address(address.query());
    let view = load_log(query.clone()).await?;
    Ok(content(&LogPage { language: use_language(), query, view }))
}

fn content(page: &LogPage) -> AnyView {
    let language = page.language;
    let own = page.view.own_organisation_only;
    let own = own.then(|| view! { <p class="mb-3 quiet">{say!(language, access_log.own_only)}</p> });
    let head =
        (super::changes_log::logs(language, None), own, list::presets(page), filters::forms(page), list::chips(page));
    let lines = match page.view.unread.is_empty() && page.view.person_problem.is_none() {
        true => list::lines(page),
        false => view! { <NoLines /> }.into_any(),
    };
    let wrongs = filters::wrongs(page);
    view! {
        <OnPaper head=page.on_paper()>
            <Page title=say!(language, access_log.title) wrongs>{head} {lines}</Page>
        </OnPaper>
    }
    .into_any()
}
