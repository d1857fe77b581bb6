//! The reference directory: which organisation keeps a file on which person, under which quality code.

use serde::{Deserialize, Serialize};

use crate::period::Period;

/// The sources name no sector for most organisations: this number stands for theirs.
pub const NO_SECTOR_KNOWN: u16 = 900;

/// One integration of a person by an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Integration {
    /// The sector of the organisation (17 for a CPAS).
    pub sector: u16,
    /// The quality code within the sector.
    pub quality_code: u16,
    pub period: Period,
}
