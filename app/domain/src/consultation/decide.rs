//! Applies the authorisations of the catalogue. No recipient, module or element is named here.

use jiff::civil::Date;

use super::reduced::{AttestationView, Reduced, reduce_attestation};
use super::request::{IntegrationFacts, Obligation, Refusal, RefusalReason, Request, RetentionDuty};
use crate::attestation::Attestation;
use crate::authorisation::{
    Authorisation, Authority, Grant, History, IntegrationRule, ModuleGrant, PurposeGrant, RecipientIntegration,
    RetentionRule, SenderIntegration, Source, Withheld, WithheldReason,
};
use crate::catalogue::{Catalogue, ElementSet, Module, Service};
use crate::identifier::{ElementId, EventId, RegionId};
use crate::niss::Niss;
use crate::period::{Period, Quarter};

/// A granted request: what reduces records and tells the obligations. Only [`decide`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Permit<'c> {
    catalogue: &'c Catalogue,
    service: &'c Service,
    authorisation: &'c Authorisation,
    module: &'c ModuleGrant,
    purpose: &'c PurposeGrant,
    grant: &'c Grant,
    /// The first day that the history of the purpose reaches, and the elements that end there.
    history: Option<(Date, ElementSet)>,
}

/// Decides on a request: a permit, or one refusal with its reason and point.
///
/// # Errors
/// The refusal.
pub fn decide<'c>(catalogue: &'c Catalogue, request: &Request) -> Result<Permit<'c>, Refusal> {
    let service =
        catalogue.service(request.service.as_str()).ok_or_else(|| refusal(RefusalReason::NoAuthorisation, None))?;
    let authorisation = in_force(catalogue, service, request)?;
    let module = granted_module(service, authorisation, request)?;
    check_batch(authorisation, request)?;
    let (place, purpose) = granted_purpose(authorisation, request)?;
    check_person_role(authorisation, purpose, request)?;
    check_role(authorisation, purpose, request)?;
    check_integration(authorisation, purpose, request)?;
    let history = purpose.history.as_ref().map(|history| (history.reaches_back_to(request.at), history.elements));
    Ok(Permit { catalogue, service, authorisation, module, purpose, grant: &module.by_purpose[place], history })
}

const fn refusal(reason: RefusalReason, source: Option<Source>) -> Refusal {
    Refusal { reason, source }
}

fn refuse<T>(reason: RefusalReason, source: &Source) -> Result<T, Refusal> {
    Err(refusal(reason, Some(source.clone())))
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

fn check_integration(authorisation: &Authorisation, purpose: &PurposeGrant, request: &Request) -> Result<(), Refusal> {
    let (rule, facts) = (&authorisation.integration, &request.integration);
    if rule.recipient != RecipientIntegration::Waived {
        if !facts.recipient {
            return refuse(RefusalReason::NotIntegrated, &rule.source);
        }
        check_quality_codes(rule, purpose, facts)?;
    }
    if let Some(source) = authorisation.own_file.as_ref().filter(|_| !facts.own_file_by_other) {
        return refuse(RefusalReason::NotIntegrated, source);
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

/// Where the text names quality codes, one of them must be known to be there.
fn check_quality_codes(
    rule: &IntegrationRule,
    purpose: &PurposeGrant,
    facts: &IntegrationFacts,
) -> Result<(), Refusal> {
    let (codes, source) = match &purpose.quality_codes {
        Some((codes, source)) => (codes, source),
        None if rule.quality_codes.is_empty() => return Ok(()),
        None => (&rule.quality_codes, &rule.source),
    };
    let counts = facts.quality_codes.iter().any(|code| codes.contains(code));
    if counts { Ok(()) } else { refuse(RefusalReason::NotIntegrated, source) }
}

/// The facts about one record on which its elements depend.
#[derive(Clone, Copy, Debug, Default)]
pub struct RecordFacts<'r> {
    /// The regime, as the rules name it; none when the record says nothing.
    pub regime: Option<&'r str>,
    /// The social risk, as the rules name it.
    pub risk: Option<&'r str>,
    /// The days the record is about.
    pub period: Option<Period>,
}

/// What of one record may be seen. It borrows everything: no allocation per record.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<'c> {
    permit: Permit<'c>,
    whole_record: bool,
    outside_risk: ElementSet,
    granted: ElementSet,
}

impl<'c> Verdict<'c> {
    /// The elements that may be seen.
    #[must_use]
    pub const fn granted(&self) -> ElementSet {
        self.granted
    }

    /// Why an element may not be seen; none when it may.
    #[must_use]
    #[inline]
    pub fn withheld(&self, element: usize) -> Option<(WithheldReason, &'c Source)> {
        if self.granted.contains(element) {
            return None;
        }
        let permit = &self.permit;
        if self.whole_record {
            return Some((WithheldReason::RegimeNotGranted, &permit.authorisation.regimes_source));
        }
        if let Some(always) = permit.grant.withheld.get(element).and_then(Option::as_ref) {
            return Some((always.reason, &always.source));
        }
        if self.outside_risk.contains(element) {
            let risks = permit.service.elements[element].risks.as_ref();
            return risks.map(|(_, source)| (WithheldReason::RiskNotGranted, source));
        }
        permit.purpose.history.as_ref().map(|history| (WithheldReason::OutsideHistory, &history.source))
    }

    /// Every element withheld, with the reason and the point, in the order of the service.
    #[inline]
    pub fn reasons(&self) -> impl Iterator<Item = (usize, WithheldReason, &'c Source)> + '_ {
        let withheld = self.permit.service.every_element().without(self.granted);
        withheld.iter().filter_map(|element| self.withheld(element).map(|(reason, source)| (element, reason, source)))
    }
}

impl<'c> Permit<'c> {
    /// The service asked.
    #[must_use]
    pub const fn service(&self) -> &'c Service {
        self.service
    }

    /// The authorisation applied.
    #[must_use]
    pub const fn authorisation(&self) -> &'c Authorisation {
        self.authorisation
    }

    /// The module applied.
    #[must_use]
    pub fn module(&self) -> &'c Module {
        &self.service.modules[self.module.module]
    }

    /// The purpose applied.
    #[must_use]
    pub const fn purpose(&self) -> &'c PurposeGrant {
        self.purpose
    }

    pub(super) const fn catalogue(&self) -> &'c Catalogue {
        self.catalogue
    }

    /// The elements granted to this recipient, module and purpose, whatever the record.
    #[must_use]
    pub fn granted_elements(&self) -> Vec<ElementId> {
        self.grant.granted.iter().map(|index| self.service.elements[index].id.clone()).collect()
    }

    /// The elements withheld from this recipient, module and purpose, whatever the record: place and why.
    #[must_use]
    pub fn withheld_elements(&self) -> Vec<(usize, Withheld)> {
        let always = self.grant.withheld.iter().enumerate();
        always.filter_map(|(index, withheld)| Some((index, withheld.clone()?))).collect()
    }

    /// Whether anything of a block may be seen, whatever the record.
    #[must_use]
    pub const fn shows_of(&self, elements: ElementSet) -> bool {
        !self.grant.granted.and(elements).is_empty()
    }

    /// Whether the social risk itself may be seen.
    #[must_use]
    pub fn shows_risk(&self) -> bool {
        self.service.risk_element.is_none_or(|element| self.grant.granted.contains(element))
    }

    /// Whether the whole record is withheld because of its regime. One that says no regime, or one that is unknown,
    /// passes only where every regime is granted.
    #[must_use]
    pub fn withholds_record(&self, record: RecordFacts<'_>) -> bool {
        self.service.regime_element.is_some()
            && match record.regime {
                Some(regime) => !self.authorisation.regimes.iter().any(|word| word == regime),
                None => !self.authorisation.regime_unsaid,
            }
    }

    /// What of a record may be seen, given its regime, social risk and period.
    #[must_use]
    pub fn judge(&self, record: RecordFacts<'_>) -> Verdict<'c> {
        let whole_record = self.withholds_record(record);
        let outside_risk = self.service.outside_risk(record.risk);
        let granted = if whole_record {
            ElementSet::default()
        } else {
            self.grant.granted.without(outside_risk).without(self.outside_history(record.period))
        };
        Verdict { permit: *self, whole_record, outside_risk, granted }
    }

    /// A record that says no period may be of any time.
    fn outside_history(&self, period: Option<Period>) -> ElementSet {
        match self.history {
            Some((first, elements)) if period.is_none_or(|period| ends_before(period, first)) => elements,
            _ => ElementSet::default(),
        }
    }

    /// Reduces an attestation to what may be seen of it.
    #[must_use]
    pub fn reduce(&self, person: Niss, attestation: &Attestation) -> Reduced<AttestationView> {
        reduce_attestation(self, person, attestation)
    }

    /// How long what is received may be kept, for the purpose of the request, given the days of the events that are
    /// known (the reception among them).
    #[must_use]
    pub fn retention(&self, day_of: &dyn Fn(&EventId) -> Option<Date>) -> Vec<RetentionDuty> {
        let rules = self.authorisation.retention.iter().filter(|rule| rule.applies_to(&self.purpose.id));
        rules.map(|rule| duty(rule, day_of)).collect()
    }

    /// The same, when only the day of reception is known.
    #[must_use]
    pub fn retention_from(&self, received: Date) -> Vec<RetentionDuty> {
        self.retention(&|event| (event.as_str() == RetentionRule::RECEPTION).then_some(received))
    }

    /// What the recipient must respect in using the data.
    #[must_use]
    pub fn obligations(&self) -> Vec<Obligation> {
        let limits = self.authorisation.use_limits.iter();
        limits
            .map(|limit| Obligation { id: limit.id.clone(), text: limit.text.clone(), source: limit.source.clone() })
            .collect()
    }

    /// Who acts for the purpose in a region; without one, in each.
    pub fn authorities<'r>(&self, region: Option<&'r RegionId>) -> impl Iterator<Item = &'c Authority> + use<'c, 'r> {
        self.purpose.authorities.iter().filter(move |found| region.is_none_or(|region| found.region == *region))
    }
}

fn duty(rule: &RetentionRule, day_of: &dyn Fn(&EventId) -> Option<Date>) -> RetentionDuty {
    RetentionDuty {
        rule: rule.clone(),
        until: rule.keep_until(day_of),
        unknown_events: rule.unknown_events(day_of).into_iter().cloned().collect(),
    }
}

impl History {
    /// The first day that a request of a day reaches: so many years before its quarter began.
    #[must_use]
    pub fn reaches_back_to(&self, at: Date) -> Date {
        Quarter::containing(at).shifted(-4 * self.years).first_day()
    }
}

fn ends_before(period: Period, day: Date) -> bool {
    period.end.is_some_and(|end| end < day)
}
