//! The state of a deliberation, in words and with an icon: never by colour alone.

use delibero_domain::deliberation::register::State;
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};

/// The state in words.
pub(crate) fn words(language: Language, state: State) -> &'static str {
    match state {
        State::InForce => say!(language, register_list.state_in_force),
        State::InForceLater => say!(language, register_list.state_in_force_later),
        State::Amended => say!(language, register_list.state_amended),
        State::Repealed => say!(language, register_list.state_repealed),
        State::Replaced => say!(language, register_list.state_replaced),
    }
}

const fn look(state: State) -> (IconName, &'static str) {
    match state {
        State::InForce => (IconName::Check, "text-granted"),
        State::InForceLater => (IconName::Clock, "text-warning"),
        State::Amended => (IconName::Pen, "text-granted"),
        State::Repealed => (IconName::Stop, "text-refused"),
        State::Replaced => (IconName::Exchange, "text-withheld"),
    }
}

/// The icon and the words.
pub(crate) fn mark(language: Language, state: State) -> AnyView {
    let (icon, colour) = look(state);
    view! {
        <span class=format!("flex items-start gap-1 font-semibold {colour}")>
            <span class="shrink-0"><Icon name=icon /></span>
            <span>{words(language, state)}</span>
        </span>
    }
    .into_any()
}
