//! The consultation: the form and the answer.

pub mod answer;
mod form;

pub use form::FormView;
