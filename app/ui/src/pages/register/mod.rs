//! The register of deliberations.

pub mod deliberation;
pub mod differences;
pub mod drafts;
pub mod list;
mod published;
pub mod rules;
pub(crate) mod state;
