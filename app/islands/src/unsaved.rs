//! Leaving a page with changes that are not saved is asked about: of the form that says `data-guarded`. Where the form has
//! a line `data-saves`, it is saved as one goes: once nothing was typed for a moment, by the same request as its button
//! sends. What could not be read, or what somebody else changed, waits for the button, whose page shows it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use web_sys::{
    BeforeUnloadEvent, Document, DomParser, Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement,
    SubmitEvent, SupportedType, js_sys,
};

use super::dom;

const FORM: &str = "form[data-guarded]";
/// How long nothing is typed before it is saved.
const PAUSE: Duration = Duration::from_secs(3);
/// The field that says which state of the draft the form was filled in from.
const REVISION: &str = "revision";
/// The field that says whom the form was filled in under.
const MARK: &str = "signed-in-as";

/// Guards the form of the page, and saves it where it says so.
#[island]
pub fn Unsaved() -> impl IntoView {
    dom::in_browser(|| {
        let Some(form) = dom::find::<HtmlFormElement>(FORM) else { return };
        let guarded = Guarded::of(form);
        let (typing, sent, leaving) = (guarded.clone(), guarded.clone(), guarded.clone());
        dom::listen(&guarded.form, "input", move |_| typing.typed());
        dom::listen(&guarded.form, "submit", move |event| sent.button_pressed(&event));
        dom::listen(&window(), "beforeunload", move |event| {
            if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>().filter(|_| leaving.is_changed()) {
                event.prevent_default();
                event.set_return_value("unsaved");
            }
        });
    });
}

#[derive(Clone)]
struct Guarded {
    form: HtmlFormElement,
    /// Says how far saving is.
    line: Option<Element>,
    /// How often something was typed, and how often at the last save.
    typed: Rc<Cell<u32>>,
    kept: Rc<Cell<u32>>,
    /// Its button was pressed: what becomes of it stands on the page that answers.
    leaves: Rc<Cell<bool>>,
    /// A save is on its way, and what is sent after it is to start from its state.
    saving: Rc<Cell<bool>>,
    /// The button that was pressed meanwhile.
    pressed: Rc<RefCell<Option<HtmlElement>>>,
}

impl Guarded {
    fn of(form: HtmlFormElement) -> Self {
        let line = form.query_selector("[data-saves]").ok().flatten();
        let (typed, kept, leaves, saving) = (Rc::default(), Rc::default(), Rc::default(), Rc::default());
        Self { form, line, typed, kept, leaves, saving, pressed: Rc::default() }
    }

    fn button_pressed(&self, event: &Event) {
        self.leaves.set(true);
        if self.saving.get() {
            event.prevent_default();
            *self.pressed.borrow_mut() = event.dyn_ref::<SubmitEvent>().and_then(SubmitEvent::submitter);
        }
    }

    fn is_changed(&self) -> bool {
        !self.leaves.get() && self.typed.get() != self.kept.get()
    }

    fn typed(&self) {
        self.leaves.set(false);
        self.typed.set(self.typed.get() + 1);
        if self.line.is_some() {
            self.say("data-unsaved");
            self.save_later();
        }
    }

    fn save_later(&self) {
        let (form, typed) = (self.clone(), self.typed.get());
        set_timeout(
            move || {
                if form.typed.get() != typed || !form.is_changed() {
                    return;
                }
                if form.saving.replace(true) {
                    return form.save_later();
                }
                spawn_local(async move { form.save(typed).await });
            },
            PAUSE,
        );
    }

    async fn save(&self, typed: u32) {
        let saved = self.sent().await;
        self.saving.set(false);
        match saved {
            Some(page) if self.goes_on_from(&page) => {
                self.kept.set(typed);
                if !self.is_changed() {
                    self.say("data-saved");
                }
            }
            // Somebody else saved something as well: what stands there by now is shown, unless more was typed meanwhile.
            Some(_) if self.typed.get() == typed && !self.leaves.get() => {
                self.kept.set(typed);
                let _ = window().location().reload();
            }
            Some(_) => self.save_later(),
            None => self.say("data-not-saved"),
        }
        if let Some(button) = self.pressed.take() {
            let _ = self.form.request_submit_with_submitter(Some(&button));
        }
    }

    /// The page of the form as it is once it was saved; none where it was not.
    async fn sent(&self) -> Option<Document> {
        let fields = dom::fields_of(&self.form)?;
        fields.append("do", "save");
        dom::post(&self.form.action(), &fields).await?;
        let page = dom::text(&dom::get(&self.form.action()).await?).await?;
        let page = DomParser::new().ok()?.parse_from_string(&page, SupportedType::TextHtml).ok()?;
        self.is_of_same_user(&page).then_some(page)
    }

    /// Not where the session ended or somebody else signed in: nothing was saved, and what is typed stays.
    fn is_of_same_user(&self, page: &Document) -> bool {
        let mark = |form: &Element| hidden(form, MARK).map(|field| field.value());
        let there = page.query_selector(FORM).ok().flatten().and_then(|form| mark(&form));
        there.is_some() && there == mark(&self.form)
    }

    /// Takes over what the form says unseen of the state that it starts from, where nobody else changed that state.
    fn goes_on_from(&self, page: &Document) -> bool {
        let Some(saved) = page.query_selector(FORM).ok().flatten() else { return false };
        let revision = |form: &Element| hidden(form, REVISION)?.value().parse::<u64>().ok();
        let (Some(before), Some(now)) = (revision(&self.form), revision(&saved)) else { return false };
        if now > before + 1 {
            return false;
        }
        for field in hidden_of(&self.form) {
            if let Some(now) = hidden(&saved, &field.name()) {
                field.set_value(&now.value());
            }
        }
        true
    }

    /// The words that an attribute of the line carries, in the line.
    fn say(&self, attribute: &str) {
        let Some(line) = &self.line else { return };
        let words = line.get_attribute(attribute).unwrap_or_default().replace("{time}", &time());
        line.set_text_content(Some(&words));
    }
}

fn hidden(form: &Element, name: &str) -> Option<HtmlInputElement> {
    hidden_of(form).find(|field| field.name() == name)
}

fn hidden_of(form: &Element) -> impl Iterator<Item = HtmlInputElement> {
    let fields = form.query_selector_all("input[type=hidden]").ok();
    let length = fields.as_ref().map_or(0, web_sys::NodeList::length);
    (0..length).filter_map(move |place| fields.as_ref()?.get(place)?.dyn_into().ok())
}

/// As clocks of the three languages say it.
fn time() -> String {
    let now = js_sys::Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
