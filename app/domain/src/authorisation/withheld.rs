//! Why an element is withheld.

use serde::{Deserialize, Serialize};

use super::Source;

/// Why an element is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldReason {
    /// The recipient is not granted this element.
    ElementNotGranted,
    /// The recipient is granted nothing of this block.
    BlockNotGranted,
    /// The module does not carry the element.
    ModuleWithoutElement,
    /// The recipient is not granted records of this regime.
    RegimeNotGranted,
    /// The element does not exist for this social risk.
    RiskNotGranted,
    /// The record lies further back than the purpose allows.
    OutsideHistory,
}

impl WithheldReason {
    pub const ALL: [Self; 6] = [
        Self::ElementNotGranted,
        Self::BlockNotGranted,
        Self::ModuleWithoutElement,
        Self::RegimeNotGranted,
        Self::RiskNotGranted,
        Self::OutsideHistory,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ElementNotGranted => "element-not-granted",
            Self::BlockNotGranted => "block-not-granted",
            Self::ModuleWithoutElement => "module-without-element",
            Self::RegimeNotGranted => "regime-not-granted",
            Self::RiskNotGranted => "risk-not-granted",
            Self::OutsideHistory => "outside-history",
        }
    }
}

/// One element withheld: the reason and the point that says so.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withheld {
    pub reason: WithheldReason,
    pub source: Source,
}
