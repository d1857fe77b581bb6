//! The secretariat's drafts: the list, a draft beside its source, its parts as forms, and every save.
//!
//! A draft is read whole and mended in parts: a text of 130 points as one form would be slow to open, easy to lose
//! one's place in, and two people could not work in it at once. Each part has an address, a form of its own and, where
//! the text was imported, its lines of the source beside it.

mod changes;
pub(crate) mod edit;
mod fields;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod review;
mod source;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod version;
pub mod view;
mod words;

use delibero_usecases::register::TextKey;
use delibero_usecases::register::editing::Part;

/// The address of a draft, showing one of its texts.
#[must_use]
pub fn draft_address(id: &str, text: Option<TextKey>) -> String {
    let text = text.map(|text| format!("?text={text}")).unwrap_or_default();
    format!("/drafts/{id}{text}")
}

/// The address of the form of a part.
#[must_use]
pub fn part_address(id: &str, part: Part, text: Option<TextKey>) -> String {
    let text = text.map(|text| format!("?text={text}")).unwrap_or_default();
    format!("/drafts/{id}/edit/{part}{text}")
}

/// The address of a deliberation.
#[must_use]
pub fn deliberation_address(number: &str) -> String {
    format!("/deliberations/{number}")
}
