//! Organisations: the list, what is registered of one, its recipients, its history, and files of many.

mod actions;
pub(crate) mod edit;
mod facts;
mod form;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod list;
mod numbers;
mod opens;
pub(crate) mod organisation;
mod plot;
mod query;
mod recipients;
pub mod view;
pub(crate) mod waiting;
mod words;

pub use import::{head_words, row_words};
pub use query::{OrganisationListQuery, OrganisationListSort};
pub use words::{column_label, problem_words, refusal};

#[must_use]
pub fn organisation_address(id: &str) -> String {
    format!("/organisations/{id}")
}

#[must_use]
pub fn history_address(id: &str) -> String {
    format!("/organisations/{id}/history")
}

#[must_use]
pub fn load_address(id: &str) -> String {
    format!("/organisations/loads/{id}")
}
