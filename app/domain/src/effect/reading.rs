//! How the elements of a service are read: what no request or record shows, and answers depend on.

use std::collections::BTreeSet;

use super::change::Change;
use crate::catalogue::{Catalogue, Code, CodeList, ElementKind, Service};
use crate::consultation::Case;
use crate::identifier::{ElementId, ModuleId, ServiceId};

/// What of a service is read otherwise; nothing where one of the catalogues does not have it: nothing is granted there.
#[derive(Debug, Default)]
pub(super) struct Readings {
    /// Who sends, whether its records are held, which elements settle regime and risk, whose NISS and period it is.
    service: bool,
    /// Modules that are used otherwise.
    modules: BTreeSet<ModuleId>,
    /// Elements with another name in messages, or of another kind.
    elements: BTreeSet<ElementId>,
    /// Elements of which another code says nothing: it shows where they are reduced.
    silent: BTreeSet<ElementId>,
    pub regimes: Listed,
    pub risks: Listed,
    /// Whether nothing of the service is read otherwise.
    pub same: bool,
}

/// What a code list says of the element that settles regime or risk.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The identifiers of both lists.
    pub listed: Vec<String>,
    /// Codes received that are given another identifier after: the code, and both.
    pub recoded: Vec<(String, [String; 2])>,
}

impl Readings {
    pub fn of(catalogues: [&Catalogue; 2], id: &ServiceId) -> Self {
        let services = catalogues.map(|catalogue| catalogue.service(id.as_str()));
        let [Some(before), Some(after)] = services else {
            let (regimes, risks) = (
                listed(catalogues, services, |service| service.regime_element),
                listed(catalogues, services, |service| service.risk_element),
            );
            return Self { regimes, risks, same: services[0].is_none() && services[1].is_none(), ..Self::default() };
        };
        let pairs = before.elements.iter().filter_map(|element| {
            let pair = [element, &after.elements[after.element_index(element.id.as_str())?]];
            Some((pair, [0, 1].map(|side| catalogues[side].list_of(pair[side]))))
        });
        let (mut elements, mut other_silence) = (BTreeSet::new(), BTreeSet::new());
        for ([one, other], lists) in pairs {
            if one.field != other.field || !is_alike(&one.kind, &other.kind) {
                elements.insert(one.id.clone());
            }
            if silent(lists[0]) != silent(lists[1]) {
                other_silence.insert(one.id.clone());
            }
        }
        let modules = before
            .modules
            .iter()
            .filter(|module| after.module(&module.id).is_some_and(|(_, other)| other.kind != module.kind));
        let readings = Self {
            service: shape(before) != shape(after),
            modules: modules.map(|module| module.id.clone()).collect(),
            elements,
            silent: other_silence,
            regimes: listed(catalogues, services, |service| service.regime_element),
            risks: listed(catalogues, services, |service| service.risk_element),
            same: false,
        };
        let read = readings.service || !(readings.modules.is_empty() && readings.elements.is_empty());
        let coded = !(readings.silent.is_empty() && readings.regimes.is_same() && readings.risks.is_same());
        Self { same: !read && !coded && before == after, ..readings }
    }

    /// What is read otherwise of what is granted before and after.
    pub fn change(&self, cases: [Case<'_>; 2], module: &ModuleId) -> Option<Change> {
        let shown = |id: &ElementId| {
            cases.iter().all(|case| {
                let place = case.standing.service.element_index(id.as_str());
                place.is_some_and(|place| case.grant.granted.contains(place))
            })
        };
        let reduced = |id: &ElementId| {
            cases.iter().any(|case| {
                let place = case.standing.service.element_index(id.as_str());
                let mut rules = case.grant.conditions.reductions.iter();
                place.is_some_and(|place| rules.any(|rule| rule.elements.contains(place)))
            })
        };
        let silent = self.silent.iter().filter(|id| reduced(id));
        let elements: BTreeSet<&ElementId> = self.elements.iter().chain(silent).filter(|id| shown(id)).collect();
        let service = self.service || self.modules.contains(module);
        (service || !elements.is_empty())
            .then(|| Change::Reading { elements: elements.into_iter().cloned().collect(), service })
    }
}

impl Listed {
    const fn is_same(&self) -> bool {
        self.recoded.is_empty()
    }
}

/// Who sends, whether records are held, the elements that settle regime and risk of a record, those that name the person
/// and those that say of which days it is.
fn shape(service: &Service) -> (&str, bool, Option<&ElementId>, Option<&ElementId>, [BTreeSet<&ElementId>; 2]) {
    let id_at = |place: Option<usize>| place.map(|place| &service.elements[place].id);
    let of_kind = |kind: &ElementKind| {
        service.elements.iter().filter(|element| element.kind == *kind).map(|element| &element.id).collect()
    };
    let kinds = [of_kind(&ElementKind::Niss), of_kind(&ElementKind::Period)];
    (service.sender.as_str(), service.held, id_at(service.regime_element), id_at(service.risk_element), kinds)
}

/// Whether values are of one kind, whatever their list is called.
fn is_alike(one: &ElementKind, other: &ElementKind) -> bool {
    one == other || matches!((one, other), (ElementKind::Code(_), ElementKind::Code(_)))
}

fn silent(list: Option<&CodeList>) -> BTreeSet<&str> {
    let codes = list.map_or(&[][..], |list| &list.codes);
    codes.iter().filter(|code| code.says_nothing).map(|code| code.code.as_str()).collect()
}

fn listed(
    catalogues: [&Catalogue; 2],
    services: [Option<&Service>; 2],
    place: fn(&Service) -> Option<usize>,
) -> Listed {
    let lists = [0, 1].map(|side| {
        let element = services[side].and_then(|service| Some(&service.elements[place(service)?]));
        element.and_then(|element| catalogues[side].list_of(element))
    });
    let codes = || lists.iter().flatten().flat_map(|list| &list.codes);
    let received: BTreeSet<&str> = codes().map(|code: &Code| code.code.as_str()).collect();
    let recoded = received.into_iter().filter_map(|received| {
        let [before, after] = lists
            .map(|list| list.and_then(|list| list.code(received)).map_or(received, |code| code.id.as_str()).to_owned());
        // Where one side does not settle it by this element, the whole service is read otherwise.
        (lists.iter().all(Option::is_some) && before != after).then(|| (received.to_owned(), [before, after]))
    });
    let ids: BTreeSet<&str> = codes().map(|code| code.id.as_str()).collect();
    Listed { recoded: recoded.collect(), listed: ids.into_iter().map(str::to_owned).collect() }
}
