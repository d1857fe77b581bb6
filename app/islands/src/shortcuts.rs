//! Keyboard shortcuts, where the user has not switched them off. A link says which key leads to it: `data-key`, or
//! `data-after-g` for the second of two.

use std::cell::Cell;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{dom, palette};

const COOKIE: &str = "shortcuts";
/// How long a second key may take.
const PATIENCE_IN_MILLISECONDS: f64 = 1_500.0;

/// Whether the shortcuts are on in this browser.
pub(crate) fn are_on() -> bool {
    dom::cookie(COOKIE).as_deref() != Some("off")
}

/// Switches the shortcuts on or off in this browser.
pub(crate) fn switch(on: bool) {
    dom::set_cookie(COOKIE, if on { "on" } else { "off" });
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Palette,
    Search,
    /// A link with this letter in this attribute, where the page has one.
    Link(&'static str, char),
    /// The first key of two.
    Second,
}

fn wish(key: &str, with_control: bool, after_g: bool) -> Option<Wish> {
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    match (with_control, after_g, letter) {
        (true, _, 'k' | 'K') => Some(Wish::Palette),
        (true, ..) => None,
        (_, true, 'a'..='z') => Some(Wish::Link("data-after-g", letter)),
        (_, false, 'g') => Some(Wish::Second),
        (_, _, '/') => Some(Wish::Search),
        (_, _, 'a'..='z' | '?') => Some(Wish::Link("data-key", letter)),
        _ => None,
    }
}

/// Listens to the shortcuts.
#[island]
pub fn Shortcuts() -> impl IntoView {
    dom::in_browser(|| {
        let first_key = Cell::new(f64::NEG_INFINITY);
        dom::listen(&window(), "keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            let after_g = event.time_stamp() - first_key.replace(f64::NEG_INFINITY) < PATIENCE_IN_MILLISECONDS;
            let done = match wish_of(event, after_g) {
                Some(Wish::Palette) => palette::open(),
                Some(Wish::Search) => dom::focus("main [data-search]") || dom::focus("#niss"),
                Some(Wish::Link(attribute, letter)) => follow(attribute, letter),
                Some(Wish::Second) => {
                    first_key.set(event.time_stamp());
                    false
                }
                None => false,
            };
            if done {
                event.prevent_default();
            }
        });
    });
}

fn follow(attribute: &str, letter: char) -> bool {
    let link = dom::find::<HtmlElement>(&format!("a[{attribute}='{letter}']"));
    link.inspect(|link| link.click()).is_some()
}

/// What an event asks for, unless it belongs to a field or the shortcuts are off.
fn wish_of(event: &KeyboardEvent, after_g: bool) -> Option<Wish> {
    if event.alt_key() || event.default_prevented() || event.is_composing() {
        return None;
    }
    let wish = wish(&event.key(), event.ctrl_key() || event.meta_key(), after_g)?;
    let belongs_to_field = dom::element_of(event.target()).is_some_and(|target| dom::takes_keys(&target));
    (are_on() && (wish == Wish::Palette || !belongs_to_field)).then_some(wish)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_means_something_else_after_g() {
        assert_eq!(wish("k", false, false), Some(Wish::Link("data-key", 'k')));
        assert_eq!(wish("k", false, true), Some(Wish::Link("data-after-g", 'k')));
        assert_eq!(wish("g", false, false), Some(Wish::Second));
        assert_eq!(wish("/", false, false), Some(Wish::Search));
        assert_eq!(wish("?", false, false), Some(Wish::Link("data-key", '?')));
        assert_eq!(wish("K", true, false), Some(Wish::Palette));
        assert_eq!(wish("c", true, false), None);
        assert_eq!(wish("Escape", false, false), None);
        assert_eq!(wish("'", false, true), None, "no letter that could end the selector");
    }
}
