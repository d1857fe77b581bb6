//! What the reference directory must say before anything is exchanged.

use serde::{Deserialize, Serialize};

use super::Source;

/// What the reference directory must say of the recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientIntegration {
    /// The recipient has the person integrated.
    Required,
    /// No integration is asked (23/058 points 14 and 88).
    Waived,
    /// The recipient's own file on the person takes the place of the network's check (12/057 point 21).
    OwnDirectory,
    /// A regional integrator keeps the directory and gives a legal context (23/058 point 79.11).
    RegionalIntegrator,
}

/// What the reference directory must say of the sender.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SenderIntegration {
    /// The sender has the person integrated.
    Required,
    /// The text asks for no such check.
    NotChecked,
}

/// The integration rule of an authorisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntegrationRule {
    /// The recipient's side.
    pub recipient: RecipientIntegration,
    /// The sender's side.
    pub sender: SenderIntegration,
    /// The quality codes that count; empty: any.
    pub quality_codes: Vec<u16>,
    pub source: Source,
}
