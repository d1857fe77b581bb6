//! Several views of the same thing, each with an address of its own.

use leptos::prelude::*;

/// One of the views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its words.
    pub words: String,
    /// Its address.
    pub address: String,
    /// Whether it is the one shown.
    pub current: bool,
}

/// The tabs; `label` says what they are views of.
#[must_use]
pub fn tabs(label: impl Into<String>, tabs: Vec<Tab>) -> AnyView {
    let label: String = label.into();
    let tab = |Tab { words, address, current }| {
        view! { <li><a href=address aria-current=current.then_some("page")>{words}</a></li> }
    };
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{tabs.into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
    .into_any()
}
