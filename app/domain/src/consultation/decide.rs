//! Applies the authorisations of the catalogue. No recipient, module or element is named here.

use jiff::civil::Date;

use super::reduced::{AttestationView, Reduced, reduce_attestation};
use super::request::{Obligation, Refusal, RefusalReason, Request, RetentionDuty};
use crate::attestation::Attestation;
use crate::authorisation::{
    Authorisation, History, ModuleGrant, PurposeGrant, RecipientIntegration, RetentionRule, SenderIntegration, Source,
    Withheld, WithheldReason,
};
use crate::catalogue::{Catalogue, Element, ElementSet, Service};
use crate::identifier::ElementId;
use crate::niss::Niss;
use crate::period::{Period, Quarter};

/// A granted request: what reduces records and tells the obligations. Only [`decide`] makes one.
#[derive(Clone, Copy, Debug)]
pub struct Permit<'c> {
    service: &'c Service,
    authorisation: &'c Authorisation,
    module: &'c ModuleGrant,
    purpose: &'c PurposeGrant,
    at: Date,
    catalogue: &'c Catalogue,
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
    let purpose = granted_purpose(authorisation, request)?;
    check_person_role(authorisation, purpose, request)?;
    check_role(authorisation, purpose, request)?;
    check_integration(authorisation, request)?;
    Ok(Permit { service, authorisation, module, purpose, at: request.at, catalogue })
}

const fn refusal(reason: RefusalReason, source: Option<Source>) -> Refusal {
    Refusal { reason, source }
}

fn refuse<T>(reason: RefusalReason, source: &Source) -> Result<T, Refusal> {
    Err(refusal(reason, Some(source.clone())))
}

fn in_force<'c>(catalogue: &'c Catalogue, service: &Service, request: &Request) -> Result<&'c Authorisation, Refusal> {
    let mut nearest: Option<(&Authorisation, RefusalReason)> = None;
    for authorisation in catalogue.authorisations() {
        if authorisation.recipient != request.recipient || authorisation.service != service.id {
            continue;
        }
        if request.at < authorisation.validity.from {
            nearest = nearest.or(Some((authorisation, RefusalReason::NotYetInForce)));
        } else if authorisation.validity.until.is_some_and(|until| until < request.at) {
            nearest = Some((authorisation, RefusalReason::Expired));
        } else {
            return Ok(authorisation);
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

fn granted_purpose<'c>(authorisation: &'c Authorisation, request: &Request) -> Result<&'c PurposeGrant, Refusal> {
    authorisation
        .purposes
        .iter()
        .find(|purpose| purpose.id == request.purpose)
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
    if allowed.contains(&request.role) { Ok(()) } else { refuse(RefusalReason::RoleNotAllowed, &purpose.source) }
}

fn check_integration(authorisation: &Authorisation, request: &Request) -> Result<(), Refusal> {
    let (rule, facts) = (&authorisation.integration, &request.integration);
    let counts = |code: &u16| rule.quality_codes.is_empty() || rule.quality_codes.contains(code);
    if rule.recipient != RecipientIntegration::Waived && !facts.recipient.iter().any(counts) {
        return refuse(RefusalReason::NotIntegrated, &rule.source);
    }
    if rule.sender == SenderIntegration::Required && !facts.sender {
        return refuse(RefusalReason::SenderNotIntegrated, &rule.source);
    }
    if rule.recipient == RecipientIntegration::RegionalIntegrator && facts.legal_context.is_none() {
        return refuse(RefusalReason::NoLegalContext, &rule.source);
    }
    Ok(())
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
    pub fn withheld(&self, element: usize) -> Option<(WithheldReason, &'c Source)> {
        if self.granted.contains(element) {
            return None;
        }
        let permit = self.permit;
        if self.whole_record {
            return Some((WithheldReason::RegimeNotGranted, &permit.authorisation.regimes_source));
        }
        if let Some(always) = permit.withheld_always(element) {
            return Some(always);
        }
        if self.outside_risk.contains(element) {
            let risks = permit.service.elements[element].risks.as_ref();
            return risks.map(|(_, source)| (WithheldReason::RiskNotGranted, source));
        }
        let history = permit.purpose.history.as_ref();
        history.map(|history| (WithheldReason::OutsideHistory, &history.source))
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
        let set = self.module.granted.without(self.denied());
        set.iter().map(|index| self.service.elements[index].id.clone()).collect()
    }

    /// The elements withheld from this recipient, module and purpose, whatever the record: place and why.
    #[must_use]
    pub fn withheld_elements(&self) -> Vec<(usize, Withheld)> {
        let always = (0..self.service.elements.len()).filter_map(|index| {
            let (reason, source) = self.withheld_always(index)?;
            Some((index, Withheld { reason, source: source.clone() }))
        });
        always.collect()
    }

    fn withheld_always(&self, element: usize) -> Option<(WithheldReason, &'c Source)> {
        if let Some(withheld) = self.module.withheld.get(element).and_then(Option::as_ref) {
            return Some((withheld.reason, &withheld.source));
        }
        let denied = self.purpose.denied.iter().find(|(set, _)| set.contains(element));
        denied.map(|(_, source)| (WithheldReason::ElementNotGranted, source))
    }

    /// Whether anything of a block may be seen, whatever the record.
    #[must_use]
    pub fn shows_of(&self, elements: ElementSet) -> bool {
        !self.module.granted.without(self.denied()).and(elements).is_empty()
    }

    /// Whether the social risk itself may be seen.
    #[must_use]
    pub fn shows_risk(&self) -> bool {
        self.service.risk_element.is_none_or(|element| self.shows_of(ElementSet::default().with(element)))
    }

    /// The elements that are for other purposes only.
    fn denied(&self) -> ElementSet {
        let denied = self.purpose.denied.iter();
        denied.fold(ElementSet::default(), |all, (set, _)| all.or(*set))
    }

    /// Whether the whole record is withheld because of its regime.
    #[must_use]
    pub fn withholds_record(&self, record: RecordFacts<'_>) -> bool {
        self.regime_withheld(record.regime)
    }

    /// What of a record may be seen, given its regime, social risk and period.
    #[must_use]
    pub fn judge(&self, record: RecordFacts<'_>) -> Verdict<'c> {
        let whole_record = self.regime_withheld(record.regime);
        let outside_risk = self.outside_risk(record.risk);
        let outside_history = self.outside_history(record.period);
        let granted = if whole_record {
            ElementSet::default()
        } else {
            self.module.granted.without(self.denied()).without(outside_risk).without(outside_history)
        };
        Verdict { permit: *self, whole_record, outside_risk, granted }
    }

    /// A record without a regime, or with one that is unknown, passes only where every regime is granted.
    fn regime_withheld(&self, regime: Option<&str>) -> bool {
        let Some(element) = self.service.regime_element else {
            return false;
        };
        let granted = &self.authorisation.regimes;
        match regime {
            Some(regime) => !granted.iter().any(|word| word == regime),
            None => {
                self.catalogue.ids_of(&self.service.elements[element]).any(|id| !granted.iter().any(|word| word == id))
            }
        }
    }

    /// An element that is tied to some social risks is withheld where the risk is another, or not said.
    fn outside_risk(&self, risk: Option<&str>) -> ElementSet {
        let excluded = |element: &Element| {
            element.risks.as_ref().is_some_and(|(risks, _)| !risks.iter().any(|word| Some(word.as_str()) == risk))
        };
        let elements = self.service.elements.iter().enumerate();
        elements.filter(|(_, element)| excluded(element)).map(|(index, _)| index).collect()
    }

    fn outside_history(&self, period: Option<Period>) -> ElementSet {
        match (&self.purpose.history, period) {
            (Some(history), Some(period)) if ends_before(period, history.reaches_back_to(self.at)) => history.elements,
            (Some(history), None) => history.elements,
            _ => ElementSet::default(),
        }
    }

    /// Reduces an attestation to what may be seen of it.
    #[must_use]
    pub fn reduce(&self, person: Niss, attestation: &Attestation) -> Reduced<AttestationView> {
        reduce_attestation(self, person, attestation)
    }

    /// How long what is received on a day may be kept, for the purpose of the request.
    #[must_use]
    pub fn retention(&self, received: Date) -> Vec<RetentionDuty> {
        let rules = self.authorisation.retention.iter();
        rules
            .filter(|rule| rule.applies_to(&self.purpose.id))
            .map(|rule| RetentionDuty {
                summary: rule.summary.clone(),
                event: rule.event.clone(),
                until: (rule.event == RetentionRule::RECEPTION).then(|| rule.keep_until(received)).flatten(),
                source: rule.source.clone(),
            })
            .collect()
    }

    /// What the recipient must respect in using the data.
    #[must_use]
    pub fn obligations(&self) -> Vec<Obligation> {
        let limits = self.authorisation.use_limits.iter();
        limits.map(|limit| Obligation { text: limit.text.clone(), source: limit.source.clone() }).collect()
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
