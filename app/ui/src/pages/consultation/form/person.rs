//! The NISS: any way of writing it; the rules are checked when one leaves the field, and never in the way of sending.

use crate::pages::consultation::view::FieldError;
use delibero_domain::niss::{NissError, NissRules};
use delibero_islands::NissCheck;
use delibero_words::reasons::niss_reason;
use delibero_words::say;
use leptos::prelude::*;

use super::begins_at;
use crate::components::errors::Wrong;
use crate::components::language::use_language;

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
    let language = use_language();
    let known = errors.iter().find_map(|error| match error {
        FieldError::Niss(rule) => Some(*rule),
        _ => None,
    });
    let said = |error| niss_reason(language, error);
    let focused = begins_at(focus, "niss") || wrongs.is_empty();
    view! {
        <div>
            <label class="label" for="niss">{say!(language, consultation.niss)}</label>
            <p class="hint" id="niss-hint">{say!(language, consultation.niss_hint)}</p>
            <p
                id="niss-problem"
                aria-live="polite"
                class=known.map(|_| "field-problem")
                data-niss-today=rules.today.to_string()
                data-demonstration=rules.demonstration.then_some("")
                data-character=say!(language, shell.niss_character, place = "{}")
                data-length=said(NissError::Length)
                data-month=said(NissError::Month)
                data-day=said(NissError::Day)
                data-counter=said(NissError::Counter)
                data-reserved=said(NissError::Reserved)
                data-future=said(NissError::Future)
                data-check-digits=said(NissError::CheckDigits)
            >
                {known.map(said)}
            </p>
            <NissCheck />
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
                aria-invalid=known.map(|_| "true")
                aria-describedby="niss-hint niss-problem"
            />
        </div>
    }
}
