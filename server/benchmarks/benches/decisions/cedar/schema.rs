//! The shape of what Cedar is asked, and the entities that its policies name.

use std::collections::HashSet;
use std::fmt::Write;

use cedar_policy::{Entities, Entity, EntityUid, Schema};
use delibero_domain::catalogue::{Catalogue, ElementSet, Service};
use jiff::civil::Date;

/// What every request tells: the request of the engine and the facts about the record, days as numbers.
const CONTEXT: &str = "{
    at: Long, quarter: Long, purpose: String, person_role?: String, role?: String, batch: Bool,
    recipient_integrated: Bool, sender_integrated: Bool, quality_codes: Set<Long>, legal_context: Bool,
    own_file_by_other: Bool, regime?: String, risk?: String, period_end: Long,
}";

/// Recipients ask, modules are actions, elements (or whole records) are resources.
pub fn schema(catalogue: &Catalogue) -> Schema {
    let services = catalogue.services().iter();
    let actions = services.flat_map(|service| service.modules.iter().map(move |module| (service, module)));
    let actions: Vec<String> = actions.map(|(service, module)| format!("\"{}/{}\"", service.id, module.id)).collect();
    let text = format!(
        "entity Recipient; entity Group; entity Element in [Group]; entity Record;
        action {} appliesTo {{ principal: Recipient, resource: [Element, Record], context: {CONTEXT} }};",
        actions.join(", "),
    );
    Schema::from_cedarschema_str(&text).expect("a schema").0
}

/// Every element, in the groups that policies name.
pub fn entities(catalogue: &Catalogue, groups: &HashSet<(usize, ElementSet)>, schema: &Schema) -> Entities {
    let mut all = Vec::new();
    for (place, service) in catalogue.services().iter().enumerate() {
        let groups: Vec<_> = groups.iter().filter(|(of, _)| *of == place).map(|(_, elements)| *elements).collect();
        let uid = |elements: &ElementSet| entity(&group(service, *elements));
        all.extend(groups.iter().map(|elements| Entity::new_no_attrs(uid(elements), HashSet::new())));
        for element in 0..service.elements.len() {
            let parents = groups.iter().filter(|elements| elements.contains(element)).map(uid);
            all.push(Entity::new_no_attrs(element_of(service, element), parents.collect()));
        }
    }
    Entities::from_entities(all, Some(schema)).expect("entities that fit the schema")
}

/// Elements of a service that belong together: one entity, so that a policy need not list them.
pub fn group(service: &Service, elements: ElementSet) -> String {
    let mut name = service.id.to_string();
    elements.iter().for_each(|place| write!(name, "/{place}").expect("a string takes it"));
    format!("Group::\"{name}\"")
}

/// An element of a service.
pub fn element_of(service: &Service, element: usize) -> EntityUid {
    entity(&format!("Element::\"{}/{}\"", service.id, service.elements[element].id))
}

/// An entity as policies write it.
pub fn entity(written: &str) -> EntityUid {
    written.parse().expect("an entity")
}

/// A day as a number in which a year is ten thousand: `20261121`.
pub fn day(date: Date) -> i64 {
    (i64::from(date.year()) * 100 + i64::from(date.month())) * 100 + i64::from(date.day())
}
