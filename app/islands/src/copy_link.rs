//! Copies an address: a refinement, since the link to it stands beside. A button says in `data-copies` what it copies,
//! and the line behind it in `data-done` what is said then.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom;

/// Makes the button of the page work.
#[island]
pub fn CopyLink() -> impl IntoView {
    dom::in_browser(|| {
        let Some(button) = dom::find::<HtmlElement>("button[data-copies]") else { return };
        let path = button.get_attribute("data-copies").unwrap_or_default();
        dom::listen(&button, "click", move |_| {
            dom::copy(&path);
            if let Some(line) = dom::find::<HtmlElement>("button[data-copies] + [data-done]") {
                line.set_text_content(line.get_attribute("data-done").as_deref());
            }
        });
    });
}
