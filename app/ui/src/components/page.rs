//! The head of a page: its document title and its one first heading.

use leptos::prelude::*;

use super::errors::{ErrorSummary, Wrong};
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

/// Notes the document's title, which must never name a person; the portal's name is added to it.
pub fn set_window_title(title: impl Into<String>) {
    if let Some(facts) = use_context::<PageFacts>() {
        facts.set_title(title.into());
    }
}

/// A page with its title, which must never name a person.
#[component]
pub fn Page(
    /// The title, of the document and of the page.
    #[prop(into)]
    title: String,
    /// What is wrong with what was typed: said above everything.
    #[prop(optional)]
    wrongs: Vec<Wrong>,
    /// The content.
    children: Children,
) -> impl IntoView {
    set_window_title(title.clone());
    view! {
        <ErrorSummary wrongs />
        <h1 class="title">{title}</h1>
        {children()}
    }
}
