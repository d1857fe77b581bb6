//! The few things that are asked of the browser. Call these in the browser only.

use leptos::prelude::{document, window};
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use web_sys::{
    Element, Event, EventInit, EventTarget, FormData, HtmlDocument, HtmlElement, HtmlFormElement, RequestInit, Response,
};
use web_sys::{UrlSearchParams, wasm_bindgen::JsValue};

const YEAR: u32 = 31_536_000;

/// A browser takes a cookie of such a name over HTTPS only, for this very host; the server uses the same names.
const HOST: &str = "__Host-";

fn over_https() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "https:")
}

/// Runs what an island does: in the browser, and not while the server renders it.
pub fn in_browser(work: impl FnOnce()) {
    if cfg!(target_arch = "wasm32") {
        work();
    }
}

/// Keeps a word in a cookie for a year.
pub fn set_cookie(name: &str, value: &str) {
    if let Some(document) = document().dyn_ref::<HtmlDocument>() {
        let (host, secure) = if over_https() { (HOST, "; Secure") } else { ("", "") };
        let line = format!("{host}{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax{secure}");
        let _ = document.set_cookie(&line);
    }
}

pub fn cookie(name: &str) -> Option<String> {
    let cookies = document().dyn_into::<HtmlDocument>().ok()?.cookie().ok()?;
    let mut pairs = cookies.split("; ").filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| key.strip_prefix(HOST).unwrap_or(key) == name).map(|(_, value)| value.to_owned())
}

/// The first element that a selector finds.
pub fn find<E: JsCast>(selector: &str) -> Option<E> {
    document().query_selector(selector).ok()??.dyn_into().ok()
}

/// Every element that a selector finds.
pub fn all<E: JsCast>(selector: &str) -> impl Iterator<Item = E> {
    let found = document().query_selector_all(selector).ok();
    let length = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |place| found.as_ref()?.get(place)?.dyn_into().ok())
}

/// Puts the focus on the first element that a selector finds; says whether there is one.
pub fn focus(selector: &str) -> bool {
    find::<HtmlElement>(selector).is_some_and(|element| element.focus().is_ok())
}

/// Whether something is typed or chosen in this element, so that keys belong to it.
pub fn takes_keys(element: &Element) -> bool {
    element.matches("input, select, textarea, [contenteditable], dialog *").unwrap_or(false)
}

pub fn element_of(target: Option<EventTarget>) -> Option<Element> {
    target?.dyn_into().ok()
}

/// Listens to an event of an element for as long as the page is there.
pub fn listen(target: &EventTarget, event: &str, listener: impl FnMut(Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(listener);
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Puts an address of this site into the clipboard.
pub fn copy(path: &str) {
    let window = window();
    if let Ok(origin) = window.location().origin() {
        let _ = window.navigator().clipboard().write_text(&format!("{origin}{path}"));
    }
}

/// Sends fields to an address of this site, as a form does, and waits for the answer; none when it is not a good one.
pub async fn post(address: &str, fields: &UrlSearchParams) -> Option<Response> {
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_body(fields);
    fetch(address, &request).await
}

/// Asks for a page of this site; none when the answer is not a good one.
pub async fn get(address: &str) -> Option<Response> {
    fetch(address, &RequestInit::new()).await
}

async fn fetch(address: &str, request: &RequestInit) -> Option<Response> {
    let answer = wasm_bindgen_futures::JsFuture::from(window().fetch_with_str_and_init(address, request)).await;
    let answer: Response = answer.ok()?.dyn_into().ok()?;
    answer.ok().then_some(answer)
}

pub async fn text(answer: &Response) -> Option<String> {
    let words = answer.text().ok()?;
    wasm_bindgen_futures::JsFuture::from(words).await.ok()?.as_string()
}

/// The fields of a form, as it would send them.
pub fn fields_of(form: &HtmlFormElement) -> Option<UrlSearchParams> {
    let typed: JsValue = FormData::new_with_form(form).ok()?.into();
    UrlSearchParams::new_with_str_sequence_sequence(&typed).ok()
}

/// Tells whoever listens that a field was changed, as typing does.
pub fn changed(field: &EventTarget) {
    let bubbling = EventInit::new();
    bubbling.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("input", &bubbling) {
        let _ = field.dispatch_event(&event);
    }
}

/// Whether what is typed goes into an element.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|focused| focused == *element)
}
