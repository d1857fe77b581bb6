//! The shape of a file of suspensions.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::Word;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SuspensionsFile {
    #[serde(default)]
    pub suspension: Vec<SuspensionEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SuspensionEntry {
    /// The number of the deliberation whose authorisation is stopped.
    pub deliberation: Word,
    /// With its members, where it has some.
    pub recipient: Word,
    pub service: Word,
    /// None: whichever asks.
    pub organisation: Option<Word>,
    /// `2026-11-28T14:03:00`, in Belgian time.
    pub since: Spanned<DateTime>,
    /// The user.
    pub by: Word,
    pub reason: Word,
}
