//! Why an element is withheld.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

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

/// For each element of a service, in its order, why it is withheld whatever the record; none where it is granted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WithheldTable {
    by_element: Box<[Option<Arc<Withheld>>]>,
    /// Those that are withheld, ready to be told: place, reason, and where the point stands.
    told: Box<[(usize, WithheldReason, Arc<Withheld>)]>,
}

impl WithheldTable {
    /// Every element withheld, in the order of the service.
    #[inline]
    pub(crate) fn told(&self) -> std::slice::Iter<'_, (usize, WithheldReason, Arc<Withheld>)> {
        self.told.iter()
    }
}

impl FromIterator<Option<Arc<Withheld>>> for WithheldTable {
    fn from_iter<I: IntoIterator<Item = Option<Arc<Withheld>>>>(elements: I) -> Self {
        let by_element: Box<[_]> = elements.into_iter().collect();
        let told = |(place, withheld): (usize, &Option<Arc<Withheld>>)| {
            withheld.as_ref().map(|withheld| (place, withheld.reason, Arc::clone(withheld)))
        };
        Self { told: by_element.iter().enumerate().filter_map(told).collect(), by_element }
    }
}

impl Deref for WithheldTable {
    type Target = [Option<Arc<Withheld>>];

    fn deref(&self) -> &Self::Target {
        &self.by_element
    }
}

impl Serialize for WithheldTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.by_element.serialize(serializer)
    }
}
