//! A search that begins while one types, where a script runs, and with the form's button everywhere.

use delibero_islands::LiveSearch;
use leptos::prelude::*;

use super::field::Field;

/// The element that holds all that other words change.
pub const RESULTS: &str = "results";

/// The field. Its form posts: what people type could be a NISS.
pub fn live_search(field: Field, typed: &str) -> AnyView {
    let typed = typed.to_owned();
    let field = field.labelled(|control| {
        view! {
            <input
                class="field field-whole"
                id=control.id
                name=control.name
                type="search"
                autocomplete="off"
                maxlength="500"
                data-search=""
                data-results=RESULTS
                aria-invalid=control.invalid
                aria-describedby=control.described
                value=typed
            />
        }
        .into_any()
    });
    view! { {field} <LiveSearch /> }.into_any()
}

/// What other words change.
pub fn results(found: impl IntoView) -> AnyView {
    view! { <div id=RESULTS>{found.into_view()}</div> }.into_any()
}
