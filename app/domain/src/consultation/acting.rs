//! In which standing a user asks, beside the role: designated by the own organisation, and holding an office of it.

use super::request::{Refusal, RefusalReason, UserFacts};
use crate::authorisation::{Authorisation, Authority, PurposeGrant, Source};
use crate::identifier::{OfficeId, RegionId};

/// The office in which a user acts for a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActsAs<'c> {
    pub office: &'c OfficeId,
    /// Whether in place of its holder.
    pub deputy: bool,
    pub source: &'c Source,
}

/// Why a user may not ask in an organisation of a region, whatever the role.
///
/// # Errors
/// The refusal.
pub fn check_user(
    authorisation: &Authorisation,
    purpose: &PurposeGrant,
    region: Option<&RegionId>,
    user: &UserFacts,
) -> Result<(), Refusal> {
    check_designated(authorisation, user)?;
    check_office(purpose, region, user)
}

/// Where the text limits access to designated people, others are refused.
pub(super) fn check_designated(authorisation: &Authorisation, user: &UserFacts) -> Result<(), Refusal> {
    match &authorisation.designated {
        Some(source) if user.designated == Some(false) => {
            Err(Refusal { reason: RefusalReason::NotDesignated, source: Some(source.clone()) })
        }
        _ => Ok(()),
    }
}

/// Where the text names offices for a purpose, one of those that the region of the organisation knows must be held.
pub(super) fn check_office(purpose: &PurposeGrant, region: Option<&RegionId>, user: &UserFacts) -> Result<(), Refusal> {
    if !purpose.asks_for_office() || user.offices.is_none() || acts_as(purpose, region, user).is_some() {
        return Ok(());
    }
    let source = of_region(purpose, region).next().map_or(&purpose.source, |authority| &authority.source);
    Err(Refusal { reason: RefusalReason::NoOffice, source: Some(source.clone()) })
}

/// The office in which the user acts: the own one before that of somebody else.
#[must_use]
pub fn acts_as<'c>(purpose: &'c PurposeGrant, region: Option<&RegionId>, user: &UserFacts) -> Option<ActsAs<'c>> {
    let held = user.offices.as_deref().unwrap_or_default();
    let found = |deputy: bool| {
        of_region(purpose, region).find_map(|authority| {
            let is_held = |office: &&OfficeId| held.iter().any(|held| held.office == **office && held.deputy == deputy);
            let office = authority.offices.iter().find(is_held)?;
            Some(ActsAs { office, deputy, source: &authority.source })
        })
    };
    found(false).or_else(|| found(true))
}

fn of_region<'c, 'r>(
    purpose: &'c PurposeGrant,
    region: Option<&'r RegionId>,
) -> impl Iterator<Item = &'c Authority> + use<'c, 'r> {
    purpose.authorities.iter().filter(move |authority| region == Some(&authority.region))
}
