//! What the pages of drafts have in common, whatever is drafted.

use std::collections::BTreeMap;

use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_usecases::belgian_time;
use delibero_usecases::drafts::{Draft, DraftContent, Drafts, Edit, EditKind};
use delibero_words::formats::{date_time, short_date_time};
use delibero_words::say;
use http::StatusCode;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::components::html::{Html, html};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::error::{PageError, Trouble};
use crate::page_facts::PageFacts;

/// Why an action on a draft was not done; `P`: in the words of what is drafted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionProblem<P> {
    /// Somebody saved in between.
    Conflict,
    /// Whoever wrote in a draft does not publish it.
    OwnDraft,
    NotProposed,
    /// Sent back without saying why.
    NoteMissing,
    NoteWithNiss,
    Refused(P),
    /// The store did not do it.
    Store(Trouble),
}

impl<P> ActionProblem<P> {
    /// Whether it is one of the note that says why a draft is sent back.
    #[must_use]
    pub const fn is_of_note(&self) -> bool {
        matches!(self, Self::NoteMissing | Self::NoteWithNiss)
    }
}

/// What an action that was not done gives to the page.
#[derive(Clone, Debug)]
pub struct ActionReplay<P, T> {
    pub problem: ActionProblem<P>,
    /// The note as typed.
    pub note: String,
    /// What else was typed.
    pub typed: T,
}

/// The names that people read.
pub(crate) struct Names(BTreeMap<UserName, String>);

impl Names {
    pub(crate) async fn of<C: DraftContent>(
        drafts: Drafts<'_, C>,
        mut users: Vec<UserName>,
    ) -> Result<Self, PageError> {
        users.sort();
        users.dedup();
        Ok(Self(drafts.names(&users).await?))
    }

    pub(crate) fn get(&self, user: &UserName) -> String {
        self.0.get(user).map_or_else(|| user.to_string(), Clone::clone)
    }

    /// None: the program, which has no name.
    pub(crate) fn find(&self, user: Option<&UserName>) -> Option<String> {
        user.map(|user| self.get(user))
    }
}

pub(crate) async fn known_draft<C: DraftContent>(drafts: Drafts<'_, C>, id: &str) -> Result<Draft<C>, PageError> {
    drafts.draft(id).await?.ok_or(PageError::Unknown)
}

/// How a draft ended.
pub(crate) struct End<C> {
    /// The save that ended it.
    pub edit: Edit<C>,
    by: Option<String>,
}

/// How a draft ended; that it is unknown, where it did not or never was.
pub(crate) async fn end_of<C: DraftContent>(drafts: Drafts<'_, C>, id: &str) -> Result<End<C>, PageError> {
    let ends = |edit: &Edit<C>| matches!(edit.what, EditKind::Published | EditKind::Discarded);
    let edit = drafts.edits(id).await?.into_iter().find(ends).ok_or(PageError::Unknown)?;
    let names = Names::of(drafts, edit.user.iter().cloned().collect()).await?;
    Ok(End { by: names.find(edit.user.as_ref()), edit })
}

impl<C> End<C> {
    /// Says how it ended, and leads to what became of it.
    pub(crate) fn page(&self, heading: &'static str, became: Option<String>) -> AnyView {
        let language = use_language();
        if let Some(facts) = use_context::<PageFacts>() {
            facts.set_status(StatusCode::NOT_FOUND);
        }
        let who = self.by.clone().unwrap_or_else(|| say!(language, changes.by_program).to_owned());
        let when = date_time(&instant(self.edit.at), language);
        let how = match self.edit.what {
            EditKind::Published => say!(language, drafts.ended_published, who = who, when = when),
            _ => say!(language, drafts.ended_discarded, who = who, when = when),
        };
        let became = became.filter(|_| self.edit.what == EditKind::Published);
        let became = became.map(|to| view! { <p><a class="link" href=to>{say!(language, drafts.ended_to)}</a></p> });
        view! {
            <Page title=heading>
                <p class="mb-4 max-w-[72ch]" role="alert">{how} " " {say!(language, drafts.ended_nothing)}</p>
                {became}
            </Page>
        }
        .into_any()
    }
}

/// `2026-11-21 01:02:03`
pub(crate) fn instant(at: Timestamp) -> String {
    belgian_time::written(at)
}

/// A name, which no browser translates; the program where there is none.
pub(crate) fn person(language: Language, name: Option<&str>) -> Html {
    let Some(name) = name else { return say!(language, changes.by_program).into() };
    let mut out = Html::default();
    html!(out, "<span translate=\"no\">" {name} "</span>");
    out
}

/// When something was saved, as tables have it: `2026-11-21 01:02:03`.
pub(crate) fn saved_at(at: &str) -> Html {
    let mut out = Html::default();
    html!(out, "<time datetime=\"" {at} "\">" {short_date_time(at)} "</time>");
    out
}
