//! Which readings stand beside an authorisation.

use super::{Reading, citations, overlap};
use crate::authorisation::Authorisation;
use crate::catalogue::Catalogue;
use crate::identifier::RecipientId;

/// How the points were read that an authorisation cites or stands in, as far as it is for its recipient.
#[must_use]
pub fn readings_of<'c>(catalogue: &'c Catalogue, found: &'c Authorisation) -> Vec<&'c Reading> {
    let Some(service) = catalogue.service(found.service.as_str()) else { return Vec::new() };
    let owner = catalogue.recipient(found.recipient.as_str()).and_then(|recipient| recipient.member_of.as_ref());
    let concerns = |reading: &Reading| {
        let named = |id: &RecipientId| *id == found.recipient || Some(id) == owner;
        reading.recipients.is_empty() || reading.recipients.iter().any(named)
    };
    let cited = citations::sources(service, &found.provisions);
    let about = |reading: &Reading| cited.iter().any(|source| overlap(catalogue, &reading.source, source));
    catalogue.readings().iter().filter(|reading| concerns(reading) && about(reading)).collect()
}
