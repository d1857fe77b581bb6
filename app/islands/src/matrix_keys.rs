//! The matrix by keyboard: it is one stop of the Tab key, arrows go from mark to mark, Escape closes, and the focus
//! goes to what opened, or back to the mark it came from. Without it every mark is a stop of its own, with a way past
//! all of them.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::dom;

/// What every link of the matrix carries: its row and its column.
const AT: &str = "data-at";

/// A place in the matrix: row and column.
type At = (usize, usize);

/// Listens to the keys of the matrix.
#[island]
pub fn MatrixKeys() -> impl IntoView {
    dom::in_browser(|| {
        one_stop();
        dom::listen(&window(), "keydown", |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                pressed(event);
            }
        });
        dom::listen(&window(), "focusin", |event| focused(&event));
    });
}

/// Escape closes the open cell; arrows, Home and End go from mark to mark.
fn pressed(event: &KeyboardEvent) {
    // In a field, Escape closes what the browser has open there.
    let in_field = dom::element_of(event.target()).is_some_and(|target| dom::takes_keys(&target));
    if in_field || event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let done = match event.key().as_str() {
        "Escape" => visible("#detail-close, #detail-close-sheet").is_some_and(|link| {
            link.click();
            true
        }),
        key => move_on(event, key),
    };
    if done {
        event.prevent_default();
    }
}

fn move_on(event: &KeyboardEvent, key: &str) -> bool {
    let Some(from) = dom::element_of(event.target()).as_ref().and_then(at) else { return false };
    let stops = stops();
    let places: Vec<At> = stops.iter().map(|(at, _)| *at).collect();
    let target = next(&places, from, key).and_then(|to| stops.iter().find(|(at, _)| *at == to));
    target.is_some_and(|(_, link)| link.focus().is_ok())
}

/// The place that a key leads to: the next mark in its direction, in the same row or column.
fn next(places: &[At], (row, column): At, key: &str) -> Option<At> {
    let in_row = || places.iter().copied().filter(move |at| at.0 == row);
    let in_column = || places.iter().copied().filter(move |at| at.1 == column);
    match key {
        "ArrowRight" => in_row().filter(|at| at.1 > column).min(),
        "ArrowLeft" => in_row().filter(|at| at.1 < column).max(),
        "ArrowDown" => in_column().filter(|at| at.0 > row).min(),
        "ArrowUp" => in_column().filter(|at| at.0 < row).max(),
        "Home" => in_row().min(),
        "End" => in_row().max(),
        _ => None,
    }
}

/// The mark that has the focus is the one that Tab comes back to.
fn focused(event: &Event) {
    if let Some(link) = dom::element_of(event.target()).filter(|found| at(found).is_some()) {
        for before in dom::all::<Element>("[data-at][tabindex='0']") {
            let _ = before.set_attribute("tabindex", "-1");
        }
        let _ = link.set_attribute("tabindex", "0");
    }
}

/// One mark is the stop: the one that has the focus, the one that is open, or else the first.
fn one_stop() {
    let stops = stops();
    let active: Option<HtmlElement> = document().active_element().and_then(|found| found.dyn_into().ok());
    let has_focus = stops.iter().position(|(_, link)| Some(link) == active.as_ref());
    let is_open = || stops.iter().position(|(_, link)| link.has_attribute("aria-current"));
    let current = has_focus.or_else(is_open).unwrap_or_default();
    for (place, (_, link)) in stops.iter().enumerate() {
        let _ = link.set_attribute("tabindex", if place == current { "0" } else { "-1" });
    }
}

fn visible(selector: &str) -> Option<HtmlElement> {
    dom::all::<HtmlElement>(selector).find(|element| element.offset_height() > 0)
}

fn stops() -> Vec<(At, HtmlElement)> {
    dom::all::<HtmlElement>("[data-at]").filter_map(|link| Some((at(&link)?, link))).collect()
}

fn at(element: &Element) -> Option<At> {
    let words = element.get_attribute(AT)?;
    let (row, column) = words.split_once(',')?;
    Some((row.parse().ok()?, column.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two rows: the first has marks in columns 0, 2 and 5, the second in 0, 1 and 5.
    const PLACES: [At; 6] = [(0, 0), (0, 2), (0, 5), (1, 0), (1, 1), (1, 5)];

    #[test]
    fn keys_lead_to_the_next_mark_and_not_out_of_the_matrix() {
        assert_eq!(next(&PLACES, (0, 0), "ArrowRight"), Some((0, 2)));
        assert_eq!(next(&PLACES, (0, 5), "ArrowRight"), None);
        assert_eq!(next(&PLACES, (0, 2), "ArrowLeft"), Some((0, 0)));
        assert_eq!(next(&PLACES, (0, 2), "ArrowDown"), None, "the column has no other mark");
        assert_eq!(next(&PLACES, (0, 5), "ArrowDown"), Some((1, 5)));
        assert_eq!(next(&PLACES, (1, 5), "ArrowUp"), Some((0, 5)));
        assert_eq!(next(&PLACES, (1, 1), "Home"), Some((1, 0)));
        assert_eq!(next(&PLACES, (1, 1), "End"), Some((1, 5)));
        assert_eq!(next(&PLACES, (1, 1), "a"), None);
    }
}
