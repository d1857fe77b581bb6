//! The NISS: any way of writing it. Its rules are checked when one leaves the field, and never in the way of sending.

use delibero_domain::niss::{NissError, NissRules};
use delibero_islands::NissCheck;
use delibero_words::reasons::niss_reason;
use delibero_words::say;
use leptos::prelude::*;

use super::language::use_language;

/// The field `niss` of a form: its label, what was typed, which rule that breaks, and whether one begins here. Whoever
/// receives it reads it with the same rules.
#[must_use]
pub fn niss_field(
    label: &'static str,
    typed: String,
    rules: NissRules,
    broken: Option<NissError>,
    begins: bool,
) -> AnyView {
    let language = use_language();
    let said = |error| niss_reason(language, error);
    view! {
        <div class="form-field">
            <label class="label" for="niss">{label}</label>
            <p class="hint" id="niss-hint">{say!(language, consultation.niss_hint)}</p>
            <p
                id="niss-problem"
                aria-live="polite"
                class=broken.map(|_| "field-problem")
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
                {broken.map(said)}
            </p>
            <NissCheck />
            <input
                class="field field-niss"
                translate="no"
                id="niss"
                name="niss"
                type="text"
                value=typed
                inputmode="numeric"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                autofocus=begins
                aria-invalid=broken.map(|_| "true")
                aria-describedby="niss-hint niss-problem"
            />
        </div>
    }
    .into_any()
}
