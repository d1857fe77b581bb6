//! The shape of a file of points.

use serde::{Deserialize, Serialize};

use super::{Word, Words};

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PointsFile {
    pub deliberation: Word,
    /// Every point, in the order of the text.
    pub points: Vec<Word>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_for_a_machine: Vec<NotForAMachineEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reading: Vec<ReadingEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NotForAMachineEntry {
    pub points: Vec<Word>,
    pub why: Words,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingEntry {
    /// One, or several as a rule cites them.
    pub point: Word,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Word>,
    pub text: Words,
}
