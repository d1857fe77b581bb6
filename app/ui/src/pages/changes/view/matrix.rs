//! The elements of a service that one recipient is granted, before and after, by module and purpose.

use std::collections::BTreeMap;

use delibero_domain::authorisation::{Grant, ReducedForm};
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::identifier::{RecipientId, ServiceId};
use delibero_domain::text::Text;
use delibero_words::effect_words::Telling;

/// What is granted of an element, whatever the record and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granted {
    No,
    Reduced(ReducedForm),
    Yes,
}

/// Only what differs has a row or a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixView {
    pub service: ServiceId,
    /// Module and purpose.
    pub columns: Vec<(Text, Text)>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// `block.element`
    pub id: String,
    pub element: Text,
    /// Before and after, in the order of the columns.
    pub cells: Vec<(Granted, Granted)>,
}

/// Module, purpose and element.
type Place = (String, String, String);

pub(super) fn matrix(telling: &Telling<'_>, recipient: &RecipientId, service: &ServiceId) -> Option<MatrixView> {
    let sides = [telling.before, telling.after].map(|catalogue| granted(catalogue, recipient, service));
    let at = |side: &BTreeMap<Place, Granted>, place: &Place| side.get(place).copied().unwrap_or(Granted::No);
    let mut places: Vec<&Place> = sides.iter().flat_map(BTreeMap::keys).collect();
    places.sort();
    places.dedup();
    let differing = places.iter().filter(|place| at(&sides[0], place) != at(&sides[1], place));
    let (mut columns, mut elements) = (Vec::new(), Vec::new());
    for (module, purpose, element) in differing {
        if !columns.contains(&(module, purpose)) {
            columns.push((module, purpose));
        }
        if !elements.contains(&element) {
            elements.push(element);
        }
    }
    let row = |element: &String| {
        let cell = |(module, purpose): &(&String, &String)| {
            let place = ((*module).clone(), (*purpose).clone(), element.clone());
            (at(&sides[0], &place), at(&sides[1], &place))
        };
        let label = element_label(telling, service, element);
        MatrixRow { id: element.clone(), element: label, cells: columns.iter().map(cell).collect() }
    };
    let named = |(module, purpose): &(&String, &String)| {
        (module_label(telling, service, module), purpose_label(telling, purpose))
    };
    (!elements.is_empty()).then(|| MatrixView {
        service: service.clone(),
        rows: elements.into_iter().map(row).collect(),
        columns: columns.iter().map(named).collect(),
    })
}

fn granted(catalogue: &Catalogue, recipient: &RecipientId, service: &ServiceId) -> BTreeMap<Place, Granted> {
    let mut found = BTreeMap::new();
    let Some(of_service) = catalogue.service(service.as_str()) else { return found };
    let authorisations = catalogue.every_authorisation_of(recipient.as_str());
    for authorisation in authorisations.filter(|authorisation| authorisation.service == *service) {
        for module in &authorisation.modules {
            for (purpose, grant) in authorisation.purposes.iter().zip(&module.by_purpose) {
                let of = (of_service.modules[module.module].id.to_string(), purpose.id.to_string());
                add(&mut found, of_service, &of, grant);
            }
        }
    }
    found
}

fn add(found: &mut BTreeMap<Place, Granted>, service: &Service, (module, purpose): &(String, String), grant: &Grant) {
    for index in grant.granted.iter() {
        let reduction = grant.conditions.reductions.iter().find(|rule| rule.elements.contains(index));
        let place = (module.clone(), purpose.clone(), service.elements[index].id.to_string());
        let now = reduction.map_or(Granted::Yes, |rule| Granted::Reduced(rule.form));
        // Another authorisation may grant it whole.
        let known = found.entry(place).or_insert(now);
        if now == Granted::Yes {
            *known = now;
        }
    }
}

fn element_label(telling: &Telling<'_>, service: &ServiceId, id: &str) -> Text {
    let services = [telling.after, telling.before].into_iter().filter_map(|known| known.service(service.as_str()));
    let mut labels = services.filter_map(|known| Some(known.elements[known.element_index(id)?].label.clone()));
    labels.next().unwrap_or_else(|| Text::same(id))
}

fn module_label(telling: &Telling<'_>, service: &ServiceId, id: &str) -> Text {
    let services = [telling.after, telling.before].into_iter().filter_map(|known| known.service(service.as_str()));
    let mut modules = services.flat_map(|known| &known.modules);
    modules.find(|module| module.id.as_str() == id).map_or_else(|| Text::same(id), |module| module.label.clone())
}

fn purpose_label(telling: &Telling<'_>, id: &str) -> Text {
    let known = if telling.after.knows_purpose(id) { telling.after } else { telling.before };
    known.purpose_label(id)
}
