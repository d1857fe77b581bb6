//! The states that something goes through: who must act, since when, and what follows from doing nothing.

use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;
use jiff::civil::Date;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::language::use_language;

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Behind us.
    Done,
    /// Somebody must act.
    Current {
        /// Who.
        who: String,
        /// Since when.
        since: Date,
        /// What follows from doing nothing.
        follows: String,
    },
    /// Still to come.
    Coming,
}

/// One of the states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// How far it is.
    pub progress: Progress,
}

/// The states, in their order.
#[must_use]
pub fn stepper(steps: Vec<Step>) -> AnyView {
    let language = use_language();
    let steps = steps.into_iter().map(|step| one(language, step)).collect_view();
    view! { <ol class="stepper">{steps}</ol> }.into_any()
}

fn one(language: Language, Step { name, progress }: Step) -> AnyView {
    let (class, icon, state, current) = match progress {
        Progress::Done => ("step step-done", IconName::Check, say!(language, kit.step_done), None),
        Progress::Current { .. } => {
            ("step step-current", IconName::Pen, say!(language, kit.step_current), Some("step"))
        }
        Progress::Coming => ("step", IconName::Clock, say!(language, kit.step_coming), None),
    };
    let facts = match progress {
        Progress::Current { who, since, follows } => Some(view! {
            <p>
                {say!(language, kit.step_who)} {say!(language, kit.colon)} <strong>{who}</strong> ", "
                {say!(language, kit.step_since)} " " {long_date(since, language)}
            </p>
            <p class="hint">{say!(language, kit.step_follows)} {say!(language, kit.colon)} {follows}</p>
        }),
        _ => None,
    };
    view! {
        <li class=class aria-current=current>
            <Icon name=icon />
            <div>
                <p class="step-name">{name} " " <span class="hint">"(" {state} ")"</span></p>
                {facts}
            </div>
        </li>
    }
    .into_any()
}
