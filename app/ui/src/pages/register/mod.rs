//! The register of deliberations.

pub mod deliberation;
pub mod differences;
pub mod drafts;
pub mod list;
pub(crate) mod state;
