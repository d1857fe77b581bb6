//! Files of the services that the own organisation sends, the source operator's room: what came in, and loading one.

pub(crate) mod list;
pub(crate) mod one;
mod query;
pub mod view;
mod words;

use delibero_domain::text::Language;

use crate::components::filters;
use crate::filters::Unread;

pub use query::LoadsQuery;
pub use words::{rule_words, state_words};

/// Where the room begins.
pub const LOADS: &str = "/loads";

#[must_use]
pub fn load_address(id: &str) -> String {
    format!("{LOADS}/{id}")
}

/// What a file that was not made says instead.
#[must_use]
pub fn refusal(language: Language, unread: &[Unread]) -> String {
    filters::refusal(language, unread, query::label)
}
