//! To be written.

use leptos::prelude::*;

/// To be written.
#[component]
pub fn RecipientsView() -> impl IntoView {
    "…"
}

/// To be written.
#[component]
pub fn RecipientView() -> impl IntoView {
    "…"
}
