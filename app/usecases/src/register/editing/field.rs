//! One field of a form: what was typed, what it means or why it means nothing, and what somebody else saved.

use std::fmt;

use super::entry::Entry;
use super::field_key::{FieldError, FieldKey};
use super::posted::Fieldset;

/// A field with the value that was read. What cannot be read is kept as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<T> {
    key: FieldKey,
    typed: String,
    value: Result<T, FieldError>,
    theirs: Option<String>,
    takes_theirs: bool,
}

impl<T: Entry> Field<T> {
    /// A field that says a value.
    #[must_use]
    pub fn of(key: FieldKey, value: T) -> Self {
        Self { key, typed: value.written(), value: Ok(value), theirs: None, takes_theirs: false }
    }

    /// A field as it was sent.
    #[must_use]
    pub fn read(key: FieldKey, fields: &Fieldset<'_>) -> Self {
        let mut field = Self::typed_in(key, fields.get(key));
        field.takes_theirs = fields.takes_theirs(key);
        field
    }

    /// A field in which something was typed.
    #[must_use]
    pub fn typed_in(key: FieldKey, typed: &str) -> Self {
        Self { key, typed: typed.to_owned(), value: T::read(typed), theirs: None, takes_theirs: false }
    }

    /// The same words with another meaning: what nobody asks for may be typed as it likes.
    #[must_use]
    pub fn meaning(self, value: T) -> Self {
        Self { value: Ok(value), ..self }
    }

    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref().ok()
    }

    /// The value; nothing where there is an error, which is then at the field.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        self.value().cloned()
    }
}

/// A field, whatever its value is.
pub trait AnyField: fmt::Debug {
    fn key(&self) -> FieldKey;
    fn typed(&self) -> &str;
    fn error(&self) -> Option<FieldError>;
    /// What somebody else saved meanwhile, where that is something else.
    fn theirs(&self) -> Option<&str>;
    /// What it says, written as its value is; what was typed where it cannot be read.
    fn canonical(&self) -> String;
    /// Whether somebody chose what somebody else saved.
    fn takes_theirs(&self) -> bool;
    /// Puts other words in the place of those that were typed.
    fn type_over(&mut self, typed: &str);
    fn show_theirs(&mut self, theirs: Option<String>);
    /// Says what is wrong, unless something else already is.
    fn refuse(&mut self, error: FieldError);
}

impl<T: Entry + fmt::Debug> AnyField for Field<T> {
    fn key(&self) -> FieldKey {
        self.key
    }
    fn typed(&self) -> &str {
        &self.typed
    }
    fn error(&self) -> Option<FieldError> {
        self.value.as_ref().err().copied()
    }
    fn theirs(&self) -> Option<&str> {
        self.theirs.as_deref()
    }
    fn canonical(&self) -> String {
        self.value().map_or_else(|| self.typed.clone(), Entry::written)
    }
    fn takes_theirs(&self) -> bool {
        self.takes_theirs
    }
    fn type_over(&mut self, typed: &str) {
        typed.clone_into(&mut self.typed);
        self.value = T::read(typed);
    }
    fn show_theirs(&mut self, theirs: Option<String>) {
        self.theirs = theirs;
    }
    fn refuse(&mut self, error: FieldError) {
        if self.value.is_ok() {
            self.value = Err(error);
        }
    }
}

/// Puts what somebody else saved beside each field that says something else.
pub(super) fn compare(mine: Vec<&mut dyn AnyField>, theirs: &[&dyn AnyField]) {
    for field in mine {
        let Some(other) = theirs.iter().find(|other| other.key() == field.key()) else { continue };
        let differs = other.canonical() != field.canonical();
        field.show_theirs(differs.then(|| other.typed().to_owned()));
    }
}

/// Takes what somebody else saved where that was chosen.
pub(super) fn choose(mine: Vec<&mut dyn AnyField>, theirs: &[&dyn AnyField]) {
    for field in mine.into_iter().filter(|field| field.takes_theirs()) {
        if let Some(other) = theirs.iter().find(|other| other.key() == field.key()) {
            field.type_over(other.typed());
        }
    }
}

/// The fields of a form or row, in the order in which they are shown.
macro_rules! fields {
    ($vis:vis $($field:ident),+ $(,)?) => {
        $vis fn fields(&self) -> Vec<&dyn AnyField> {
            vec![$(&self.$field),+]
        }
        $vis fn fields_mut(&mut self) -> Vec<&mut dyn AnyField> {
            vec![$(&mut self.$field),+]
        }
    };
}
pub(super) use fields;
