//! The consultation: the form and the answer.

pub mod answer;
pub mod form;
mod parameters;
pub mod view;
