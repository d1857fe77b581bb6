//! What the files of a catalogue say of the points of a text beside its rules.

use serde::Serialize;

use crate::authorisation::Source;
use crate::identifier::RecipientId;
use crate::text::Text;

/// Every point of a deliberation, as far as the catalogue knows its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PointList {
    /// The stable number of the deliberation.
    pub deliberation: String,
    /// As printed, without the closing dot, in the order of the text: `79.6`, `56/1`.
    pub points: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_for_a_machine: Vec<NotForAMachine>,
}

/// Points that no rule can apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotForAMachine {
    pub points: Vec<String>,
    /// In our own words.
    pub why: Text,
}

/// How a text was read where it leaves a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub source: Source,
    /// For whom; empty: for everybody to whom the point speaks.
    pub recipients: Vec<RecipientId>,
    pub text: Text,
}
