//! How the elements of a service are read: what no request or record shows, and every answer depends on.

use std::collections::BTreeSet;

use super::Change;
use crate::catalogue::{Catalogue, CodeList, Element, Service};
use crate::identifier::{ElementId, ServiceId};

/// What of a service is read otherwise; nothing where one of the catalogues does not have it: nothing is granted there.
pub(super) fn changes(catalogues: [&Catalogue; 2], id: &ServiceId) -> Vec<Change> {
    let [Some(before), Some(after)] = catalogues.map(|catalogue| catalogue.service(id.as_str())) else {
        return Vec::new();
    };
    let whole = (shape(before) != shape(after)).then_some(Change::Meaning { element: None });
    let both = before.elements.iter().filter_map(|element| {
        let other = &after.elements[after.element_index(element.id.as_str())?];
        (reading([catalogues[0], catalogues[1]], [before, after], [element, other]))
            .then(|| Change::Meaning { element: Some(element.id.clone()) })
    });
    whole.into_iter().chain(both).collect()
}

/// Who sends, and which elements settle regime and risk of a record.
fn shape(service: &Service) -> (&str, bool, Option<&ElementId>, Option<&ElementId>) {
    let id_at = |place: Option<usize>| place.map(|place| &service.elements[place].id);
    (service.sender.as_str(), service.held, id_at(service.regime_element), id_at(service.risk_element))
}

/// Whether an element is read otherwise.
fn reading(catalogues: [&Catalogue; 2], services: [&Service; 2], elements: [&Element; 2]) -> bool {
    let block = [0, 1].map(|side| &services[side].blocks[elements[side].block].id);
    let [before, after] = elements;
    let lists = [0, 1].map(|side| catalogues[side].list_of(elements[side]));
    before.field != after.field || before.kind != after.kind || block[0] != block[1] || !read_alike(lists)
}

/// Whether every code that may be received means the same to the rules.
fn read_alike(lists: [Option<&CodeList>; 2]) -> bool {
    let received: BTreeSet<&str> =
        lists.iter().flatten().flat_map(|list| &list.codes).map(|code| code.code.as_str()).collect();
    received.into_iter().all(|received| {
        let [before, after] = lists.map(|list| {
            let code = list.and_then(|list| list.code(received));
            (code.map_or(received, |code| code.id.as_str()), code.is_some_and(|code| code.says_nothing))
        });
        before == after
    })
}
