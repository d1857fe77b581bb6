//! The pages, one folder per feature.

pub mod access_log;
pub mod catalogue;
pub mod changes;
mod conditions;
pub mod consultation;
pub mod documents;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod help;
pub mod matrix;
pub mod not_found;
pub mod register;
pub mod sign_in;
