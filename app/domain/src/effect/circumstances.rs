//! The circumstances of a request and of a record, by name and value.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::consultation::{Exchange, IntegrationFacts, NissState};

/// A circumstance of a request or a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Circumstance {
    pub of: Dimension,
    /// Identifiers, of quality codes `1|2` for each of some; `none` where nothing is said, `other` for any that no rule names.
    pub values: Vec<String>,
}

/// What a decision may depend on beside recipient, service, module, purpose and day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Which organisation asks: `other` for any that nothing names, and where it is not known.
    Organisation,
    Exchange,
    Batch,
    PersonRole,
    Role,
    /// Whether the user is designated; `unknown` where no user is known.
    Designated,
    /// The region of the organisation and what offices are held that the region knows: `brussels/none`,
    /// `brussels/financial-director|secretary-general` for any of those that no rule tells apart; `other` in any region
    /// that no rule names, `unknown` where no user is known.
    Office,
    Niss,
    RecipientIntegrated,
    SenderIntegrated,
    OwnFileByOther,
    OwnFileByOneself,
    LegalContext,
    QualityCodes,
    Confirmed,
    /// As the rules name it; `code 2`: the code received, which both catalogues name otherwise.
    Regime,
    Risk,
    /// Whether the record's period ended, and how many years before the quarter of the request at most.
    Period,
}

impl Dimension {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Exchange => "exchange",
            Self::Batch => "batch",
            Self::PersonRole => "person_role",
            Self::Role => "role",
            Self::Designated => "designated",
            Self::Office => "office",
            Self::Niss => "niss",
            Self::RecipientIntegrated => "recipient_integrated",
            Self::SenderIntegrated => "sender_integrated",
            Self::OwnFileByOther => "own_file_by_other",
            Self::OwnFileByOneself => "own_file_by_oneself",
            Self::LegalContext => "legal_context",
            Self::QualityCodes => "quality_codes",
            Self::Confirmed => "confirmed",
            Self::Regime => "regime",
            Self::Risk => "risk_nature",
            Self::Period => "period",
        }
    }
}

pub(super) fn said(value: Option<&impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), ToString::to_string)
}

pub(super) fn joined(values: &[impl ToString]) -> String {
    let words: Vec<String> = values.iter().map(ToString::to_string).collect();
    if words.is_empty() { "none".to_owned() } else { words.join("+") }
}

pub(super) fn number(state: NissState) -> String {
    let word = match state {
        NissState::Valid => "valid",
        NissState::Invalid => "invalid",
        NissState::Replaced => "replaced",
        NissState::Cancelled => "cancelled",
    };
    word.to_owned()
}

pub(super) fn exchange(way: Exchange) -> String {
    let word = match way {
        Exchange::Consultation => "consultation",
        Exchange::Notification => "notification",
    };
    word.to_owned()
}

/// What each of the facts is told under.
pub(super) const FACTS: [Dimension; 6] = [
    Dimension::RecipientIntegrated,
    Dimension::SenderIntegrated,
    Dimension::OwnFileByOther,
    Dimension::OwnFileByOneself,
    Dimension::LegalContext,
    Dimension::QualityCodes,
];

pub(super) fn facts(facts: &IntegrationFacts, names: &BTreeMap<u16, String>) -> [String; 6] {
    let codes: Vec<String> =
        facts.quality_codes.iter().map(|code| names.get(code).cloned().unwrap_or_else(|| code.to_string())).collect();
    [
        facts.recipient.to_string(),
        facts.sender.to_string(),
        facts.own_file_by_other.to_string(),
        facts.own_file_by_oneself.to_string(),
        facts.legal_context.is_some().to_string(),
        joined(&codes),
    ]
}
