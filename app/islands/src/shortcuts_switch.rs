//! The switch for the keyboard shortcuts of this browser: a line of state and a button, each with its words in
//! `data-on` and `data-off`.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom;
use super::shortcuts::{are_on, switch};

/// Makes the switch of the page work.
#[island]
pub fn ShortcutsSwitch() -> impl IntoView {
    dom::in_browser(|| {
        say();
        if let Some(button) = dom::find::<HtmlElement>("button[data-on]") {
            dom::listen(&button, "click", |_| {
                switch(!are_on());
                say();
            });
        }
    });
}

fn say() {
    let attribute = if are_on() { "data-on" } else { "data-off" };
    for element in dom::all::<HtmlElement>("[data-on]") {
        element.set_text_content(element.get_attribute(attribute).as_deref());
    }
}
