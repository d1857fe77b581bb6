//! The form of a page whose fields are kept when language or theme change.

use leptos::prelude::*;

use crate::page_facts::PageFacts;

/// The identifier of the form whose fields are kept when the language or the theme changes: at most one on a page.
pub const TYPED_FORM: &str = "typed-form";

/// The identifier of such a form, noted so that the buttons for language and theme send its fields.
#[must_use]
pub fn typed_form() -> &'static str {
    typed_form_sending("do", "save")
}

/// The same for a form whose button sends something else: Enter in a field sends that.
#[must_use]
pub fn typed_form_sending(name: &'static str, value: &'static str) -> &'static str {
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_typed_form((name, value));
    }
    TYPED_FORM
}
