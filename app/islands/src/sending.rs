//! A form that is sent once: a second Enter while it is on its way does not ask, and log, a second time. Its line of
//! state says so, with the words of its `data-meanwhile`.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom;

/// Holds a second sending back, and says that the first is on its way.
#[island]
pub fn Sending() -> impl IntoView {
    dom::in_browser(|| {
        let Some(line) = dom::find::<HtmlElement>("form [data-meanwhile]") else { return };
        let Some(form) = line.closest("form").ok().flatten() else { return };
        let before = line.text_content().unwrap_or_default();
        let meanwhile = line.get_attribute("data-meanwhile").unwrap_or_default();
        let sending = Rc::new(Cell::new(false));
        let (sent, said) = (sending.clone(), line.clone());
        dom::listen(&form, "submit", move |event| {
            if sent.replace(true) {
                event.prevent_default();
            }
            said.set_text_content(Some(&meanwhile));
        });
        // A page that the browser restores from its memory can be sent again.
        dom::listen(&window(), "pageshow", move |_| {
            sending.set(false);
            line.set_text_content(Some(&before));
        });
    });
}
