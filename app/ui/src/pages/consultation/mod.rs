//! The consultation: the form and the answer.

pub mod answer;
pub mod form;
pub(crate) mod parameters;
pub mod view;
