//! Leaving a page with changes that are not saved is asked about: of the form that says `data-guarded`.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{BeforeUnloadEvent, HtmlElement};

use super::dom;

/// Guards the form of the page.
#[island]
pub fn Unsaved() -> impl IntoView {
    dom::in_browser(|| {
        let Some(form) = dom::find::<HtmlElement>("form[data-guarded]") else { return };
        let changed = Rc::new(Cell::new(false));
        let (typed, sent) = (changed.clone(), changed.clone());
        dom::listen(&form, "input", move |_| typed.set(true));
        dom::listen(&form, "submit", move |_| sent.set(false));
        dom::listen(&window(), "beforeunload", move |event| {
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>().filter(|_| changed.get()) {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
    });
}
