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
        <WindowTitle text=title />
        <h1 class="mb-4 text-xl font-semibold">{move || title.get()}</h1>
        {children()}
    }
}

/// The document's title, with the portal's name; it must never name a person.
///
/// The server reads it while it renders the page: what `Title` gets as a function it calls after rendering, when the
/// values of another request may be the current ones.
#[component]
pub fn WindowTitle(
    /// The title of the page.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let whole = move || format!("{} – Delibero", text.get());
    #[cfg(feature = "ssr")]
    let whole = untrack(whole);
    view! { <Title text=whole /> }
}
