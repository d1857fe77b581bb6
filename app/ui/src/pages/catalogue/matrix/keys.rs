//! What JavaScript adds: the matrix is one stop of the Tab key, arrows go from mark to mark, and the focus follows what
//! opens and closes. Without it every mark is a stop of its own, with a way past all of them.

use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::address;
use crate::components::browser;

/// What every link of the matrix carries: its row and its column.
const AT: &str = "data-at";

/// A place in the matrix: row and column.
type At = (usize, usize);

/// Follows a link that stays on this page, without the scrolling to the top that goes with a new one.
pub(super) fn follow(event: &MouseEvent, go: &impl Fn(&str)) {
    let with_key = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if with_key || event.button() != 0 || event.default_prevented() {
        return;
    }
    let link = element_of(event.target()).and_then(|found| found.closest("a[data-noscroll]").ok().flatten());
    if let Some(address) = link.and_then(|link| link.get_attribute("href")) {
        event.prevent_default();
        go(address.split('#').next().unwrap_or_default());
    }
}

/// Escape closes the open cell; arrows, Home and End go from mark to mark.
pub(super) fn pressed(event: &KeyboardEvent) {
    // In a field, Escape closes what the browser has open there.
    let in_field = element_of(event.target()).is_some_and(|target| browser::takes_keys(&target));
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
    let Some(from) = element_of(event.target()).as_ref().and_then(at) else { return false };
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
pub(super) fn focused(event: &FocusEvent) {
    if let Some(link) = element_of(event.target()).filter(|found| at(found).is_some()) {
        if let Ok(Some(before)) = document().query_selector("[data-at][tabindex='0']") {
            let _ = before.set_attribute("tabindex", "-1");
        }
        let _ = link.set_attribute("tabindex", "0");
    }
}

/// Once a page of the matrix is there: makes it one stop, and puts the focus on what opened, or back where it was.
pub(super) fn arrive(open: StoredValue<Option<String>>, now: String) {
    Effect::new(move |_| {
        let (before, now) = (open.get_value(), now.clone());
        open.set_value(Some(now.clone()));
        request_animation_frame(move || {
            one_stop();
            match before {
                Some(before) if before == now => {}
                _ if !now.is_empty() => to_detail(&now),
                Some(before) => to_cell(&before),
                None => {}
            }
        });
    });
}

fn one_stop() {
    let stops = stops();
    let current = stops.iter().position(|(_, link)| link.has_attribute("aria-current")).unwrap_or_default();
    for (place, (_, link)) in stops.iter().enumerate() {
        let _ = link.set_attribute("tabindex", if place == current { "0" } else { "-1" });
    }
}

/// The cell first, so that it is not left scrolled away when one comes back, then its detail.
fn to_detail(cell: &str) {
    to_cell(cell);
    if browser::focus("#detail-heading")
        && let Some(detail) = document().get_element_by_id("detail")
    {
        detail.scroll_into_view();
    }
}

fn to_cell(cell: &str) {
    let links = [false, true].map(|sheet| document().get_element_by_id(&address::place(sheet, cell)));
    for link in links.into_iter().flatten().filter_map(|link| link.dyn_into::<HtmlElement>().ok()) {
        if let Ok(Some(sheet)) = link.closest("details") {
            let _ = sheet.set_attribute("open", "");
        }
        if is_visible(&link) {
            let _ = link.focus();
        }
    }
}

fn visible(selector: &str) -> Option<HtmlElement> {
    all(selector).find(is_visible)
}

fn is_visible(element: &HtmlElement) -> bool {
    element.offset_height() > 0
}

fn stops() -> Vec<(At, HtmlElement)> {
    all("[data-at]").filter_map(|link| Some((at(&link)?, link))).collect()
}

fn all(selector: &str) -> impl Iterator<Item = HtmlElement> {
    let found = document().query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |place| found.as_ref()?.get(place)?.dyn_into().ok())
}

fn element_of(target: Option<web_sys::EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
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
