//! Prints the page: a refinement, since the browser prints too.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom;

/// Makes the button of the page work.
#[island]
pub fn Print() -> impl IntoView {
    dom::in_browser(|| {
        if let Some(button) = dom::find::<HtmlElement>("button[data-prints]") {
            // A browser that refuses to print says so itself.
            dom::listen(&button, "click", |_| drop(window().print()));
        }
    });
}
