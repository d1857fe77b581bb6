//! Keyboard shortcuts, where JavaScript runs and the user has not switched them off.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos_router::hooks::use_navigate;
use web_sys::{Element, KeyboardEvent};

use super::browser;
use super::frame::Section;
use super::palette;

const COOKIE: &str = "shortcuts";
/// How long a second key may take.
const PATIENCE_IN_MILLISECONDS: f64 = 1_500.0;

/// Whether the shortcuts are on in this browser.
#[must_use]
pub fn are_on() -> bool {
    browser::cookie(COOKIE).as_deref() != Some("off")
}

/// Switches the shortcuts on or off in this browser.
pub fn switch(on: bool) {
    browser::set_cookie(COOKIE, if on { "on" } else { "off" });
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Palette,
    Search,
    Help,
    Go(Section),
    /// The first key of two.
    Second,
}

fn wish(key: &str, with_control: bool, after_g: bool) -> Option<Wish> {
    match (with_control, after_g, key) {
        (true, _, "k" | "K") => Some(Wish::Palette),
        (true, ..) => None,
        (_, true, "c") | (_, false, "n") => Some(Wish::Go(Section::Consultation)),
        (_, true, "l") => Some(Wish::Go(Section::Log)),
        (_, true, "k") => Some(Wish::Go(Section::Catalogue)),
        (_, true, "d") => Some(Wish::Go(Section::Register)),
        (_, false, "g") => Some(Wish::Second),
        (_, _, "/") => Some(Wish::Search),
        (_, _, "?") => Some(Wish::Help),
        _ => None,
    }
}

/// Listens to the shortcuts as long as somebody is signed in.
#[component]
pub fn Shortcuts(
    /// The sections that the roles open.
    sections: Vec<Section>,
) -> impl IntoView {
    let navigate = use_navigate();
    let navigate = StoredValue::new(navigate);
    let sections = StoredValue::new(sections);
    Effect::new(move || {
        let first_key = Rc::new(Cell::new(f64::NEG_INFINITY));
        let listener = window_event_listener(ev::keydown, move |event| {
            let after_g = event.time_stamp() - first_key.replace(f64::NEG_INFINITY) < PATIENCE_IN_MILLISECONDS;
            let Some(wish) = wish_of(&event, after_g) else {
                return;
            };
            let go = |path: &str| navigate.with_value(|navigate| navigate(path, Default::default()));
            let done = match wish {
                Wish::Palette => palette::open(),
                Wish::Search => browser::focus("main [data-search]") || browser::focus("#niss"),
                Wish::Help => {
                    go("/help/keyboard");
                    true
                }
                Wish::Go(section) => {
                    let open = sections.with_value(|sections| sections.contains(&section));
                    if open {
                        go(section.address());
                    }
                    open
                }
                Wish::Second => {
                    first_key.set(event.time_stamp());
                    false
                }
            };
            if done {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// What an event asks for, unless it belongs to a field or the shortcuts are off.
fn wish_of(event: &KeyboardEvent, after_g: bool) -> Option<Wish> {
    let with_control = event.ctrl_key() || event.meta_key();
    if event.alt_key() || event.default_prevented() || event.is_composing() {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let wish = wish(&event.key(), with_control, after_g)?;
    let belongs_to_field = target.is_some_and(|target| browser::takes_keys(&target));
    (are_on() && (wish == Wish::Palette || !belongs_to_field)).then_some(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_means_something_else_after_g() {
        assert_eq!(wish("k", false, false), None);
        assert_eq!(wish("k", false, true), Some(Wish::Go(Section::Catalogue)));
        assert_eq!(wish("d", false, true), Some(Wish::Go(Section::Register)));
        assert_eq!(wish("n", false, false), Some(Wish::Go(Section::Consultation)));
        assert_eq!(wish("k", true, false), Some(Wish::Palette));
        assert_eq!(wish("c", true, false), None);
    }
}
