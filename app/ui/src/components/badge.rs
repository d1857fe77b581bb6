//! A state in a word and a sign: never in a colour alone.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What the state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Granted, in force, done.
    Granted,
    /// Withheld.
    Withheld,
    /// Refused, ended.
    Refused,
    /// Provisional, to be looked at.
    Warning,
    /// Neither.
    Plain,
}

impl State {
    const fn class(self) -> &'static str {
        match self {
            Self::Granted => "badge badge-granted",
            Self::Withheld => "badge badge-withheld",
            Self::Refused => "badge badge-refused",
            Self::Warning => "badge badge-warning",
            Self::Plain => "badge",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Granted => IconName::Check,
            Self::Withheld => IconName::Lock,
            Self::Refused => IconName::Stop,
            Self::Warning => IconName::Warning,
            Self::Plain => IconName::Information,
        }
    }
}

/// The badge, with the sign of its state.
#[must_use]
pub fn badge(state: State, words: impl Into<String>) -> AnyView {
    badge_with(state, state.icon(), words)
}

/// The badge, with another sign.
#[must_use]
pub fn badge_with(state: State, icon: IconName, words: impl Into<String>) -> AnyView {
    let words: String = words.into();
    view! {
        <span class=state.class()>
            <Icon name=icon />
            {words}
        </span>
    }
    .into_any()
}
