//! Applies the authorisations of the catalogue. No recipient, module or element is named here.

use super::acting::{check_designated, check_office};
use super::permit::Permit;
use super::request::{Exchange, NissState, Refusal, RefusalReason, Request};
use crate::authorisation::{
    Authorisation, Conditions, Grant, ModuleGrant, PurposeGrant, RecipientIntegration, SenderIntegration, Source,
};
use crate::catalogue::{Catalogue, Service};

/// Decides on a request: a permit, or one refusal with its reason and point.
///
/// # Errors
/// The refusal.
pub fn decide<'c>(catalogue: &'c Catalogue, request: &Request) -> Result<Permit<'c>, Refusal> {
    check_membership(request)?;
    let standing = Standing::of(catalogue, request)?;
    standing.check_suspended(request)?;
    decide_unsuspended(standing, request)
}

/// Decides by the rules alone, as if nothing were suspended: a suspension is an event, and no rule that a text says.
///
/// # Errors
/// The refusal.
pub(crate) fn decide_by_rules<'c>(catalogue: &'c Catalogue, request: &Request) -> Result<Permit<'c>, Refusal> {
    check_membership(request)?;
    decide_unsuspended(Standing::of(catalogue, request)?, request)
}

fn decide_unsuspended<'c>(standing: Standing<'c>, request: &Request) -> Result<Permit<'c>, Refusal> {
    let case = standing.case(request)?;
    case.check_person_role(request)?;
    case.check_role(request)?;
    case.check_designated(request)?;
    case.check_office(request)?;
    check_number(request)?;
    case.check_integration(request)?;
    check_gone(request)?;
    Ok(case.permit(request))
}

/// The authorisation that holds for a recipient and a service on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing<'c> {
    pub catalogue: &'c Catalogue,
    pub service: &'c Service,
    pub authorisation: &'c Authorisation,
}

impl<'c> Standing<'c> {
    /// By recipient, service and day of a request.
    pub fn of(catalogue: &'c Catalogue, request: &Request) -> Result<Self, Refusal> {
        let service =
            catalogue.service(request.service.as_str()).ok_or_else(|| refusal(RefusalReason::NoAuthorisation, None))?;
        let authorisation = in_force(catalogue, service, request)?;
        Ok(Self { catalogue, service, authorisation })
    }

    /// By day and organisation of a request.
    pub fn check_suspended(self, request: &Request) -> Result<(), Refusal> {
        match self.authorisation.suspended(request.at, request.organisation.as_ref()) {
            Some(_) => refuse(RefusalReason::Suspended, &self.authorisation.source),
            None => Ok(()),
        }
    }

    /// By module, purpose, exchange and number of persons of a request.
    pub fn case(self, request: &Request) -> Result<Case<'c>, Refusal> {
        let module = granted_module(self.service, self.authorisation, request)?;
        check_exchange(self.service, module, request)?;
        check_batch(self.authorisation, request)?;
        let (place, purpose) = granted_purpose(self.authorisation, request)?;
        Ok(Case { standing: self, module, purpose, grant: &module.by_purpose[place] })
    }
}

/// What is granted for a module and a purpose, before the circumstances of the request are looked at. Each check looks at
/// one of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case<'c> {
    pub standing: Standing<'c>,
    pub module: &'c ModuleGrant,
    pub purpose: &'c PurposeGrant,
    pub grant: &'c Grant,
}

impl<'c> Case<'c> {
    pub fn check_person_role(self, request: &Request) -> Result<(), Refusal> {
        check_person_role(self.standing.authorisation, self.purpose, request)
    }

    pub fn check_role(self, request: &Request) -> Result<(), Refusal> {
        check_role(self.standing.authorisation, self.purpose, request)
    }

    pub fn check_designated(self, request: &Request) -> Result<(), Refusal> {
        check_designated(self.standing.authorisation, &request.user)
    }

    pub fn check_office(self, request: &Request) -> Result<(), Refusal> {
        check_office(self.purpose, request.region.as_ref(), &request.user)
    }

    pub fn check_integration(self, request: &Request) -> Result<(), Refusal> {
        let Standing { catalogue, authorisation, .. } = self.standing;
        check_integration(catalogue, authorisation, &self.grant.conditions, request)
    }

    /// What is granted to a request that passed every check.
    pub fn permit(self, request: &Request) -> Permit<'c> {
        let Standing { catalogue, service, authorisation } = self.standing;
        Permit::new(catalogue, service, authorisation, (self.module, self.purpose), self.grant, request)
    }
}

/// Whether the number of the person is one.
pub(crate) fn check_number(request: &Request) -> Result<(), Refusal> {
    check_niss(request, &[(NissState::Invalid, RefusalReason::NissInvalid)])
}

/// What became of the number: told only to those who have a file on the person.
pub(crate) fn check_gone(request: &Request) -> Result<(), Refusal> {
    let gone =
        [(NissState::Replaced, RefusalReason::NissReplaced), (NissState::Cancelled, RefusalReason::NissCancelled)];
    check_niss(request, &gone)
}

const fn refusal(reason: RefusalReason, source: Option<Source>) -> Refusal {
    Refusal { reason, source }
}

fn refuse<T>(reason: RefusalReason, source: &Source) -> Result<T, Refusal> {
    Err(refusal(reason, Some(source.clone())))
}

/// An organisation asks only as what it is.
fn check_membership(request: &Request) -> Result<(), Refusal> {
    let stranger = request.belongs_to.as_ref().is_some_and(|recipients| !recipients.contains(&request.recipient));
    if stranger { Err(refusal(RefusalReason::NoAuthorisation, None)) } else { Ok(()) }
}

fn in_force<'c>(
    catalogue: &'c Catalogue,
    service: &'c Service,
    request: &Request,
) -> Result<&'c Authorisation, Refusal> {
    let mut nearest: Option<(&Authorisation, RefusalReason)> = None;
    for authorisation in catalogue.authorisations_of(request.recipient.as_str(), service.id.as_str()) {
        if request.at < authorisation.validity.from {
            nearest = nearest.or(Some((authorisation, RefusalReason::NotYetInForce)));
        } else if authorisation.validity.holds_on(request.at) {
            return Ok(authorisation);
        } else {
            nearest = Some((authorisation, RefusalReason::Expired));
        }
    }
    match nearest {
        Some((authorisation, reason)) => refuse(reason, &authorisation.source),
        None => Err(refusal(RefusalReason::NoAuthorisation, None)),
    }
}

fn granted_module<'c>(
    service: &Service,
    authorisation: &'c Authorisation,
    request: &Request,
) -> Result<&'c ModuleGrant, Refusal> {
    let index = service.module(&request.module).map(|(index, _)| index);
    authorisation
        .modules
        .iter()
        .find(|grant| Some(grant.module) == index)
        .ok_or_else(|| refusal(RefusalReason::ModuleNotGranted, Some(authorisation.modules_source.clone())))
}

/// What is only sent is never answered, and what is only asked for is never sent.
fn check_exchange(service: &Service, module: &ModuleGrant, request: &Request) -> Result<(), Refusal> {
    if request.exchange == Exchange::of(service.modules[module.module].kind) {
        Ok(())
    } else {
        refuse(RefusalReason::ModuleNotGranted, &module.described)
    }
}

/// Where the text does not speak of asking about many at once, it is not granted.
fn check_batch(authorisation: &Authorisation, request: &Request) -> Result<(), Refusal> {
    if request.batch && !authorisation.batch.allowed {
        return refuse(RefusalReason::ModuleNotGranted, &authorisation.batch.source);
    }
    Ok(())
}

fn granted_purpose<'c>(
    authorisation: &'c Authorisation,
    request: &Request,
) -> Result<(usize, &'c PurposeGrant), Refusal> {
    authorisation
        .purposes
        .iter()
        .enumerate()
        .find(|(_, purpose)| purpose.id == request.purpose)
        .ok_or_else(|| refusal(RefusalReason::PurposeNotGranted, Some(authorisation.purposes_source.clone())))
}

fn check_person_role(authorisation: &Authorisation, purpose: &PurposeGrant, request: &Request) -> Result<(), Refusal> {
    let (allowed, source) = if purpose.person_roles.is_empty() {
        (&authorisation.person_roles, &authorisation.person_roles_source)
    } else {
        (&purpose.person_roles, &purpose.source)
    };
    let said = request.person_role.as_ref().or(purpose.default_person_role.as_ref());
    let fits = allowed.is_empty() || said.is_some_and(|role| allowed.contains(role));
    if fits { Ok(()) } else { refuse(RefusalReason::PersonRoleNotGranted, source) }
}

fn check_role(authorisation: &Authorisation, purpose: &PurposeGrant, request: &Request) -> Result<(), Refusal> {
    let allowed = if purpose.roles.is_empty() { &authorisation.roles } else { &purpose.roles };
    if request.role.is_some_and(|role| allowed.contains(&role)) {
        Ok(())
    } else {
        refuse(RefusalReason::RoleNotAllowed, &purpose.source)
    }
}

fn check_niss(request: &Request, states: &[(NissState, RefusalReason)]) -> Result<(), Refusal> {
    let found = states.iter().find(|(state, _)| *state == request.niss);
    found.map_or(Ok(()), |(_, reason)| Err(refusal(*reason, None)))
}

fn check_integration(
    catalogue: &Catalogue,
    authorisation: &Authorisation,
    conditions: &Conditions,
    request: &Request,
) -> Result<(), Refusal> {
    let (rule, facts) = (&authorisation.integration, &request.integration);
    let network_checks =
        matches!(rule.recipient, RecipientIntegration::Required | RecipientIntegration::RegionalIntegrator);
    if network_checks {
        if !facts.recipient {
            return refuse(RefusalReason::NotIntegrated, &rule.source);
        }
        check_quality_codes(catalogue, authorisation, conditions, request)?;
    }
    if let Some(source) = authorisation.own_file.as_ref().filter(|_| !facts.own_file_by_other) {
        let by_oneself = facts.own_file_by_oneself;
        return refuse(
            if by_oneself { RefusalReason::RegisteredByOneself } else { RefusalReason::NotIntegrated },
            source,
        );
    }
    if rule.sender == SenderIntegration::Required && !facts.sender {
        return refuse(RefusalReason::SenderNotIntegrated, &rule.source);
    }
    let no_context = facts.legal_context.as_deref().is_none_or(|context| context.trim().is_empty());
    if rule.recipient == RecipientIntegration::RegionalIntegrator && no_context {
        return refuse(RefusalReason::NoLegalContext, &rule.source);
    }
    Ok(())
}

/// A code must say that there is a file which counts; where the text names codes, one of them must be known to be there.
fn check_quality_codes(
    catalogue: &Catalogue,
    authorisation: &Authorisation,
    conditions: &Conditions,
    request: &Request,
) -> Result<(), Refusal> {
    let codes = &request.integration.quality_codes;
    let (required, reserved): (Vec<_>, Vec<_>) = conditions.quality.iter().partition(|rule| rule.required);
    let left = |code: &u16| !reserved.iter().any(|rule| rule.codes.contains(code));
    if !codes.is_empty() && !codes.iter().any(left) {
        return refuse(RefusalReason::NotIntegrated, &reserved[0].source);
    }
    let (recipient, purpose) = (authorisation.recipient.as_str(), request.purpose.as_str());
    let counts = |code: &u16| left(code) && catalogue.counts_as_file(recipient, *code, purpose);
    if !codes.is_empty() && !codes.iter().any(counts) {
        return refuse(RefusalReason::NotIntegrated, &authorisation.integration.source);
    }
    match required.iter().find(|rule| !codes.iter().any(|code| counts(code) && rule.codes.contains(code))) {
        Some(rule) => refuse(RefusalReason::NotIntegrated, &rule.source),
        None => Ok(()),
    }
}
