//! Where something would stand if there were any: what that means, and what to do.

use leptos::prelude::*;

/// The state, with what to do next.
#[must_use]
pub fn empty(words: impl Into<String>, next: impl IntoView) -> AnyView {
    let words: String = words.into();
    view! {
        <div class="empty">
            <p>{words}</p>
            {next.into_view()}
        </div>
    }
    .into_any()
}
