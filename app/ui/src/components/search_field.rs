//! Words to look for: `/` leads to the field of a page that has this one.

use leptos::prelude::*;

use super::field::Field;
use super::text_field::TextField;

/// The field. Its form is a GET: what is typed stands in the address, so that it is never for persons.
#[must_use]
pub fn search_field(field: Field, typed: impl Into<String>) -> AnyView {
    TextField::new(field, typed).kind("search").view()
}
