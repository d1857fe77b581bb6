//! The reference directory, the registrar's room: a person is searched, then integrated; integrations end and are
//! corrected. The NISS stands in the page and in bodies of forms, never in an address.

mod file;
mod integrated;
pub(crate) mod loads;
pub(crate) mod person;
pub(crate) mod search;
pub(crate) mod upkeep;
pub mod view;
mod words;

/// Where the room begins.
pub const DIRECTORY: &str = "/directory";

pub use words::{file_problem_words as file_problem, row_fault};

/// Where many are looked at.
pub const UPKEEP: &str = "/directory/upkeep";

/// One file of integrations.
#[must_use]
pub fn load_address(id: &str) -> String {
    format!("{DIRECTORY}/loads/{id}")
}

/// What is known of the person of a search.
#[must_use]
pub fn person_address(search: &str) -> String {
    format!("{DIRECTORY}/persons/{search}")
}
