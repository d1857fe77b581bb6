//! How far a form is that is saved as one goes: empty until something is typed, and without a script.

use delibero_words::say;
use leptos::prelude::*;

use crate::components::language::use_language;

/// Within a form that says `data-guarded`; what saves is the island `Unsaved`.
#[component]
pub fn SavedLine() -> impl IntoView {
    let language = use_language();
    view! {
        <span
            class="hint"
            role="status"
            data-saves=""
            data-unsaved=say!(language, kit.unsaved)
            data-saved=say!(language, kit.saved_at)
            data-not-saved=say!(language, kit.not_saved)
        ></span>
    }
}
