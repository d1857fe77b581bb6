//! The catalogue: every recipient, and what one of them may receive, point by point.

mod anchors;
mod authorisation;
mod contents;
mod elements;
pub(crate) mod list;
pub(crate) mod matrix;
pub(crate) mod recipient;
mod rows;
mod rules;
#[cfg(test)]
mod tests;
mod words;

pub use matrix::refusal;
