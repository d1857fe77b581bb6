//! The NISS: any way of writing it; the rules are checked when one leaves the field, and never in the way of sending.

use delibero_api::consultation::FieldError;
use delibero_domain::niss::{NissError, NissRules};
use leptos::prelude::*;

use super::begins_at;
use crate::components::errors::Wrong;
use crate::components::icon::{Icon, IconName};
use crate::components::reasons::niss_reason;
use crate::i18n::{t, use_i18n};

/// The field for the NISS.
#[component]
pub fn PersonField(
    /// What was typed.
    typed: String,
    /// What must hold of it.
    rules: NissRules,
    /// What is wrong with the form.
    errors: Vec<FieldError>,
    /// What is wrong with the form, in words.
    wrongs: Vec<Wrong>,
    /// Where one begins.
    focus: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let known = errors.iter().find_map(|error| match error {
        FieldError::Niss(rule) => Some(*rule),
        _ => None,
    });
    let rule = RwSignal::new(known);
    let focused = begins_at(focus, "niss") || wrongs.is_empty();
    view! {
        <div>
            <label class="label" for="niss">{t!(i18n, consultation.niss)}</label>
            <p class="hint" id="niss-hint">{t!(i18n, consultation.niss_hint)}</p>
            <div id="niss-problem" aria-live="polite">
                {move || rule.try_get().flatten().map(|rule| view! {
                    <p class="field-problem">
                        <Icon name=IconName::Stop />
                        {niss_reason(rule)}
                    </p>
                })}
            </div>
            <input
                class="field mt-1 w-56 text-lg tabular-nums"
                translate="no"
                id="niss"
                name="niss"
                type="text"
                value=typed
                inputmode="numeric"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                autofocus=focused
                aria-invalid=move || rule.try_get().flatten().map(|_| "true")
                aria-describedby="niss-hint niss-problem"
                on:blur=move |event| {
                    // The browser also says so while the page is being taken away, with the signal already gone.
                    let _ = rule.try_set(broken_rule(rules, &event_target_value(&event)));
                }
            />
        </div>
    }
}

/// The rule that a number breaks; an empty field is no mistake yet.
fn broken_rule(rules: NissRules, typed: &str) -> Option<NissError> {
    rules.read(typed).err().filter(|error| *error != NissError::Empty)
}
