//! The catalogue: every recipient, and what one of them may receive, point by point.

mod anchors;
pub(in crate::pages) mod authorisation;
mod contents;
pub(in crate::pages) mod elements;
pub(crate) mod list;
pub(crate) mod recipient;
mod rows;
#[cfg(test)]
mod tests;
pub mod view;
