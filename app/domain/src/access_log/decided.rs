//! What a decision used and what it said, so that it can be decided again years later.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::authorisation::{ReducedForm, Source, WithheldReason};
use crate::catalogue::{Catalogue, CatalogueHash, Service};
use crate::consultation::{
    ActsAs, Exchange, HourlyLimit, IntegrationFacts, NissState, Permit, RefusalReason, Request, RetentionDuty,
    UserFacts, decide_within, suspended,
};
use crate::identifier::{
    ConditionId, ElementId, ObligationId, OfficeId, OrganisationId, RecipientId, RegionId, ServiceId, UserName,
};

/// The engine that decides in this program.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// A decision, as a record keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// The catalogue that was applied.
    pub catalogue: CatalogueHash,
    /// The version of the engine that applied it.
    pub engine: String,
    pub facts: Facts,
    /// Every authorisation of the recipient, and why it was passed over.
    pub considered: Vec<Considered>,
    /// What stopped the authorisation, where that is why it was refused.
    #[serde(default)]
    pub suspended: Option<Stopped>,
    /// What was said beside outcome, point and elements granted.
    pub ruling: Ruling,
}

/// What the decision used beyond what was asked, which the entry says itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The day of the decision, in Belgium.
    pub day: Date,
    /// Whether many persons were asked about at once.
    pub batch: bool,
    /// Whether the user had lost, since many persons were asked about at once, the role in which that was done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub without_role: bool,
    /// Which way the data would go.
    pub exchange: Exchange,
    /// The recipients that the organisation belonged to.
    pub belongs_to: Option<Vec<RecipientId>>,
    /// The region of the organisation.
    pub region: Option<RegionId>,
    /// What else was known of the user; older records say nothing of it.
    #[serde(default, skip_serializing_if = "UserFacts::are_unknown")]
    pub user: UserFacts,
    /// What was known of the number of the person.
    pub niss: NissState,
    /// The conditions that the user confirmed.
    pub confirmed: Vec<ConditionId>,
    /// What the reference directory said.
    pub integration: IntegrationFacts,
    /// The limit on consultations; none where it does not count, as when an answer is opened again.
    pub limit: Option<HourlyLimit>,
}

/// A suspension as it was then, for those who read the record later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stopped {
    /// In Belgian time.
    pub since: DateTime,
    pub by: UserName,
    pub reason: String,
    /// None: it stopped everybody who asks.
    pub organisation: Option<OrganisationId>,
}

/// An authorisation of the recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Considered {
    pub source: Source,
    pub service: ServiceId,
    /// The first day in force.
    pub from: Date,
    /// The last day in force.
    pub until: Option<Date>,
    /// Why it was not applied; none: it was.
    pub passed_over: Option<PassedOver>,
}

/// Why an authorisation was not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PassedOver {
    /// It is for another service.
    OtherService,
    NotYetInForce,
    /// It was no longer in force.
    Expired,
    /// It was stopped.
    Suspended,
    /// Another that held on the day comes before it.
    AnotherHolds,
}

/// What a decision says beside outcome, point and elements granted; empty in a refusal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The elements granted in a reduced form.
    pub reduced: Vec<ReducedElement>,
    /// The elements withheld whatever the record, by reason and point.
    pub withheld: Vec<WithheldElements>,
    /// How long what is received may be kept.
    pub retention: Vec<Kept>,
    /// What must be respected.
    pub obligations: Vec<Respected>,
    /// Who acts for the purpose.
    pub authorities: Vec<Acting>,
    /// The office in which the user acted, where one was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acted_as: Option<ActedAs>,
}

/// An element granted in a reduced form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReducedElement {
    pub element: ElementId,
    pub form: ReducedForm,
    pub source: Source,
}

/// Elements withheld for one reason, by one point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WithheldElements {
    pub reason: WithheldReason,
    pub source: Source,
    /// The elements, in the order of the service.
    pub elements: Vec<ElementId>,
}

/// A rule of retention, counted from the day of the decision where that is the reception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// The rule, as programs read it.
    pub rule: String,
    /// The last day, where it is known.
    pub until: Option<Date>,
    pub source: Source,
}

/// A limit on use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Respected {
    pub id: ObligationId,
    pub source: Source,
}

/// Who acts in a region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acting {
    pub region: RegionId,
    pub source: Source,
}

/// The office in which a user acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActedAs {
    pub office: OfficeId,
    /// Whether in place of its holder.
    pub deputy: bool,
    pub source: Source,
}

impl From<ActsAs<'_>> for ActedAs {
    fn from(ActsAs { office, deputy, source }: ActsAs<'_>) -> Self {
        Self { office: office.clone(), deputy, source: source.clone() }
    }
}

/// Everything that a record says of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// `granted`, or the reason of the refusal.
    pub outcome: String,
    pub source: Option<Source>,
    pub granted: Vec<ElementId>,
    /// On what, and what else was said.
    pub decided: Decided,
}

impl Conclusion {
    /// Decides, and says everything that a record keeps of it.
    #[must_use]
    pub fn of(catalogue: &Catalogue, request: &Request, limit: Option<HourlyLimit>) -> Self {
        let (outcome, source, granted, ruling) = match decide_within(limit, catalogue, request) {
            Ok(permit) => (
                "granted",
                Some(permit.authorisation().source.clone()),
                permit.granted_elements(),
                Ruling::of(&permit, request.at, request.region.as_ref()),
            ),
            Err(refusal) => (refusal.reason.as_str(), refusal.source, Vec::new(), Ruling::default()),
        };
        Self {
            outcome: outcome.to_owned(),
            source,
            granted,
            decided: Decided {
                catalogue: catalogue.hash(),
                engine: ENGINE.to_owned(),
                facts: Facts::of(request, limit),
                considered: considered(catalogue, request),
                suspended: stopped(catalogue, request).filter(|_| outcome == RefusalReason::Suspended.as_str()),
                ruling,
            },
        }
    }
}

impl Facts {
    fn of(request: &Request, limit: Option<HourlyLimit>) -> Self {
        Self {
            day: request.at,
            batch: request.batch,
            without_role: request.role.is_none(),
            exchange: request.exchange,
            belongs_to: request.belongs_to.clone(),
            region: request.region.clone(),
            user: request.user.clone(),
            niss: request.niss,
            confirmed: request.confirmed.clone(),
            integration: request.integration.clone(),
            limit,
        }
    }
}

fn stopped(catalogue: &Catalogue, request: &Request) -> Option<Stopped> {
    let asked = (&request.recipient, &request.service);
    let found = suspended(catalogue, asked, request.organisation.as_ref(), request.at)?;
    Some(Stopped {
        since: found.since,
        by: found.by.clone(),
        reason: found.reason.clone(),
        organisation: found.organisation.clone(),
    })
}

fn considered(catalogue: &Catalogue, request: &Request) -> Vec<Considered> {
    let mut applied = false;
    let passed_over = |found: &crate::authorisation::Authorisation, applied: &mut bool| {
        if found.service != request.service {
            Some(PassedOver::OtherService)
        } else if request.at < found.validity.from {
            Some(PassedOver::NotYetInForce)
        } else if !found.validity.holds_on(request.at) {
            Some(PassedOver::Expired)
        } else if std::mem::replace(applied, true) {
            Some(PassedOver::AnotherHolds)
        } else {
            found.suspended(request.at, request.organisation.as_ref()).map(|_| PassedOver::Suspended)
        }
    };
    let all = catalogue.every_authorisation_of(request.recipient.as_str());
    all.map(|found| Considered {
        source: found.source.clone(),
        service: found.service.clone(),
        from: found.validity.from,
        until: found.validity.until,
        passed_over: passed_over(found, &mut applied),
    })
    .collect()
}

impl Ruling {
    fn of(permit: &Permit<'_>, day: Date, region: Option<&RegionId>) -> Self {
        let service = permit.service();
        let obligations = permit.obligations().into_iter();
        let authorities = permit.authorities(region);
        Self {
            reduced: reduced(permit, service),
            withheld: withheld(permit, service),
            retention: permit.retention_from(day).into_iter().map(kept).collect(),
            obligations: obligations.map(|found| Respected { id: found.id, source: found.source }).collect(),
            authorities: authorities
                .map(|found| Acting { region: found.region.clone(), source: found.source.clone() })
                .collect(),
            acted_as: permit.acts_as().map(ActedAs::from),
        }
    }
}

fn reduced(permit: &Permit<'_>, service: &Service) -> Vec<ReducedElement> {
    let elements = service.elements.iter().enumerate();
    elements
        .filter_map(|(place, element)| {
            let (form, source) = permit.reduced(place)?;
            Some(ReducedElement { element: element.id.clone(), form, source: source.clone() })
        })
        .collect()
}

fn withheld(permit: &Permit<'_>, service: &Service) -> Vec<WithheldElements> {
    let mut groups: Vec<WithheldElements> = Vec::new();
    for (place, why) in permit.withheld_elements() {
        let element = service.elements[place].id.clone();
        match groups.iter_mut().find(|group| group.reason == why.reason && group.source == why.source) {
            Some(group) => group.elements.push(element),
            None => {
                groups.push(WithheldElements { reason: why.reason, source: why.source, elements: vec![element] });
            }
        }
    }
    groups
}

fn kept(duty: RetentionDuty) -> Kept {
    Kept { rule: duty.rule.code(), until: duty.until, source: duty.rule.source }
}
