//! What a recipient sees, said without looking at any record: regimes, blocks, and how far back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::permit::Permit;
use crate::authorisation::Source;
use crate::catalogue::{Block, ElementKind, ElementSet};

/// How much of a block is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seen {
    Records,
    /// What its records say, but not that there are any: whose record there is would tell it, so that its NISS is
    /// withheld (23/058 point 10).
    Values,
    Nothing,
}

impl Seen {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Values => "values",
            Self::Nothing => "nothing",
        }
    }
}

/// What a permit lets be seen, whatever the records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The regimes whose records are seen, as the rules name them, and where that is said; none where the service knows
    /// no regimes.
    pub regimes: Option<(Vec<String>, Source)>,
    /// The blocks of the service that the module carries or the recipient has, by their place, and where that is said.
    pub blocks: Vec<(usize, Seen, Source)>,
    /// The elements that are seen for some social risks only, and where that is said.
    pub risks: Vec<(ElementSet, Vec<String>, Source)>,
    /// The first day that some elements reach, and where that is said.
    pub histories: Vec<(Date, ElementSet, Source)>,
}

impl Permit<'_> {
    /// How much of some elements that stand together is seen, whatever the record.
    #[must_use]
    pub fn seen_of(&self, elements: ElementSet) -> Seen {
        let named = self.niss_of(elements);
        if !self.shows_of(elements.without(named)) {
            Seen::Nothing
        } else if named.is_empty() || self.shows_of(named) {
            Seen::Records
        } else {
            Seen::Values
        }
    }

    fn niss_of(&self, elements: ElementSet) -> ElementSet {
        let service = self.service();
        elements.iter().filter(|index| service.elements[*index].kind == ElementKind::Niss).collect()
    }

    /// What is seen, whatever the records are.
    #[must_use]
    pub fn scope(&self) -> Scope {
        let service = self.service();
        let blocks = service.blocks.iter().enumerate().map(|(place, block)| {
            let seen = self.seen_of(block.elements);
            (place, seen, self.source_of(block, seen))
        });
        Scope {
            regimes: self.regimes().map(|(regimes, source)| (regimes, source.clone())),
            blocks: blocks.collect(),
            risks: self.risks().map(|(elements, risks, source)| (elements, risks.to_vec(), source.clone())).collect(),
            histories: self.histories().map(|(day, elements, source)| (day, elements, source.clone())).collect(),
        }
    }

    fn source_of(&self, block: &Block, seen: Seen) -> Source {
        let of = match seen {
            Seen::Records => ElementSet::default(),
            Seen::Values => self.niss_of(block.elements),
            Seen::Nothing => block.elements,
        };
        let withheld = self.withheld_elements();
        let stated = withheld.iter().find(|(index, _)| of.contains(*index));
        stated.map_or_else(|| self.module_source().clone(), |(_, withheld)| withheld.source.clone())
    }
}
