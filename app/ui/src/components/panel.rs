//! A part of a page with a heading of its own.

use leptos::prelude::*;

/// A section with a second heading, which names it: `<id>-heading`.
#[must_use]
pub fn section(id: &'static str, heading: impl Into<String>, content: impl IntoView) -> AnyView {
    titled(id, "section", heading.into(), content)
}

/// The same on a surface of its own.
#[must_use]
pub fn panel(id: &'static str, heading: impl Into<String>, content: impl IntoView) -> AnyView {
    titled(id, "section panel", heading.into(), content)
}

fn titled(id: &'static str, class: &'static str, heading: String, content: impl IntoView) -> AnyView {
    let heading_id = format!("{id}-heading");
    view! {
        <section id=id class=class aria-labelledby=heading_id.clone()>
            <h2 id=heading_id.clone() class="heading">{heading}</h2>
            {content.into_view()}
        </section>
    }
    .into_any()
}
