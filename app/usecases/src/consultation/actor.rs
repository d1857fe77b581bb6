//! Who consults, and in which role.

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::identifier::{PurposeId, RecipientId, ServiceId};
use delibero_domain::role::Role;
use jiff::civil::Date;

use super::error::ConsultError;
use crate::accounts::{AccountWork, Actor};

/// The actor as the account is now: what holds of it may have changed since the request came in.
pub(super) async fn consulting_actor(work: &mut dyn AccountWork, actor: &Actor) -> Result<Actor, ConsultError> {
    let account = work.account(&actor.user).await?.filter(|account| account.enabled);
    let now = account.map(|account| account.actor);
    now.filter(|actor| actor.may(Capability::Consult)).ok_or(ConsultError::NotAllowed)
}

/// A user with several consulting roles acts in the one that the purpose asks for (20/130 point 5).
pub(crate) fn role_for(
    catalogue: &Catalogue,
    actor: &Actor,
    (recipient, service, purpose): (&RecipientId, &ServiceId, &PurposeId),
    today: Date,
) -> Role {
    let own: Vec<Role> =
        Capability::Consult.roles().into_iter().flatten().copied().filter(|role| actor.has(*role)).collect();
    let authorisations = catalogue.authorisations_of(recipient.as_str(), service.as_str());
    let fitting = authorisations
        .filter(|found| found.validity.holds_on(today))
        .flat_map(|found| found.purposes.iter().map(move |purpose| (found, purpose)))
        .filter(|(_, granted)| granted.id == *purpose)
        .find_map(|(found, purpose)| {
            let allowed = if purpose.roles.is_empty() { &found.roles } else { &purpose.roles };
            own.iter().copied().find(|role| allowed.contains(role))
        });
    fitting.or(own.first().copied()).unwrap_or(Role::CaseWorker)
}
