//! Conditions at the grain of the text: each may be said of a module, a purpose, a member, or of the whole.

use serde::{Deserialize, Serialize};

use super::Source;
use super::words::{Said, Words};
use crate::catalogue::ElementSet;
use crate::identifier::{ConditionId, ObligationId, PurposeId};
use crate::text::Text;

/// What one module asks for one purpose: of the record, and of the integration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Conditions {
    /// The regimes: a record must pass each rule; the general one comes last. None where the service knows no regimes.
    pub regimes: Vec<RegimeRule>,
    /// The social risks for which elements may be received.
    pub risks: Vec<RiskRule>,
    /// How far back elements reach.
    pub histories: Vec<History>,
    /// Elements that are granted in a reduced form only.
    pub reductions: Vec<Reduction>,
    /// Quality codes that must be there, or that do not count.
    pub quality: Vec<QualityRule>,
}

impl Conditions {
    /// What a user may confirm to see more, each once, and where that is said.
    pub fn confirmable(&self) -> impl Iterator<Item = (&ConditionId, &Source)> {
        let mut seen: Vec<(&ConditionId, &Source)> = Vec::new();
        self.histories.iter().filter_map(move |history| {
            let found = (&history.extension.as_ref()?.condition, &history.source);
            let known = seen.contains(&found);
            seen.push(found);
            (!known).then_some(found)
        })
    }
}

/// The regimes whose records may be received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RegimeRule {
    pub regimes: Words,
    /// Whether a record that says no regime may be received: only where every regime is granted.
    pub unsaid: bool,
    pub source: Source,
}

impl RegimeRule {
    /// Whether a record of a regime passes. An unknown regime is none that is granted.
    #[must_use]
    pub fn admits(&self, regime: Option<&str>) -> bool {
        self.admits_said(regime.map(Said::of))
    }

    #[inline]
    pub(crate) fn admits_said(&self, regime: Option<Said<'_>>) -> bool {
        regime.map_or(self.unsaid, |regime| self.regimes.contain(regime))
    }
}

/// The social risks for which elements may be received.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskRule {
    /// The elements concerned; every one of the service: the record as a whole.
    pub elements: ElementSet,
    pub risks: Words,
    pub source: Source,
}

impl RiskRule {
    /// Whether the elements may be received for a risk. An unknown risk, or none, is none that is granted.
    #[must_use]
    pub fn admits(&self, risk: Option<&str>) -> bool {
        self.admits_said(risk.map(Said::of))
    }

    #[inline]
    pub(crate) fn admits_said(&self, risk: Option<Said<'_>>) -> bool {
        risk.is_some_and(|risk| self.risks.contain(risk))
    }
}

/// How far back elements may reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct History {
    /// Whole years before the first day of the current quarter.
    pub years: i16,
    /// Further back where a condition is confirmed.
    pub extension: Option<Extension>,
    /// The elements concerned.
    pub elements: ElementSet,
    pub source: Source,
}

/// More years where the user confirms a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Extension {
    /// Whole years before the first day of the current quarter, instead of the usual ones.
    pub years: i16,
    /// What is confirmed.
    pub condition: ConditionId,
}

/// The forms to which a value may be reduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReducedForm {
    /// Only whether the record says something of the element.
    Whether,
}

impl ReducedForm {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whether => "whether",
        }
    }
}

/// Elements whose values are granted in a reduced form only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reduction {
    pub elements: ElementSet,
    /// What is left of a value.
    pub form: ReducedForm,
    pub source: Source,
}

/// What the quality codes of the recipient's integration must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QualityRule {
    pub codes: Vec<u16>,
    /// Whether one of the codes must be there; if not, none of them counts.
    pub required: bool,
    pub source: Source,
}

/// A limit on use that people must respect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UseLimit {
    pub id: ObligationId,
    /// The limit in our own words.
    pub text: Text,
    /// The modules it is for, by their place in the service; empty: all.
    pub modules: Vec<usize>,
    /// The purposes it is for; empty: all.
    pub purposes: Vec<PurposeId>,
    pub source: Source,
}

impl UseLimit {
    /// Whether the limit speaks for a module and purpose.
    #[must_use]
    pub fn applies_to(&self, module: usize, purpose: &PurposeId) -> bool {
        (self.modules.is_empty() || self.modules.contains(&module))
            && (self.purposes.is_empty() || self.purposes.contains(purpose))
    }
}
