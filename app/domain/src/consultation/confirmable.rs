//! What a user may confirm before asking, to see more: the text says it of a module and a purpose.

use jiff::civil::Date;

use crate::authorisation::Source;
use crate::catalogue::Catalogue;
use crate::identifier::{ConditionId, ModuleId, PurposeId, RecipientId, ServiceId};
use crate::parameters::ParameterKind;

/// For what a consultation is: as far as it settles what may be confirmed.
#[derive(Clone, Copy, Debug)]
pub struct Intent<'a> {
    pub recipient: &'a RecipientId,
    pub service: &'a ServiceId,
    pub module: &'a ModuleId,
    pub purpose: &'a PurposeId,
}

/// What a module asks of a recipient on a day; where nothing is granted, all that it asks for.
#[must_use]
pub fn asked_of(
    catalogue: &Catalogue,
    recipient: &RecipientId,
    service: &ServiceId,
    module: &ModuleId,
    at: Date,
) -> Vec<ParameterKind> {
    let Some((place, found)) = catalogue.service(service.as_str()).and_then(|service| service.module(module)) else {
        return Vec::new();
    };
    let mut held = catalogue.authorisations_of(recipient.as_str(), service.as_str());
    let authorisation = held.find(|held| held.validity.holds_on(at));
    let grant = authorisation.and_then(|held| held.modules.iter().find(|grant| grant.module == place));
    grant.map_or_else(|| found.asks.clone(), |grant| grant.asks(found))
}

/// The conditions that may be confirmed on a day, and where that is said; none where nothing is granted.
#[must_use]
pub fn confirmable<'c>(catalogue: &'c Catalogue, intent: Intent<'_>, at: Date) -> Vec<(&'c ConditionId, &'c Source)> {
    let conditions = || {
        let service = catalogue.service(intent.service.as_str())?;
        let (module, _) = service.module(intent.module)?;
        let mut held = catalogue.authorisations_of(intent.recipient.as_str(), service.id.as_str());
        let authorisation = held.find(|found| found.validity.holds_on(at))?;
        let place = authorisation.purposes.iter().position(|purpose| purpose.id == *intent.purpose)?;
        let grant = authorisation.modules.iter().find(|grant| grant.module == module)?;
        Some(&*grant.by_purpose.get(place)?.conditions)
    };
    conditions().map(|found| found.confirmable().collect()).unwrap_or_default()
}
