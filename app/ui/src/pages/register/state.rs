//! The state of a deliberation, in words and with an icon: never by colour alone.

use delibero_domain::deliberation::register::State;
use leptos::prelude::*;

use crate::components::icon::{Icon, IconName};
use crate::i18n::{Locale, td_string};

/// The state in words.
pub(crate) fn words(locale: Locale, state: State) -> &'static str {
    match state {
        State::InForce => td_string!(locale, register_list.state_in_force),
        State::InForceLater => td_string!(locale, register_list.state_in_force_later),
        State::Amended => td_string!(locale, register_list.state_amended),
        State::Repealed => td_string!(locale, register_list.state_repealed),
        State::Replaced => td_string!(locale, register_list.state_replaced),
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
pub(crate) fn mark(locale: Locale, state: State) -> AnyView {
    let (icon, colour) = look(state);
    view! {
        <span class=format!("flex items-start gap-1 font-semibold {colour}")>
            <span class="shrink-0"><Icon name=icon /></span>
            <span>{words(locale, state)}</span>
        </span>
    }
    .into_any()
}
