//! What the network removed before an answer came here: `dataFilters/filteredElement`, in free text.
//!
//! The text is a name or a way to one (`payments/payment/amount`). A name that is not known here removes nothing that
//! could be shown, so that it says nothing.

use std::collections::{BTreeMap, BTreeSet};

use delibero_domain::catalogue::{ElementKind, Service};
use delibero_domain::identifier::ElementId;

use super::blocks::{BlockMapping, LISTS};
use super::network::{ALIASES, named_risk};
use crate::records::exchange::node::Node;

pub(super) const FILTERS: &str = "dataFilters";
/// As deep as filters stand: in the answer, its attestation, an allowance, its social risk, a payment.
const DEPTH: usize = 8;

/// The elements that a name stands for, block by block.
#[derive(Clone, Debug)]
pub(super) struct FilterNames {
    names: BTreeMap<String, Vec<(usize, ElementId)>>,
}

impl FilterNames {
    pub fn of(service: &Service, blocks: &[BlockMapping]) -> Self {
        let mut found = Self { names: BTreeMap::new() };
        for element in service.elements.iter().filter(|element| element.kind != ElementKind::Niss) {
            let (block, id) = (element.block, &element.id);
            let (block_id, own) = id.as_str().split_once('.').unwrap_or_default();
            let label = &element.label;
            let names = [element.field.as_str(), own, &label.fr, &label.nl, &label.de, block_id];
            names.iter().for_each(|name| found.add(name, block, id));
            for (list, _) in LISTS.iter().take(block + 1) {
                found.add(list, block, id);
                found.add(list.trim_end_matches('s'), block, id);
            }
            ["attest", "attestation"].iter().for_each(|name| found.add(name, block, id));
            if block == 0 {
                found.add("socialRisk", block, id);
            }
        }
        let own = found.names.clone();
        for (alias, field) in ALIASES.iter().filter(|(alias, _)| !own.contains_key(&plain(alias))) {
            for (block, mapping) in blocks.iter().enumerate() {
                for target in mapping.fields.get(*field).into_iter().flatten() {
                    found.add(alias, block, &target.element);
                }
            }
        }
        found
    }

    fn add(&mut self, name: &str, block: usize, element: &ElementId) {
        let names = self.names.entry(plain(name)).or_default();
        if !names.iter().any(|(_, known)| known == element) {
            names.push((block, element.clone()));
        }
    }

    /// The elements that the filters of a record or of a row name, those of the rows below it left out.
    pub fn read(&self, node: &Node, is_below: fn(&Node) -> bool) -> BTreeSet<ElementId> {
        let mut texts = Vec::new();
        collect(node, DEPTH, is_below, false, &mut texts);
        texts.iter().flat_map(|text| self.elements(text)).collect()
    }

    fn elements(&self, text: &str) -> BTreeSet<ElementId> {
        let whole = self.names.get(&plain(text));
        let way: Vec<String> = match whole {
            Some(_) => vec![plain(text)],
            None => text.split(|sign: char| !sign.is_alphanumeric() && sign != '_').map(plain).collect(),
        };
        let last = (0..way.len())
            .rev()
            .find(|place| self.names.contains_key(&way[*place]) || named_risk(&way[*place]).is_some());
        let Some(last) = last else { return BTreeSet::new() };
        let name = if named_risk(&way[last]).is_some() { "socialrisk" } else { &way[last] };
        let found = self.names.get(name).map(Vec::as_slice).unwrap_or_default();
        let below = way[..last].iter().any(|step| LISTS[1..].iter().any(|(list, item)| step == list || step == item));
        let above =
            way[..last].iter().any(|step| step.contains("risk") || step == "allowance" || named_risk(step).is_some());
        let within = |block: usize| if below { block > 0 } else { !above || block == 0 };
        let fits = found.iter().filter(|(block, _)| within(*block)).map(|(_, element)| element.clone());
        let fitting: BTreeSet<ElementId> = fits.collect();
        if fitting.is_empty() { found.iter().map(|(_, element)| element.clone()).collect() } else { fitting }
    }
}

/// Letters and digits in lower case: `filteredElement` spells names as it likes.
fn plain(name: &str) -> String {
    name.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn collect(node: &Node, depth: usize, is_below: fn(&Node) -> bool, inside: bool, texts: &mut Vec<String>) {
    let inside = inside || node.key() == FILTERS;
    if inside && !node.text.trim().is_empty() {
        texts.push(node.text.trim().to_owned());
    }
    if depth > 0 {
        let own = node.children.iter().filter(|child| inside || !is_below(child));
        own.for_each(|child| collect(child, depth - 1, is_below, inside, texts));
    }
}
