//! The browser's calendar behind the button of a field for a day: what is picked is written into the field in the user's
//! order. The browser's own field is hidden: only its calendar is shown.

use leptos::prelude::*;
use web_sys::{Element, HtmlInputElement};

use super::dom;

/// On the browser's field: the identifier of the field that people type in.
const OF: &str = "data-day-of";
/// On one that listens already: a page has an island for each field.
const STARTED: &str = "data-started";

/// Shows the calendar, and writes the day that is picked.
#[island]
pub fn DatePicker() -> impl IntoView {
    dom::in_browser(|| {
        for calendar in dom::all::<HtmlInputElement>(&format!("[{OF}]:not([{STARTED}])")) {
            let _ = calendar.set_attribute(STARTED, "");
            let field = calendar.get_attribute(OF).and_then(|id| dom::find::<HtmlInputElement>(&format!("#{id}")));
            let button = calendar.next_element_sibling();
            if let (Some(field), Some(button)) = (field, button) {
                start(calendar, field, &button);
            }
        }
    });
}

fn start(calendar: HtmlInputElement, field: HtmlInputElement, button: &Element) {
    let (shown, typed) = (calendar.clone(), field.clone());
    dom::listen(button, "click", move |_| {
        if let Some(day) = iso(&typed.value()) {
            shown.set_value(&day);
        }
        let _ = shown.show_picker();
    });
    let picked = calendar.clone();
    dom::listen(&calendar, "change", move |_| {
        if let Some(day) = day_first(&picked.value()) {
            field.set_value(&day);
            dom::changed(&field);
            let _ = field.focus();
        }
    });
}

/// What people type, as the browser's field wants it: `31.12.2026` is `2026-12-31`.
fn iso(typed: &str) -> Option<String> {
    delibero_domain::typed_day::read_day(typed).ok().map(|day| day.to_string())
}

/// `2026-12-31` as people write it: `31.12.2026`.
fn day_first(iso: &str) -> Option<String> {
    let mut parts = iso.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{day}.{month}.{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_to_the_calendar_and_comes_back() {
        assert_eq!(iso("31/12/2026").as_deref(), Some("2026-12-31"));
        assert_eq!(iso("31/12"), None);
        assert_eq!(day_first("2026-12-31").as_deref(), Some("31.12.2026"));
        assert_eq!(day_first(""), None);
    }
}
