//! The few things that are asked of the browser directly. Call these in event handlers and effects only.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDocument, HtmlElement};

const YEAR: u32 = 31_536_000;

/// A browser takes a cookie of such a name over HTTPS only, for this very host; the server uses the same names.
const HOST: &str = "__Host-";

fn over_https() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "https:")
}

/// Keeps a word in a cookie for a year.
pub fn set_cookie(name: &str, value: &str) {
    if let Some(document) = document().dyn_ref::<HtmlDocument>() {
        let (host, secure) = if over_https() { (HOST, "; Secure") } else { ("", "") };
        let line = format!("{host}{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax{secure}");
        let _ = document.set_cookie(&line);
    }
}

/// The word in a cookie.
#[must_use]
pub fn cookie(name: &str) -> Option<String> {
    let cookies = document().dyn_into::<HtmlDocument>().ok()?.cookie().ok()?;
    let mut pairs = cookies.split("; ").filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.strip_prefix(HOST).unwrap_or(key) == name).map(|(_, value)| value.to_owned())
}

/// The first element that a selector finds.
#[must_use]
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Puts the focus on the first element that a selector finds; says whether there is one.
pub fn focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}

/// Whether the focus is on nothing that somebody works with: nowhere, on the page as a whole, or on the link just
/// followed.
#[must_use]
pub fn focus_is_free() -> bool {
    document().active_element().is_none_or(|element| element.matches("body, main, .rail *").unwrap_or(true))
}

/// Whether something is typed or chosen in this element, so that keys belong to it.
#[must_use]
pub fn takes_keys(element: &Element) -> bool {
    element.matches("input, select, textarea, [contenteditable], dialog *").unwrap_or(false)
}

/// Marks the one place that the address names, brings it into view and gives it the focus; none: no place is marked.
/// What has the focus already stays where the reader has it.
pub fn mark(id: Option<&str>) {
    const MARK: &str = "data-target";
    if let Some(marked) = find("[data-target]") {
        let _ = marked.remove_attribute(MARK);
    }
    let Some(place) = id.and_then(|id| document().get_element_by_id(id)?.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let _ = place.set_attribute(MARK, "");
    if document().active_element().as_ref() == Some(place.as_ref()) {
        return;
    }
    place.set_tab_index(-1);
    place.scroll_into_view();
    let _ = place.focus();
}

/// Puts an address of this site into the clipboard.
pub fn copy(path: &str) {
    let window = leptos::prelude::window();
    if let Ok(origin) = window.location().origin() {
        let _ = window.navigator().clipboard().write_text(&format!("{origin}{path}"));
    }
}
