//! The register of deliberations as pages read it.

pub mod deliberation;
pub mod differences;
pub mod drafts;
pub mod list;
