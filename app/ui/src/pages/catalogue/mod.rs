//! The catalogue: every recipient, and what one of them may receive, point by point.

mod anchors;
mod authorisation;
mod contents;
mod elements;
mod list;
mod matrix;
mod recipient;
mod rows;
mod rules;
#[cfg(all(test, feature = "ssr"))]
mod tests;
mod words;

pub use list::RecipientsView;
pub use matrix::MatrixView;
#[cfg(feature = "ssr")]
pub use matrix::refusal;
pub use recipient::RecipientView;
