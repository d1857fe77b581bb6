//! Prints the page: a refinement, since the browser prints too.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast as _;
use web_sys::{Element, Event};

use super::dom;

/// Makes the button of the page work, and one that a search puts in its place.
#[island]
pub fn Print() -> impl IntoView {
    dom::in_browser(|| {
        dom::listen(&document(), "click", |event: Event| {
            let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let button = pressed.and_then(|pressed| pressed.closest("button[data-prints]").ok().flatten());
            if button.is_some() {
                // A browser that refuses to print says so itself.
                drop(window().print());
            }
        });
    });
}
