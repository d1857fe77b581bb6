//! Conditions at the grain of the text: what is asked of the records, or of the integration, for which modules and purposes.

use delibero_domain::authorisation::Source;
use delibero_domain::text::Text;

/// What a condition asks.
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
    QualityCodes {
        /// The codes.
        codes: Vec<u16>,
        /// Whether one of them must be there.
        required: bool,
    },
}

/// One condition and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleLine {
    /// What it asks.
    pub rule: Rule,
    /// The elements it is about; empty: every one.
    pub elements: Vec<Text>,
    /// The modules it is for; empty: every one granted.
    pub modules: Vec<Text>,
    /// The purposes it is for; empty: every one.
    pub purposes: Vec<Text>,
    /// Where it stands.
    pub source: Source,
}

/// A limit on use and how far it reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitLine {
    /// The limit in words.
    pub text: Text,
    /// The modules it is for; empty: every one granted.
    pub modules: Vec<Text>,
    /// The purposes it is for; empty: every one.
    pub purposes: Vec<Text>,
    /// Where it stands.
    pub source: Source,
}

mod reading;
pub(in crate::pages::catalogue) use reading::Ruled;
