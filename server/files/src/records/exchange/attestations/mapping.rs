//! Which name of the exchange format feeds which element: made from the service in the catalogue.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::{Element, ElementKind, RowShape, Service};
use delibero_domain::identifier::{ElementId, ShapeId};
use delibero_domain::niss::NissRules;

use super::filters::FilterNames;

/// What stands once in a response and belongs to every row of the first block.
pub(in crate::records) const INSURER: &str = "insurer";
/// For the first block and the one below it: the list, and one of its items.
pub(in crate::records) const LISTS: [(&str, &str); 2] = [("allowances", "allowance"), ("payments", "payment")];

/// The names of the exchange format and the elements of a service that they feed.
#[derive(Clone, Debug)]
pub(in super::super) struct AttestationMapping {
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
    pub id: ShapeId,
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

impl AttestationMapping {
    /// None where the service has no block, or more than two.
    pub fn of(service: &Service, rules: NissRules) -> Option<Self> {
        if !(1..=LISTS.len()).contains(&service.layout.shapes.len()) {
            return None;
        }
        let shapes = service.layout.shapes.iter().enumerate();
        let mut blocks: Vec<BlockMapping> = shapes.map(|(place, shape)| block(service, place, shape)).collect();
        let insurer = blocks[0].fields.remove(INSURER).unwrap_or_default();
        let filter_names = FilterNames::of(service, &blocks);
        Some(Self { rules, blocks, insurer, filter_names })
    }
}

fn block(service: &Service, place: usize, shape: &RowShape) -> BlockMapping {
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
    BlockMapping { id: shape.id.clone(), fields, required, period }
}

/// What the engine decides on (regime, social risk) and when it was: a row without them says nothing.
fn is_required(service: &Service, index: usize, element: &Element) -> bool {
    element.kind == ElementKind::Period || [service.regime_element, service.risk_element].contains(&Some(index))
}
