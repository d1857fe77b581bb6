//! Many persons asked about at once: the own batches, a new one, how far one is, and its result.

pub(crate) mod list;
pub(crate) mod new;
pub(crate) mod one;
mod query;
pub(crate) mod result;
pub mod view;
mod words;

use delibero_domain::text::Language;

use crate::components::filters;
use crate::filters::Unread;

pub use query::ResultQuery;
pub use words::{fault_words, refusal_words};

/// Where the room begins.
pub const BATCHES: &str = "/batches";
/// The form.
pub const NEW_BATCH: &str = "/batches/new";

#[must_use]
pub fn batch_address(id: &str) -> String {
    format!("{BATCHES}/{id}")
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    filters::refusal(language, unread, query::label)
}
