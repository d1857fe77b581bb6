//! What every field of a form has: a label above it, a hint, what is wrong with it, and how its control refers to them.
//!
//! ```text
//! let field = Field::new("user", say!(language, sign_in.user)).of(&wrongs).required();
//! TextField::new(field, typed).autocomplete("username").view()
//! ```
//! The identifier of the control is the name of the field unless [`Field::id`] says another; hint and problem stand under
//! `<id>-hint` and `<id>-problem`. Kinds of fields: `text_field`, `date_field`, `niss_field`, `search_field`,
//! `file_field`, `choice_field`, `radio_group`, `checkbox`.

use delibero_words::say;
use leptos::prelude::*;

use super::errors::{Wrong, problem_line};
use super::language::use_language;
use super::name::Name;

/// What every field has.
#[derive(Clone, Debug)]
pub struct Field {
    id: Name,
    name: Name,
    label: Name,
    hint: Option<Name>,
    problem: Option<String>,
    shares: Option<Name>,
    need: Need,
    begins: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Unsaid,
    Required,
    Optional,
}

/// What a control says of itself, as attributes.
#[derive(Clone, Debug)]
pub struct Control {
    /// `id`
    pub id: Name,
    /// `name`
    pub name: Name,
    /// `required`: for forms that let the browser check it.
    pub required: bool,
    /// `autofocus`
    pub begins: bool,
    /// `aria-invalid`
    pub invalid: Option<&'static str>,
    /// `aria-describedby`
    pub described: Option<String>,
}

impl Field {
    /// A field of a form: its name in the form, which is its identifier as well, and its label.
    #[must_use]
    pub fn new(name: impl Into<Name>, label: impl Into<Name>) -> Self {
        let name = name.into();
        Self {
            id: name.clone(),
            name,
            label: label.into(),
            hint: None,
            problem: None,
            shares: None,
            need: Need::Unsaid,
            begins: false,
        }
    }

    /// Another identifier than its name.
    #[must_use]
    pub fn id(mut self, id: impl Into<Name>) -> Self {
        self.id = id.into();
        self
    }

    /// What to type, under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Name>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it, out of what is wrong with the form; call it after [`Field::id`].
    #[must_use]
    pub fn of(mut self, wrongs: &[Wrong]) -> Self {
        let own = wrongs.iter().find(|wrong| wrong.field.is_some_and(|field| *field == *self.id));
        self.problem = own.map(|wrong| wrong.words.clone());
        self
    }

    /// What is wrong with it.
    #[must_use]
    pub fn wrong(mut self, problem: Option<String>) -> Self {
        self.problem = problem;
        self
    }

    /// Wrong together with another field, where that is said.
    #[must_use]
    pub fn wrong_with(mut self, other: &'static str, wrongs: &[Wrong]) -> Self {
        self.shares = wrongs.iter().any(|wrong| wrong.field == Some(other)).then(|| other.into());
        self
    }

    /// Cannot be left empty.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.need = Need::Required;
        self
    }

    /// May be left empty, and says so.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.need = Need::Optional;
        self
    }

    /// One begins here, unless an error summary takes the focus.
    #[must_use]
    pub const fn begins(mut self, begins: bool) -> Self {
        self.begins = begins;
        self
    }

    fn control(&self) -> Control {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let said_at = self.problem.as_ref().map(|_| &self.id).or(self.shares.as_ref());
        let problem = said_at.map(|id| format!("{id}-problem"));
        Control {
            id: self.id.clone(),
            name: self.name.clone(),
            required: self.need == Need::Required,
            begins: self.begins && problem.is_none(),
            invalid: problem.as_ref().map(|_| "true"),
            described: match (hint, problem) {
                (Some(hint), Some(problem)) => Some(format!("{hint} {problem}")),
                (hint, problem) => hint.or(problem),
            },
        }
    }

    fn optional_words(&self) -> Option<AnyView> {
        (self.need == Need::Optional)
            .then(|| view! { <span class="hint">" (" {say!(use_language(), kit.optional)} ")"</span> }.into_any())
    }

    fn below_label(self) -> (Option<AnyView>, Option<AnyView>) {
        let id = self.id.clone();
        let hint = self.hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> }.into_any());
        (hint, problem_line(format!("{}-problem", self.id), self.problem))
    }

    /// Around one control.
    pub fn labelled(self, control: impl FnOnce(Control) -> AnyView) -> AnyView {
        let control = control(self.control());
        let (id, label, optional) = (self.id.clone(), self.label.clone(), self.optional_words());
        let (hint, problem) = self.below_label();
        view! {
            <div class="form-field">
                <label class="label" for=id>{label} {optional}</label>
                {hint}
                {problem}
                {control}
            </div>
        }
        .into_any()
    }

    /// Around a group of controls; `class` is one more for the group, or empty.
    pub fn grouped(self, class: &'static str, controls: impl FnOnce(Control) -> AnyView) -> AnyView {
        let control = self.control();
        let (described, label, optional) = (control.described.clone(), self.label.clone(), self.optional_words());
        let controls = controls(control);
        let (hint, problem) = self.below_label();
        view! {
            <fieldset class=format!("form-field {class}") aria-describedby=described>
                <legend class="label">{label} {optional}</legend>
                {hint}
                {problem}
                {controls}
            </fieldset>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests;
