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
        State::InForce => (IconName::Check, "sign sign-granted"),
        State::InForceLater => (IconName::Clock, "sign sign-warning"),
        State::Amended => (IconName::Pen, "sign sign-granted"),
        State::Repealed => (IconName::Stop, "sign sign-refused"),
        State::Replaced => (IconName::Exchange, "sign sign-withheld"),
    }
}

/// The icon and the words.
pub(crate) fn mark(language: Language, state: State) -> AnyView {
    let (icon, class) = look(state);
    view! { <span class=class><Icon name=icon /> <span>{words(language, state)}</span></span> }.into_any()
}
