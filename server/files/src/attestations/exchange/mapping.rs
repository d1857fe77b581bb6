//! Which name of the exchange format feeds which element: made from the service in the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::{Element, ElementKind, Service};
use delibero_domain::identifier::{BlockId, ElementId};
use delibero_domain::niss::NissRules;
use thiserror::Error;

use super::filters::FilterNames;

/// What stands once in a response and belongs to every row of the first block.
pub(super) const INSURER: &str = "insurer";
/// For the first block and the one below it: the list, and one of its items.
pub(super) const LISTS: [(&str, &str); 2] = [("allowances", "allowance"), ("payments", "payment")];

/// Why a service has no exchange format.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("the service `{0}` has no exchange format: it has {1} blocks, not one or two")]
pub struct MappingError(String, usize);

/// The names of the exchange format and the elements of a service that they feed.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// What must hold of every NISS.
    pub(super) rules: NissRules,
    pub(super) blocks: Vec<BlockMapping>,
    /// What the insurer of the response feeds.
    pub(super) insurer: Vec<Target>,
    /// What the network calls the elements that it removed.
    pub(super) filter_names: FilterNames,
}

#[derive(Clone, Debug)]
pub(super) struct BlockMapping {
    pub id: BlockId,
    pub fields: BTreeMap<String, Vec<Target>>,
    /// The fields that our own shape never leaves out.
    pub required: BTreeSet<String>,
    /// The field of the period.
    pub period: Option<String>,
}

/// One element that a name feeds.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub element: ElementId,
    pub kind: ElementKind,
}

impl Mapping {
    /// The mapping of a service, for a day and a place.
    ///
    /// # Errors
    /// When the service has no block, or more than two.
    pub fn of(service: &Service, rules: NissRules) -> Result<Self, MappingError> {
        if !(1..=LISTS.len()).contains(&service.blocks.len()) {
            return Err(MappingError(service.id.to_string(), service.blocks.len()));
        }
        let mut blocks: Vec<BlockMapping> = (0..service.blocks.len()).map(|place| block(service, place)).collect();
        let insurer = blocks[0].fields.remove(INSURER).unwrap_or_default();
        let filter_names = FilterNames::of(service, &blocks);
        Ok(Self { rules, blocks, insurer, filter_names })
    }
}

fn block(service: &Service, place: usize) -> BlockMapping {
    let mut fields: BTreeMap<String, Vec<Target>> = BTreeMap::new();
    let mut required = BTreeSet::new();
    let mut period = None;
    for (index, element) in service.elements.iter().enumerate() {
        // The NISS is the person's, once in the response: the engine fills it in.
        if element.block != place || element.kind == ElementKind::Niss {
            continue;
        }
        let target = Target { element: element.id.clone(), kind: element.kind.clone() };
        fields.entry(element.field.clone()).or_default().push(target);
        if is_required(service, index, element) {
            required.insert(element.field.clone());
        }
        if element.kind == ElementKind::Period {
            period = Some(element.field.clone());
        }
    }
    BlockMapping { id: service.blocks[place].id.clone(), fields, required, period }
}

/// What the engine decides on (regime, social risk) and when it was: a row without them says nothing.
fn is_required(service: &Service, index: usize, element: &Element) -> bool {
    element.kind == ElementKind::Period || [service.regime_element, service.risk_element].contains(&Some(index))
}
