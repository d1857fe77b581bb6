//! What stops a recipient's authorisation, for those who say so before anything is asked.

use std::sync::Arc;

use jiff::civil::Date;

use crate::authorisation::Suspension;
use crate::catalogue::Catalogue;
use crate::identifier::{OrganisationId, RecipientId, ServiceId};

/// What stops the authorisation that a recipient has for a service on a day, for an organisation; none: for nobody who
/// is registered.
#[must_use]
pub fn suspended<'c>(
    catalogue: &'c Catalogue,
    (recipient, service): (&RecipientId, &ServiceId),
    organisation: Option<&OrganisationId>,
    at: Date,
) -> Option<&'c Arc<Suspension>> {
    let service = catalogue.service(service.as_str())?;
    let mut held = catalogue.authorisations_of(recipient.as_str(), service.id.as_str());
    held.find(|found| found.validity.holds_on(at))?.suspended(at, organisation)
}
