//! Why a record that could be read is not stored.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a record was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Error)]
#[serde(rename_all = "kebab-case")]
pub enum LoadRefusal {
    /// The record is stored for another person.
    #[error("this record is stored for another person")]
    OtherPerson,
    /// The same version is stored with other content.
    #[error("this version of the record is stored with other content; changes need a higher version")]
    OtherContent,
}
