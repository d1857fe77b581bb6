//! Roles and states in words.

use delibero_domain::role::Role;
use delibero_domain::text::Language;
use delibero_usecases::accounts::people::{Stopped, User, UserState};
use delibero_words::formats::{date_time, short_date};
use delibero_words::reasons::role_words;
use delibero_words::say;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::components::badge::{State, badge};
use crate::components::field::Field;
use crate::components::radio_group::{GroupChoice, Layout, checkbox_group};
use crate::pages::consultation::view::local_time;

pub(crate) fn state_words(language: Language, word: &str) -> &'static str {
    match word {
        "invited" => say!(language, people.state_invited),
        "suspended" => say!(language, people.state_suspended),
        "ended" => say!(language, people.state_ended),
        _ => say!(language, people.state_active),
    }
}

/// The state, and what one should know of it.
pub(super) fn state(language: Language, user: &User, now: Timestamp) -> AnyView {
    let words = state_words(language, user.state.word());
    let badge = match &user.state {
        UserState::Active => badge(State::Granted, words),
        UserState::Invited => badge(State::Warning, words),
        UserState::Suspended(_) | UserState::Ended(_) => badge(State::Refused, words),
    };
    let stopped = user.state.stopped().map(|stopped| view! { <small>{stopped_words(language, stopped)}</small> });
    let notice = user.suspended_from().filter(|_| user.is_noticed(now)).map(|at| {
        let day = short_date(delibero_usecases::belgian_time::day_of(at));
        view! { <small>{say!(language, people.notice, day = day)}</small> }
    });
    view! { {badge} {stopped} {notice} }.into_any()
}

/// By whom, when and why.
pub(super) fn stopped_words(language: Language, stopped: &Stopped) -> String {
    let by = match &stopped.by {
        Some(user) => say!(language, people.stopped_by, user = user.to_string()),
        None => say!(language, people.stopped_by_program).to_owned(),
    };
    let at = say!(language, people.stopped_on, at = date_time(&local_time(stopped.at), language));
    let why = if stopped.why.is_empty() { String::new() } else { format!(" — {}", stopped.why) };
    format!("{by}, {at}{why}")
}

/// Boxes for the roles that may be given.
pub(super) fn boxes(language: Language, gives: &[Role], had: &[Role], field: Field) -> AnyView {
    let option = |role: &Role| GroupChoice {
        value: role.as_str().to_owned(),
        checked: had.contains(role),
        words: Some(role_words(language, *role).into_any()),
        ..GroupChoice::default()
    };
    checkbox_group(field, "", Layout::Column, gives.iter().map(option).collect())
}
