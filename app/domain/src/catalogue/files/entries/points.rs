//! The shape of a file of points.

use serde::Deserialize;

use super::{Word, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue::files) struct PointsFile {
    pub deliberation: Word,
    /// Every point, in the order of the text.
    pub points: Vec<Word>,
    #[serde(default)]
    pub not_for_a_machine: Vec<NotForAMachineEntry>,
    #[serde(default)]
    pub reading: Vec<ReadingEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue::files) struct NotForAMachineEntry {
    pub points: Vec<Word>,
    pub why: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue::files) struct ReadingEntry {
    /// One, or several as a rule cites them.
    pub point: Word,
    #[serde(default)]
    pub recipients: Vec<Word>,
    pub text: Words,
}
