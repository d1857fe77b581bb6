//! Who is signed in, and the page to sign in.

use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_usecases::belgian_time;
use delibero_usecases::directory::{StopKind, Stopped};
use leptos::prelude::*;

use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::page_facts::PageFacts;
use crate::services::Services;

/// Who is signed in, as the frame of every page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The name people read.
    pub display_name: String,
    /// The organisation.
    pub organisation: Text,
    /// The roles.
    pub roles: Vec<Role>,
    /// The mark of the forms of this user.
    pub mark: String,
    /// Where the organisation is suspended or ended.
    pub stopped: Option<StoppedView>,
    /// What was typed in a form that was filled in under another user, and not done.
    pub other: Option<FilledInUnderAnother>,
}

/// That an organisation is suspended or ended, as its users and the secretariat read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedView {
    pub kind: StopKind,
    /// `2026-11-21 01:02:03`
    pub at: String,
    /// The name that people read; none: at the command line.
    pub by: Option<String>,
    pub why: String,
}

impl StoppedView {
    /// # Errors
    /// When the store does not answer.
    pub async fn of(with: &Services, stopped: &Stopped) -> Result<Self, PageError> {
        let by = match &stopped.by {
            Some(user) => Some(with.display_name(user).await?),
            None => None,
        };
        Ok(Self { kind: stopped.kind, at: belgian_time::written(stopped.at), by, why: stopped.why.clone() })
    }
}

/// A form that was filled in under another user: nothing was done, and what was typed is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilledInUnderAnother {
    /// What was typed, where the page below does not show it in its fields.
    pub typed: Vec<String>,
}

/// The mark of the forms of a page: given by the router as context, and found by the browser in the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormMark(pub String);

/// How the user wants to see the pages: from a cookie, given by the router as context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word in the cookie and in the form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|theme| theme.as_str() == word)
    }
}

/// How the attestations of an answer are shown: by the address, else from a cookie, given by the router as context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerLayout {
    /// One after the other, newest first.
    #[default]
    Attestations,
    /// Side by side: elements in rows, quarters in columns.
    Quarters,
}

impl AnswerLayout {
    /// The field of the address.
    pub const FIELD: &str = "view";

    /// The word in the address and in the cookie.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attestations => "attestations",
            Self::Quarters => "quarters",
        }
    }

    /// The layout of a word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Attestations, Self::Quarters].into_iter().find(|layout| layout.as_str() == word)
    }
}

/// Why the last attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInProblem {
    /// Name or password is wrong.
    Refused,
    /// Too many failures.
    TooManyFailures,
    /// The session ended: idle too long, or revoked.
    SessionEnded,
    /// The store did not do it.
    Store(Trouble),
}

/// What the sign-in page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInPage {
    /// What went wrong.
    pub problem: Option<SignInProblem>,
    /// The name as it was typed.
    pub user: String,
    /// Where to go afterwards: a path of this site.
    pub next: Option<String>,
    /// Demonstration accounts; empty outside demonstration mode.
    pub demonstration: Vec<DemonstrationAccount>,
}

/// An account that the demonstration shows on the sign-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemonstrationAccount {
    /// The sign-in name.
    pub user: String,
    /// The password, the same for all.
    pub password: String,
    /// The organisation.
    pub organisation: Text,
    /// The roles.
    pub roles: Vec<Role>,
}

/// Who is signed in; none when nobody is.
///
/// # Errors
/// When the store does not answer.
pub async fn load_who() -> Result<Option<Who>, PageError> {
    use crate::services::{SignedIn, services};
    use delibero_usecases::accounts::form_mark;
    let Some(SignedIn(account)) = use_context::<SignedIn>() else {
        return Ok(None);
    };
    let with = services()?;
    let (organisation, stopped) = match use_context::<PageFacts>().and_then(|facts| facts.organisation()) {
        Some(name) => (name, None),
        None => match with.organisation_of(&account.actor).await? {
            Some(found) => (found.name, found.stopped),
            None => (Text::default(), None),
        },
    };
    let stopped = match &stopped {
        Some(stopped) => Some(StoppedView::of(&with, stopped).await?),
        None => None,
    };
    Ok(Some(Who {
        stopped,
        display_name: account.display_name.clone(),
        organisation,
        roles: account.actor.roles.clone(),
        mark: form_mark(&account.actor),
        other: use_context::<FilledInUnderAnother>(),
    }))
}

/// What the sign-in page shows.
///
/// # Errors
/// Never, but for the connection.
pub async fn load_sign_in() -> Result<SignInPage, PageError> {
    Ok(FormReplay::<SignInPage>::given().unwrap_or_default())
}
