//! The register of deliberations: its list, one deliberation, two versions side by side.

mod deliberation;
mod differences;
mod list;
pub(super) mod rules;
