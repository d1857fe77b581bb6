//! Which fields of a block of a service feed which elements.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::{Element, ElementKind, RowShape, Service};
use delibero_domain::identifier::{ElementId, ShapeId};

/// For the first block and the one below it: the list, and one of its items.
pub(in crate::records) const LISTS: [(&str, &str); 2] = [("allowances", "allowance"), ("payments", "payment")];

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

pub(super) fn block(service: &Service, place: usize, shape: &RowShape) -> BlockMapping {
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
