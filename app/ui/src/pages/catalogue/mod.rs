//! The catalogue: every recipient, and what one of them may receive, point by point.

mod anchors;
mod authorisation;
mod contents;
mod elements;
pub(crate) mod list;
pub mod matrix;
pub(crate) mod recipient;
mod rows;
mod rules;
#[cfg(test)]
mod tests;
pub mod view;
mod words;

pub use matrix::refusal;
