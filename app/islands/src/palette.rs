//! The palette: a dialogue that finds sections, recipients of the catalogue and deliberations, never persons. The server
//! finds and renders; what is typed is sent in the body of a request, since it could be a NISS.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, UrlSearchParams};

use super::dom;

const FIELD: &str = "#palette input";
const LIST: &str = "#palette-list";
const MARKED: &str = "#palette-list [aria-selected=true]";

fn dialog() -> Option<HtmlDialogElement> {
    dom::find("#palette")
}

/// Opens the palette; says whether it could.
pub(crate) fn open() -> bool {
    dialog().is_some_and(|dialog| dialog.open() || dialog.show_modal().is_ok())
}

/// Makes the dialogue of the page work.
#[island]
pub fn Palette() -> impl IntoView {
    dom::in_browser(|| {
        let Some(field) = dom::find::<HtmlInputElement>(FIELD) else { return };
        dom::listen(&field, "focus", |_| ask());
        dom::listen(&field, "input", |_| ask());
        dom::listen(&field, "keydown", |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| pressed(&event.key())) {
                event.prevent_default();
            }
        });
        if let Some(close) = dom::find::<HtmlElement>("#palette [data-closes]") {
            dom::listen(&close, "click", |_| {
                if let Some(dialog) = dialog() {
                    dialog.close();
                }
            });
        }
        if let Some(dialog) = dialog() {
            // What was looked for is nobody's business once it is closed.
            dom::listen(&dialog, "close", move |_| field.set_value(""));
        }
    });
}

/// Asks the server for what is typed. An answer to what is no longer typed says nothing.
fn ask() {
    let typed = || dom::find::<HtmlInputElement>(FIELD).map(|field| field.value());
    let (Some(asked), Ok(fields)) = (typed(), UrlSearchParams::new()) else { return };
    fields.append("q", &asked);
    spawn_local(async move {
        let Some(answer) = dom::post("/palette", &fields).await else { return };
        let found = dom::text(&answer).await.unwrap_or_default();
        if let (true, Some(list)) = (typed() == Some(asked), dom::find::<Element>(LIST)) {
            list.set_inner_html(&found);
            mark(0);
        }
    });
}

/// Arrows go from place to place, Enter to the one marked; says whether the key was for the palette.
fn pressed(key: &str) -> bool {
    let options: Vec<Element> = dom::all(&format!("{LIST} [role=option]")).collect();
    let at = options.iter().position(|option| option.get_attribute("aria-selected").as_deref() == Some("true"));
    let (count, at) = (options.len(), at.unwrap_or_default());
    match key {
        "ArrowDown" if count > 0 => mark((at + 1) % count),
        "ArrowUp" if count > 0 => mark((at + count - 1) % count),
        "Enter" => {
            if let Some(link) = dom::find::<HtmlElement>(&format!("{MARKED} a")) {
                link.click();
            }
        }
        _ => return false,
    }
    true
}

fn mark(wanted: usize) {
    for (place, option) in dom::all::<Element>(&format!("{LIST} [role=option]")).enumerate() {
        let _ = option.set_attribute("aria-selected", if place == wanted { "true" } else { "false" });
    }
    let marked = dom::find::<Element>(MARKED).map(|option| option.id()).unwrap_or_default();
    if let Some(field) = dom::find::<Element>(FIELD) {
        let _ = field.set_attribute("aria-activedescendant", &marked);
    }
}
