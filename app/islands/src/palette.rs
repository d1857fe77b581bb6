//! The palette: a dialogue that finds sections, recipients of the catalogue and deliberations, never persons. The server
//! finds and renders; what is typed is sent in the body of a request, since it could be a NISS.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, HtmlInputElement, KeyboardEvent, UrlSearchParams};

use super::dom;

/// Whether the places shown are those for what is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Answer {
    #[default]
    Shown,
    Awaited,
    /// Enter was pressed before it came, and follows the first place when it does.
    Followed,
}

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
        let answer = Rc::new(Cell::new(Answer::default()));
        for asks in ["focus", "input"] {
            let answer = answer.clone();
            dom::listen(&field, asks, move |_| ask(answer.clone()));
        }
        dom::listen(&field, "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| pressed(&event.key(), &answer)) {
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
fn ask(answer: Rc<Cell<Answer>>) {
    let typed = || dom::find::<HtmlInputElement>(FIELD).map(|field| field.value());
    let (Some(asked), Ok(fields)) = (typed(), UrlSearchParams::new()) else { return };
    fields.append("q", &asked);
    answer.set(Answer::Awaited);
    spawn_local(async move {
        let Some(page) = dom::post("/palette", &fields).await else { return };
        let found = dom::text(&page).await.unwrap_or_default();
        if let (true, Some(list)) = (typed() == Some(asked), dom::find::<Element>(LIST)) {
            list.set_inner_html(&found);
            mark(0);
            if answer.replace(Answer::Shown) == Answer::Followed {
                follow();
            }
        }
    });
}

/// Arrows go from place to place, Enter to the one marked; says whether the key was for the palette.
fn pressed(key: &str, answer: &Cell<Answer>) -> bool {
    let options: Vec<Element> = dom::all(&format!("{LIST} [role=option]")).collect();
    let at = options.iter().position(|option| option.get_attribute("aria-selected").as_deref() == Some("true"));
    let (count, at) = (options.len(), at.unwrap_or_default());
    match key {
        "ArrowDown" if count > 0 => mark((at + 1) % count),
        "ArrowUp" if count > 0 => mark((at + count - 1) % count),
        "Enter" if answer.get() == Answer::Shown => follow(),
        "Enter" => answer.set(Answer::Followed),
        _ => return false,
    }
    true
}

fn follow() {
    if let Some(link) = dom::find::<HtmlElement>(&format!("{MARKED} a")) {
        link.click();
    }
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
