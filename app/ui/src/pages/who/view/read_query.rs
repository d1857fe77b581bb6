//! Reads what is sought.

use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::identifier::ElementId;
use delibero_domain::who::Sought;
use jiff::civil::Date;

use crate::filters::{FilterProblem, FilterReader, Unread, day, number, one_of};
use crate::pages::who::query::DESCENDING;
use crate::pages::who::{WhoQuery, WhoSort};

/// What is sought; none where no element is chosen.
///
/// # Errors
/// When a filter was not read.
pub fn read(catalogue: &Catalogue, query: &WhoQuery) -> Result<Option<Sought>, Vec<Unread>> {
    let mut reading = FilterReader::of(&query.strange);
    let asked =
        reading.field("service", &query.service, |typed| catalogue.service(typed).ok_or(FilterProblem::Unknown));
    let at = reading.field("at", &query.at, day);
    reading.field("sort", &query.sort, |typed| WhoSort::of(typed).ok_or(FilterProblem::Unknown));
    reading.field("order", &query.order, |typed| one_of([DESCENDING].into_iter(), |known| *known == typed));
    reading.field::<u32>("page", &query.page, number);
    let service = asked.or_else(|| catalogue.services().first().filter(|_| query.service.is_empty()));
    let sought = service.and_then(|service| sought(&mut reading, catalogue, service, query, at));
    let unread = reading.unread();
    if unread.is_empty() { Ok(sought) } else { Err(unread) }
}

fn sought(
    reading: &mut FilterReader,
    catalogue: &Catalogue,
    service: &Service,
    query: &WhoQuery,
    at: Option<Date>,
) -> Option<Sought> {
    let known = |typed: &str| {
        let place = service.element_index(typed).ok_or(FilterProblem::Unknown)?;
        Ok(service.elements[place].id.clone())
    };
    let wanted = query.elements();
    let elements: Vec<ElementId> = wanted.iter().filter_map(|typed| reading.field("element", typed, known)).collect();
    let mut values = Vec::new();
    for (field, typed, place) in
        [("regime", &query.regime, service.regime_element), ("risk", &query.risk, service.risk_element)]
    {
        let value = reading.field(field, typed, |typed| {
            let element = &service.elements[place.ok_or(FilterProblem::Unknown)?];
            one_of(catalogue.ids_of(element), |id| *id == typed).map(|id| (element.id.clone(), id.to_owned()))
        });
        values.extend(value);
    }
    (!elements.is_empty()).then(|| Sought { service: service.id.clone(), elements, values, at })
}
