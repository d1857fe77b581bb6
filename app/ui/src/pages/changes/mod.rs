//! Changes of the catalogue: what is being prepared, judged and in force.

pub(crate) mod describe;
mod documents;
pub(crate) mod draft;
mod edits;
mod effect;
pub mod happened;
pub(crate) mod list;
pub(in crate::pages) mod missing;
pub(crate) mod new;
pub(crate) mod state;
pub(crate) mod states;
pub mod view;
mod waiting;
pub(in crate::pages) mod words;

#[must_use]
pub fn draft_address(id: &str) -> String {
    format!("/changes/{id}")
}

#[must_use]
pub fn state_address(number: u32) -> String {
    format!("/states/{number}")
}

/// Where two states are laid beside each other.
#[must_use]
pub fn compare_address(from: u32, to: u32) -> String {
    format!("/states/compare?from={from}&to={to}")
}
