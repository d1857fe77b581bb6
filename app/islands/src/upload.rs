//! A large file is on its way: how much of it was sent, how long the rest takes, and a way to stop. A script sends the
//! form, with the same fields to the same address, and the page that answers is loaded; where nothing came of it, the form
//! stays as it was filled in.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, Event, FormData, HtmlFormElement, HtmlInputElement, ProgressEvent, XmlHttpRequest};

use super::dom;

/// Within the form that it is of; the server hides it.
const BAR: &str = "form [data-upload]";
const MEBIBYTE: f64 = 1_048_576.0;

/// Sends the form of the page's bar, and moves the bar.
#[island]
pub fn Upload() -> impl IntoView {
    dom::in_browser(|| {
        let Some(bar) = dom::find::<Element>(BAR) else { return };
        let form = bar.closest("form").ok().flatten().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(form) = form else { return };
        let sending = Sending { form, bar, on_its_way: Rc::default() };
        dom::listen(&sending.form.clone(), "submit", move |event| {
            // Where no request can be made the browser sends the form itself.
            if sending.on_its_way.get() || sending.is_too_large() || sending.begin().is_some() {
                event.prevent_default();
            }
        });
    });
}

#[derive(Clone)]
struct Sending {
    form: HtmlFormElement,
    bar: Element,
    on_its_way: Rc<Cell<bool>>,
}

impl Sending {
    fn within(&self, selector: &str) -> Option<Element> {
        self.bar.query_selector(selector).ok().flatten()
    }

    /// The words that an attribute of the line carries, in the line.
    fn say(&self, attribute: &str) {
        if let Some(line) = self.within("[role=status]") {
            line.set_text_content(line.get_attribute(attribute).as_deref());
        }
    }

    /// What the server would refuse after all of it was sent.
    fn is_too_large(&self) -> bool {
        let most = self.bar.get_attribute("data-most").and_then(|most| most.parse::<f64>().ok());
        let field = self.form.query_selector("input[type=file]").ok().flatten();
        let file = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()?.files()?.get(0));
        let too_large = most.zip(file).is_some_and(|(most, file)| file.size() > most);
        if too_large {
            let _ = self.bar.remove_attribute("hidden");
            self.shows_bar(false);
            self.say("data-too-large");
        }
        too_large
    }

    fn shows_bar(&self, shows: bool) {
        for element in ["progress", "button"].into_iter().filter_map(|selector| self.within(selector)) {
            let _ = element.toggle_attribute_with_force("hidden", !shows);
        }
    }

    fn begin(&self) -> Option<()> {
        let request = XmlHttpRequest::new().ok()?;
        let fields = FormData::new_with_form(&self.form).ok()?;
        request.open("POST", &self.form.action()).ok()?;
        request.set_request_header("Accept", "text/html").ok()?;
        let (moving, since) = (self.clone(), since_begin());
        let upload = request.upload().ok()?;
        dom::listen(&upload, "progress", move |event| moving.show(&event, since));
        let (sending, answered) = (self.clone(), request.clone());
        dom::listen(&request, "load", move |_| sending.answered(&answered));
        for event in ["error", "abort"] {
            let sending = self.clone();
            dom::listen(&request, event, move |_| sending.failed());
        }
        let stopped = request.clone();
        let stop = self.within("button")?;
        dom::listen(&stop, "click", move |_| {
            let _ = stopped.abort();
        });
        request.send_with_opt_form_data(Some(&fields)).ok()?;
        self.on_its_way.set(true);
        self.shows_bar(true);
        self.bar.remove_attribute("hidden").ok()
    }

    fn show(&self, event: &Event, since: f64) {
        let Some(event) = event.dyn_ref::<ProgressEvent>().filter(|event| event.length_computable()) else { return };
        let (sent, all) = (event.loaded(), event.total());
        if let Some(progress) = self.within("progress") {
            let _ = progress.set_attribute("max", &all.to_string());
            let _ = progress.set_attribute("value", &sent.to_string());
        }
        if sent >= all {
            return self.say("data-all-sent");
        }
        let Some(line) = self.within("[role=status]") else { return };
        let seconds = (since_begin() - since) / 1_000.0 * (all - sent) / sent.max(1.0);
        let mut words = line.get_attribute("data-figures").unwrap_or_default();
        for (name, figure) in [("{sent}", sent / MEBIBYTE), ("{all}", all / MEBIBYTE), ("{seconds}", seconds)] {
            words = words.replace(name, &figure.max(1.0).round().to_string());
        }
        line.set_text_content(Some(&words));
    }

    /// A redirect was followed: that page is loaded. A refusal is none.
    fn answered(&self, request: &XmlHttpRequest) {
        let page = request.response_url();
        match request.status() {
            Ok(status) if status < 400 && !page.is_empty() => {
                let _ = window().location().assign(&page);
            }
            _ => self.failed(),
        }
    }

    fn failed(&self) {
        self.on_its_way.set(false);
        self.shows_bar(false);
        self.say("data-failed");
    }
}

/// In milliseconds, from when the page began.
fn since_begin() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}
