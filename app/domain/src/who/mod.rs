//! Who can ever see an element, a value of it, or several elements at once: every grant under which some request and
//! record show it, with the conditions that both must meet, and the points. Complete: where no answer admits a request
//! and a record, [`crate::consultation::decide`] refuses the request or withholds the element from the record.

mod conditions;
pub mod export;
mod sought;

use std::sync::Arc;

pub use self::conditions::Reach;
use self::conditions::{needed_codes, of_record, roles_of};
use self::sought::Record;
pub use self::sought::{Sought, SoughtError};
use crate::authorisation::{
    Authorisation, IntegrationRule, ModuleGrant, PurposeGrant, QualityRule, ReducedForm, Source, Suspension,
};
use crate::catalogue::{Catalogue, Service};
use crate::consultation::Exchange;
use crate::identifier::{ElementId, ModuleId, PersonRoleId, PurposeId, RecipientId};
use crate::role::Role;

/// One grant under which it may be seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<'c> {
    pub authorisation: &'c Authorisation,
    pub module: &'c ModuleId,
    pub module_grant: &'c ModuleGrant,
    pub purpose: &'c PurposeGrant,
    /// Which way the data go, by the kind of the module.
    pub exchange: Exchange,
    /// The roles of the person, one of which must be said or meant; empty: whichever, also none.
    pub person_roles: &'c [PersonRoleId],
    pub roles: &'c [Role],
    /// The regimes of the record; empty, and not unsaid: whichever, since the service knows none.
    pub regimes: Vec<&'c str>,
    /// Whether a record that says no regime shows it, too.
    pub regime_unsaid: bool,
    /// The social risks of the record; empty: whichever, also none.
    pub risks: Vec<&'c str>,
    /// How far back: the record must end in each of them.
    pub histories: Vec<Reach<'c>>,
    /// Elements of which only a reduced form is seen, and the point.
    pub reduced: Vec<(&'c ElementId, ReducedForm, &'c Source)>,
    /// Sets of quality codes: one of each must be there.
    pub quality_codes: Vec<Vec<u16>>,
    /// What stops it, for everybody or for one organisation: until that is lifted, nobody of them sees it.
    pub suspensions: &'c [Arc<Suspension>],
    /// Every point that bears on it, each once: of the grant first.
    pub points: Vec<&'c Source>,
}

impl Answer<'_> {
    #[must_use]
    pub fn recipient(&self) -> &RecipientId {
        &self.authorisation.recipient
    }

    #[must_use]
    pub fn purpose(&self) -> &PurposeId {
        &self.purpose.id
    }

    #[must_use]
    pub fn integration(&self) -> &IntegrationRule {
        &self.authorisation.integration
    }
}

/// Everybody who can ever see what is sought, in the order of recipients, days, modules and purposes.
///
/// # Errors
/// When service, element or value does not exist.
pub fn who<'c>(catalogue: &'c Catalogue, sought: &Sought) -> Result<Vec<Answer<'c>>, SoughtError> {
    let service =
        catalogue.service(sought.service.as_str()).ok_or_else(|| SoughtError::Service(sought.service.clone()))?;
    let record = Record::of(catalogue, service, sought)?;
    let held = catalogue.authorisations().iter().filter(|found| found.service == service.id);
    let holds = |found: &&Authorisation| sought.at.is_none_or(|day| found.validity.holds_on(day));
    let mut answers: Vec<Answer<'_>> =
        held.filter(holds).flat_map(|found| answers(catalogue, service, found, &record)).collect();
    answers.sort_by(|one, other| {
        let key = |answer: &Answer<'_>| answer.authorisation.validity.from;
        one.recipient().cmp(other.recipient()).then(key(one).cmp(&key(other)))
    });
    Ok(answers)
}

fn answers<'c>(
    catalogue: &'c Catalogue,
    service: &'c Service,
    authorisation: &'c Authorisation,
    record: &Record<'_>,
) -> Vec<Answer<'c>> {
    let mut answers = Vec::new();
    for module in &authorisation.modules {
        for (purpose, grant) in authorisation.purposes.iter().zip(&module.by_purpose) {
            if !record.elements.without(grant.granted).is_empty() {
                continue;
            }
            let roles = roles_of(authorisation, purpose);
            let Some(codes) = needed_codes(catalogue, authorisation, purpose, &grant.conditions) else { continue };
            let Some(shown) = of_record(service, &grant.conditions, record) else { continue };
            if roles.is_empty() {
                continue;
            }
            let described = &service.modules[module.module];
            let own = [&module.source, &authorisation.source, &purpose.source, &authorisation.integration.source];
            let authorities = purpose.authorities.iter().filter(|_| purpose.asks_for_office());
            let acting = authorities.map(|authority| &authority.source).chain(&authorisation.designated);
            let quality = grant.conditions.quality.iter().map(|rule: &QualityRule| &rule.source);
            let mut points: Vec<&Source> = Vec::new();
            for point in own.into_iter().chain(shown.points).chain(quality).chain(&authorisation.own_file).chain(acting)
            {
                if !points.contains(&point) {
                    points.push(point);
                }
            }
            answers.push(Answer {
                authorisation,
                module: &described.id,
                module_grant: module,
                purpose,
                exchange: Exchange::of(described.kind),
                person_roles: if purpose.person_roles.is_empty() {
                    &authorisation.person_roles
                } else {
                    &purpose.person_roles
                },
                roles,
                regimes: shown.regimes,
                regime_unsaid: shown.regime_unsaid,
                risks: shown.risks,
                histories: shown.histories,
                reduced: shown.reduced,
                quality_codes: codes,
                suspensions: &authorisation.suspensions,
                points,
            });
        }
    }
    answers
}
