//! The head of a page: its document title and its one first heading.

use leptos::prelude::*;

use super::errors::{ErrorSummary, Wrong};
use crate::page_facts::PageFacts;

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
