//! The catalogue: every recipient, and what one of them may receive, point by point.

mod anchors;
mod authorisation;
mod contents;
mod elements;
pub(crate) mod list;
mod query;
pub(crate) mod recipient;
mod recipient_page;
mod rows;
#[cfg(test)]
mod tests;
pub mod view;

pub use query::RecipientsQuery;
