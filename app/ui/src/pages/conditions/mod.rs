//! What an authorisation asks for, as a recipient's page and the matrix both say it.

mod load;
pub(in crate::pages) mod reduced;
pub(in crate::pages) mod rules;
pub mod view;

pub(in crate::pages) use load::Authorised;
