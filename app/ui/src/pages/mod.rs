//! The pages, one folder per feature.

pub mod access_log;
pub mod account;
pub mod batches;
pub mod catalogue;
pub mod changes;
pub mod changes_log;
mod conditions;
pub mod consultation;
pub mod directory;
pub mod documents;
pub mod drafting;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod help;
pub mod loads;
pub mod matrix;
pub mod may_i;
pub mod not_found;
pub mod organisations;
pub mod people;
pub mod register;
pub mod sign_in;
pub mod suspensions;
pub mod who;
