//! The conditions of an authorisation, at the grain of the text.

use delibero_domain::authorisation::{Length, RecipientIntegration, SenderIntegration, Source};
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use jiff::civil::Date;

/// What an authorisation asks for, whatever the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionsView {
    pub source: Source,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    /// What the text leaves open about these dates.
    pub validity_note: Option<Text>,
    pub rules: Vec<RuleView>,
    /// Unless a purpose names its own.
    pub roles: Vec<Role>,
    /// Empty where the text asks for none.
    pub person_roles: Vec<Text>,
    pub person_roles_source: Source,
    pub recipient_integration: RecipientIntegration,
    pub sender_integration: SenderIntegration,
    pub integration_source: Source,
    /// Where an own file is asked for that somebody else registered.
    pub own_file: Option<Source>,
    /// Where access is limited to designated people.
    pub designated: Option<Source>,
    /// Whether many persons may be asked about at once.
    pub batch: bool,
    pub batch_source: Source,
    pub purposes: Vec<PurposeView>,
    pub retention: Vec<RetentionView>,
    pub use_limits: Vec<LimitView>,
    /// How its points were read where they leave a choice.
    pub readings: Vec<ReadingView>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    pub text: Text,
    pub source: Source,
}

/// One purpose with its conditions; those that concern one element are told of the element that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeView {
    pub label: Text,
    pub source: Source,
    /// Whether the element may be received for it.
    pub given: bool,
    /// Where the element is reserved to other purposes.
    pub reserved: Option<Source>,
    /// Where it has its own.
    pub roles: Vec<Role>,
    /// Where it has its own.
    pub person_roles: Vec<Text>,
    /// Who acts for it: region, offices, point.
    pub authorities: Vec<(Text, Text, Source)>,
}

/// What a condition asks of the records or of the integration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Only records of these regimes.
    Regimes(Vec<Text>),
    /// Only for these social risks.
    Risks(Vec<Text>),
    /// So many years back, and more where a condition is confirmed.
    History {
        /// Whole years before the current quarter.
        years: i16,
        /// The years, and the condition.
        extended: Option<(i16, Text)>,
    },
    /// Only whether there is a value.
    Whether,
    /// Quality codes of the integration: one of them must be there, or none of them counts.
    QualityCodes { codes: Vec<u16>, required: bool },
}

/// One condition and how far it reaches; an empty list means every element, module granted, or purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleView {
    pub rule: Rule,
    pub elements: Vec<Text>,
    pub modules: Vec<Text>,
    pub purposes: Vec<Text>,
    pub source: Source,
}

/// A limit on use and how far it reaches; an empty list means every module granted, or every purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitView {
    pub text: Text,
    pub modules: Vec<Text>,
    pub purposes: Vec<Text>,
    pub source: Source,
}

/// How long data may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetentionView {
    pub summary: Text,
    pub length: Option<Length>,
    /// Empty: all.
    pub purposes: Vec<Text>,
    pub source: Source,
}
