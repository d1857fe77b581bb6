//! The head of a page: its document title and its one first heading.

use leptos::prelude::*;
use leptos_meta::Title;

/// A page with its title, which must never name a person.
#[component]
pub fn Page(
    /// The title, of the document and of the page.
    #[prop(into)]
    title: Signal<String>,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=move || format!("{} – Delibero", title.get()) />
        <h1 class="mb-4 text-xl font-semibold">{move || title.get()}</h1>
        {children()}
    }
}
