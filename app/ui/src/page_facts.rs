//! What a page says of itself while it is made: the document around it is written afterwards.

use std::sync::{Arc, Mutex, PoisonError};

use delibero_domain::text::Text;
use http::StatusCode;

/// What a button sends: its name and its value.
pub type Pressed = (&'static str, &'static str);

/// The facts of one page, given as context to everything that it is made of.
#[derive(Clone, Debug, Default)]
pub struct PageFacts(Arc<Mutex<Facts>>);

#[derive(Debug, Default)]
struct Facts {
    title: String,
    status: Option<StatusCode>,
    typed_form: Option<Pressed>,
    wrong: bool,
    organisation: Option<Text>,
}

impl PageFacts {
    fn with<T>(&self, work: impl FnOnce(&mut Facts) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes the title of the document.
    pub fn set_title(&self, title: String) {
        self.with(|facts| facts.title = title);
    }

    /// The title of the document.
    #[must_use]
    pub fn title(&self) -> String {
        self.with(|facts| facts.title.clone())
    }

    /// Notes that something is wrong with what was typed, which the title then says.
    pub fn set_wrong(&self) {
        self.with(|facts| facts.wrong = true);
    }

    /// Whether something is.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.with(|facts| facts.wrong)
    }

    /// Notes the name of the organisation of whoever is signed in, which the frame shows, where it is active: it is read
    /// once for a page.
    pub fn set_organisation(&self, name: Text) {
        self.with(|facts| facts.organisation = Some(name));
    }

    /// Its name, where the page read it.
    #[must_use]
    pub fn organisation(&self) -> Option<Text> {
        self.with(|facts| facts.organisation.clone())
    }

    /// Notes the status of the answer; the first one noted stays.
    pub fn set_status(&self, status: StatusCode) {
        self.with(|facts| {
            facts.status.get_or_insert(status);
        });
    }

    /// The status of the answer; none: everything is well.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.with(|facts| facts.status)
    }

    /// Notes that the page has the form whose fields are kept when the language changes, and which of its buttons Enter
    /// presses.
    pub fn set_typed_form(&self, enter: Pressed) {
        self.with(|facts| facts.typed_form = Some(enter));
    }

    /// Where it has one: what Enter sends.
    #[must_use]
    pub fn typed_form(&self) -> Option<Pressed> {
        self.with(|facts| facts.typed_form)
    }
}
