//! What somebody would see, and what that asks of a record.

use jiff::civil::Date;
use thiserror::Error;

use crate::catalogue::{Catalogue, ElementSet, Service};
use crate::identifier::{ElementId, ServiceId};

/// What somebody would see: all of the elements, of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    pub service: ServiceId,
    pub elements: Vec<ElementId>,
    /// Values that the record says of elements, be they among those sought or not: as received or as rules name them.
    pub values: Vec<(ElementId, String)>,
    /// Only what holds on this day.
    pub at: Option<Date>,
}

/// What is sought does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SoughtError {
    #[error("no service `{0}`")]
    Service(ServiceId),
    #[error("no element `{1}` in service `{0}`")]
    Element(ServiceId, ElementId),
    #[error("`{1}` is no value of element `{0}`")]
    Value(ElementId, String),
}

/// What a record is asked for.
pub(super) struct Record<'s> {
    pub elements: ElementSet,
    pub regime: Option<&'s str>,
    pub risk: Option<&'s str>,
}

impl<'s> Record<'s> {
    pub fn of(catalogue: &'s Catalogue, service: &'s Service, sought: &'s Sought) -> Result<Self, SoughtError> {
        let place = |id: &ElementId| {
            let found = service.element_index(id.as_str());
            found.ok_or_else(|| SoughtError::Element(service.id.clone(), id.clone()))
        };
        let elements = sought.elements.iter().map(place).collect::<Result<ElementSet, _>>()?;
        let mut record = Self { elements, regime: None, risk: None };
        for (element, value) in &sought.values {
            let place = place(element)?;
            let unknown = || SoughtError::Value(element.clone(), value.clone());
            let id = named(catalogue, service, place, value).ok_or_else(unknown)?;
            if service.regime_element == Some(place) {
                record.regime = Some(id);
            }
            if service.risk_element == Some(place) {
                record.risk = Some(id);
            }
        }
        Ok(record)
    }
}

/// A value as rules name it. A list that is known to be incomplete takes any; so does an element without one.
fn named<'s>(catalogue: &'s Catalogue, service: &'s Service, place: usize, value: &'s str) -> Option<&'s str> {
    let Some(list) = catalogue.list_of(&service.elements[place]) else { return Some(value) };
    let by_id = list.codes.iter().find(|code| code.id == value);
    let known = by_id.or_else(|| list.code(value)).map(|code| code.id.as_str());
    known.or_else(|| list.partial.then_some(value))
}
