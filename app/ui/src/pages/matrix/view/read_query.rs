//! Reads what the matrix is asked for.

use delibero_domain::catalogue::{Catalogue, Service};
use jiff::civil::Date;

use crate::filters::{FilterProblem, FilterReader, Unread, day, one_of};
use crate::pages::matrix::MatrixQuery;

/// The day asked for: today, unless the address names another; or what could not be read.
pub(super) fn read(catalogue: &Catalogue, query: &MatrixQuery, today: Date) -> Result<Date, Vec<Unread>> {
    let mut reading = FilterReader::of(&query.strange);
    let asked =
        reading.field("service", &query.service, |typed| catalogue.service(typed).ok_or(FilterProblem::Unknown));
    let on = reading.field("on", &query.on, day).unwrap_or(today);
    // Where the service is not known, its modules and recipients are not either.
    if let Some(service) = asked.or_else(|| catalogue.services().first().filter(|_| query.service.is_empty())) {
        of_service(&mut reading, catalogue, query, service);
    }
    reading.field("differences", &query.differences, |typed| one_of(["1"].into_iter(), |known| *known == typed));
    let unread = reading.unread();
    if unread.is_empty() { Ok(on) } else { Err(unread) }
}

fn of_service(reading: &mut FilterReader, catalogue: &Catalogue, query: &MatrixQuery, service: &Service) {
    reading.field("module", &query.module, |typed| one_of(service.modules.iter(), |found| found.id.as_str() == typed));
    reading.field("members", &query.members, |typed| match typed {
        MatrixQuery::ALL => Ok(()),
        typed => catalogue.recipient(typed).map(drop).ok_or(FilterProblem::Unknown),
    });
    let authorised = |typed: &str| {
        let known = catalogue.recipient(typed).is_some();
        let has_any = catalogue.authorisations_of(typed, service.id.as_str()).next().is_some();
        if known && has_any { Ok(typed.to_owned()) } else { Err(FilterProblem::Unknown) }
    };
    let left = reading.field("left", &query.left, authorised);
    let right = reading.field("right", &query.right, authorised);
    match (left, right) {
        (Some(left), Some(right)) if left == right => reading.note("right", &right, FilterProblem::NotTwo),
        (Some(left), None) if query.right.is_empty() => reading.note("right", &left, FilterProblem::NotTwo),
        (None, Some(right)) if query.left.is_empty() => reading.note("left", &right, FilterProblem::NotTwo),
        _ => {}
    }
    reading.field("cell", &query.cell, |typed| {
        let (recipient, element) = typed.split_once(':').ok_or(FilterProblem::Unknown)?;
        let known = catalogue.recipient(recipient).is_some() && service.element_index(element).is_some();
        if known { Ok(()) } else { Err(FilterProblem::Unknown) }
    });
}
