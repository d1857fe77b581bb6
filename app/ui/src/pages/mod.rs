//! The pages, one folder per feature.

pub mod access_log;
pub mod catalogue;
pub mod consultation;
pub mod help;
pub mod not_found;
pub mod register;
pub mod sign_in;
