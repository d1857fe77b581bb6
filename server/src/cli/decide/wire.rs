//! The JSON of `delibero decide --batch`: a request a line in, a decision a line out.

use std::collections::BTreeMap;

use delibero_domain::authorisation::{Authority, Length, Maximum, ReducedForm, RetentionRule, Source, WithheldReason};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{
    Exchange, IntegrationFacts, NissState, Obligation, Permit, RecordFacts, Refusal, Request, RetentionDuty, decide,
};
use delibero_domain::identifier::{
    ConditionId, ElementId, EventId, ModuleId, OrganisationId, PersonRoleId, PurposeId, RecipientId, RegionId,
    ServiceId,
};
use delibero_domain::period::Period;
use delibero_domain::role::Role;
use delibero_domain::text::Text;
use delibero_usecases::directory::Organisation;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use thiserror::Error;

/// The identifier of the obligation that says who acts for a purpose (20/130 point 5 b).
const ACTING_AUTHORITY: &str = "acting-authority";

/// One request. What is absent is null or false, but for the two integrations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// Given back with the decision.
    #[serde(default)]
    pub id: Json,
    /// The day of the decision; also the day of reception.
    pub at: Date,
    /// The recipient, or a member of one.
    pub recipient: Option<RecipientId>,
    /// A registered body that asks in the recipient's name.
    pub organisation: Option<OrganisationId>,
    pub service: ServiceId,
    pub module: ModuleId,
    pub purpose: PurposeId,
    /// The role of the person in the file.
    pub person_role: Option<PersonRoleId>,
    /// The role of the user.
    pub role: Option<Role>,
    /// Whether the recipient has the person integrated.
    #[serde(default = "yes", deserialize_with = "yes_if_null")]
    pub recipient_integrated: bool,
    /// Whether the sender has.
    #[serde(default = "yes", deserialize_with = "yes_if_null")]
    pub sender_integrated: bool,
    /// The quality code of the recipient's integration.
    pub quality_code: Option<u16>,
    /// Several of them.
    #[serde(default)]
    pub quality_codes: Vec<u16>,
    /// The legal context of a regional integrator.
    pub legal_context: Option<String>,
    /// Whether somebody else registered the recipient's own file on the person.
    #[serde(default, deserialize_with = "no_if_null")]
    pub own_file_by_other: bool,
    /// Whether many persons are asked about at once.
    #[serde(default, deserialize_with = "no_if_null")]
    pub batch: bool,
    /// Whether an answer is asked for or a notification sent; when not said, what the module is made for.
    pub exchange: Option<Exchange>,
    /// What is known of the number of the person.
    #[serde(default)]
    pub niss: NissState,
    /// The conditions that the user confirmed.
    #[serde(default)]
    pub confirmed: Vec<ConditionId>,
    /// The record; without it the decision is about any record.
    pub record: Option<Record>,
    /// The days of events that end or begin a retention, where they are known.
    #[serde(default)]
    pub events: BTreeMap<EventId, Date>,
}

/// The facts of a record, and the elements asked for; without elements, every one of the service.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The regime, as the rules name it.
    pub regime: Option<String>,
    /// The social risk, as the rules name it.
    pub risk_nature: Option<String>,
    /// The first and the last day; a last day of null is open.
    pub period: Option<(Date, Option<Date>)>,
    pub elements: Option<Vec<ElementId>>,
}

const fn yes() -> bool {
    true
}

fn yes_if_null<'de, D: serde::Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(true))
}

fn no_if_null<'de, D: serde::Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(false))
}

/// Why a request cannot be decided on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BatchRequestError {
    #[error("say who asks: `recipient`, or `organisation`")]
    Nobody,
    #[error("{organisation} is registered as {recipients}: say which `recipient` asks")]
    Ambiguous {
        organisation: OrganisationId,
        /// What it is registered as.
        recipients: String,
    },
    #[error("the record's period {0}")]
    Period(String),
}

#[derive(Clone, Debug, Serialize)]
pub struct Decided {
    id: Json,
    outcome: &'static str,
    #[serde(flatten)]
    source: Option<At>,
    /// The first day that the words applied are proven for, where that is after the day of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    proven_from: Option<Date>,
    granted: Vec<String>,
    /// The granted elements that are reduced, and to what.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    reduced: BTreeMap<String, ReducedForm>,
    withheld: Vec<WithheldOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retention: Option<RetentionOut>,
    obligations: Vec<ObligationOut>,
}

/// A source in two keys.
#[derive(Clone, Debug, Serialize)]
struct At {
    deliberation: String,
    point: String,
}

impl From<Source> for At {
    fn from(source: Source) -> Self {
        Self { deliberation: source.deliberation, point: source.point }
    }
}

#[derive(Clone, Debug, Serialize)]
struct WithheldOut {
    element: String,
    reason: &'static str,
    #[serde(flatten)]
    source: At,
}

#[derive(Clone, Debug, Serialize)]
struct RetentionOut {
    rule: String,
    points: String,
    rules: Vec<RuleOut>,
}

#[derive(Clone, Debug, Serialize)]
struct RuleOut {
    rule: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<Length>,
    event: EventId,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<Maximum>,
    /// The last day on which the data may be kept, as far as it is known.
    until: Option<Date>,
    unknown_events: Vec<EventId>,
    #[serde(flatten)]
    source: At,
}

#[derive(Clone, Debug, Serialize)]
struct ObligationOut {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<RegionId>,
    text: Text,
    #[serde(flatten)]
    source: At,
}

impl BatchRequest {
    /// Decides.
    ///
    /// # Errors
    /// When it does not say who asks, or its period is reversed.
    pub fn decide(
        &self,
        catalogue: &Catalogue,
        organisation: Option<&Organisation>,
    ) -> Result<Decided, BatchRequestError> {
        let record = self.facts()?;
        let request = self.request(catalogue, organisation)?;
        Ok(match decide(catalogue, &request) {
            Ok(permit) => {
                let proven_from = self.proven_from(catalogue, Some(&permit.authorisation().source));
                Decided { proven_from, ..self.granted(&permit, record, organisation) }
            }
            Err(refusal) => {
                let proven_from = self.proven_from(catalogue, refusal.source.as_ref());
                Decided { proven_from, ..self.refused(refusal) }
            }
        })
    }

    fn proven_from(&self, catalogue: &Catalogue, source: Option<&Source>) -> Option<Date> {
        Some(catalogue.text_unknown(&source?.deliberation, self.at)?.proven_from)
    }

    /// The request as the engine reads it.
    ///
    /// # Errors
    /// When it does not say who asks.
    pub fn request(
        &self,
        catalogue: &Catalogue,
        organisation: Option<&Organisation>,
    ) -> Result<Request, BatchRequestError> {
        let legal_context = self.legal_context.clone().or_else(|| organisation?.legal_context.clone());
        Ok(Request {
            at: self.at,
            recipient: self.recipient_of(catalogue, organisation)?,
            service: self.service.clone(),
            module: self.module.clone(),
            purpose: self.purpose.clone(),
            person_role: self.person_role.clone(),
            role: self.role,
            batch: self.batch,
            exchange: self.exchange.unwrap_or_else(|| self.usual_exchange(catalogue)),
            belongs_to: organisation.map(|found| found.recipients.clone()),
            niss: self.niss,
            confirmed: self.confirmed.clone(),
            integration: IntegrationFacts {
                recipient: self.recipient_integrated,
                quality_codes: self.quality_code.iter().chain(&self.quality_codes).copied().collect(),
                sender: self.sender_integrated,
                legal_context,
                own_file_by_other: self.own_file_by_other,
            },
        })
    }

    fn usual_exchange(&self, catalogue: &Catalogue) -> Exchange {
        let service = catalogue.service(self.service.as_str());
        let module = service.and_then(|service| service.module(&self.module));
        module.map_or_else(Exchange::default, |(_, module)| Exchange::of(module.kind))
    }

    fn recipient_of(
        &self,
        catalogue: &Catalogue,
        organisation: Option<&Organisation>,
    ) -> Result<RecipientId, BatchRequestError> {
        let organisation = match (&self.recipient, organisation) {
            (Some(recipient), _) => return Ok(recipient.clone()),
            (None, Some(organisation)) => organisation,
            (None, None) => return Err(BatchRequestError::Nobody),
        };
        let named = |recipient: &&RecipientId| {
            catalogue.authorisations_of(recipient.as_str(), self.service.as_str()).next().is_some()
        };
        let fitting: Vec<_> = organisation.recipients.iter().filter(named).collect();
        let all: Vec<_> = organisation.recipients.iter().collect();
        match (&fitting[..], &all[..]) {
            ([one], _) | ([], [one]) => Ok((*one).clone()),
            _ => Err(BatchRequestError::Ambiguous {
                organisation: organisation.id.clone(),
                recipients: organisation.recipients.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            }),
        }
    }

    /// The facts of the record.
    ///
    /// # Errors
    /// When its period is reversed.
    pub fn facts(&self) -> Result<RecordFacts<'_>, BatchRequestError> {
        let Some(record) = &self.record else { return Ok(RecordFacts::default()) };
        let period = record.period.map(|(begin, end)| Period::new(begin, end)).transpose();
        Ok(RecordFacts {
            regime: record.regime.as_deref(),
            risk: record.risk_nature.as_deref(),
            period: period.map_err(|error| BatchRequestError::Period(error.to_string()))?,
        })
    }

    fn refused(&self, refusal: Refusal) -> Decided {
        Decided {
            id: self.id.clone(),
            outcome: refusal.reason.as_str(),
            source: refusal.source.map(At::from),
            proven_from: None,
            granted: Vec::new(),
            reduced: BTreeMap::new(),
            withheld: Vec::new(),
            retention: None,
            obligations: Vec::new(),
        }
    }

    fn granted(&self, permit: &Permit<'_>, record: RecordFacts<'_>, organisation: Option<&Organisation>) -> Decided {
        let (granted, withheld) = self.elements(permit, record);
        Decided {
            id: self.id.clone(),
            outcome: "granted",
            source: Some(permit.authorisation().source.clone().into()),
            proven_from: None,
            reduced: reduced(permit, &granted),
            granted,
            withheld,
            retention: Some(retention_out(&self.retention(permit))),
            obligations: obligations_out(permit, organisation.and_then(|found| found.region.as_ref())),
        }
    }

    /// The retention, with the days that the request tells.
    #[must_use]
    pub fn retention(&self, permit: &Permit<'_>) -> Vec<RetentionDuty> {
        permit.retention(&|event| {
            let received = (event.as_str() == RetentionRule::RECEPTION).then_some(self.at);
            self.events.get(event).copied().or(received)
        })
    }

    fn elements(&self, permit: &Permit<'_>, record: RecordFacts<'_>) -> (Vec<String>, Vec<WithheldOut>) {
        let (mut granted, mut withheld) = (Vec::new(), Vec::new());
        for (element, verdict) in self.verdicts(permit, record) {
            match verdict {
                None => granted.push(element),
                Some((reason, source)) => {
                    withheld.push(WithheldOut { element, reason: reason.as_str(), source: source.into() })
                }
            }
        }
        (granted, withheld)
    }

    /// Each element asked for, in the order asked: none when it is granted, else the reason and the source. One that
    /// the service does not know is in no module.
    #[must_use]
    pub fn verdicts(
        &self,
        permit: &Permit<'_>,
        record: RecordFacts<'_>,
    ) -> Vec<(String, Option<(WithheldReason, Source)>)> {
        let service = permit.service();
        let asked = self.record.as_ref().and_then(|record| record.elements.as_ref());
        let every = || service.elements.iter().map(|element| &element.id).collect();
        let elements: Vec<&ElementId> = asked.map_or_else(every, |asked| asked.iter().collect());
        let verdict = self.record.is_some().then(|| permit.judge(record));
        let always = permit.withheld_elements();
        let of_place = |place: usize| match &verdict {
            Some(verdict) => verdict.withheld(place).map(|(reason, source)| (reason, source.clone())),
            None => {
                let found = always.iter().find(|(withheld, _)| *withheld == place);
                found.map(|(_, why)| (why.reason, why.source.clone()))
            }
        };
        let of_element = |id: &ElementId| match service.element_index(id.as_str()) {
            Some(place) => of_place(place),
            None => Some((WithheldReason::ModuleWithoutElement, permit.module().source.clone())),
        };
        elements.into_iter().map(|id| (id.to_string(), of_element(id))).collect()
    }
}

fn reduced(permit: &Permit<'_>, granted: &[String]) -> BTreeMap<String, ReducedForm> {
    let form = |element: &String| Some(permit.reduced(permit.service().element_index(element)?)?.0);
    granted.iter().filter_map(|element| Some((element.clone(), form(element)?))).collect()
}

fn retention_out(duties: &[RetentionDuty]) -> RetentionOut {
    let rules: Vec<RuleOut> = duties.iter().map(rule_out).collect();
    let mut points: Vec<&str> = duties.iter().map(|duty| duty.rule.source.point.as_str()).collect();
    points.dedup();
    let points = points.join(", ");
    let rule = rules.iter().map(|rule| rule.rule.as_str()).collect::<Vec<_>>().join("; ");
    RetentionOut { rule, points, rules }
}

fn rule_out(duty: &RetentionDuty) -> RuleOut {
    RuleOut {
        rule: duty.rule.code(),
        length: duty.rule.length,
        event: duty.rule.event.clone(),
        maximum: duty.rule.maximum.clone(),
        until: duty.until,
        unknown_events: duty.unknown_events.clone(),
        source: duty.rule.source.clone().into(),
    }
}

fn obligations_out(permit: &Permit<'_>, region: Option<&RegionId>) -> Vec<ObligationOut> {
    let limit = |found: Obligation| ObligationOut {
        id: found.id.to_string(),
        region: None,
        text: found.text,
        source: found.source.into(),
    };
    let authority = |found: &Authority| ObligationOut {
        id: ACTING_AUTHORITY.to_owned(),
        region: Some(found.region.clone()),
        text: found.title.clone(),
        source: found.source.clone().into(),
    };
    permit.obligations().into_iter().map(limit).chain(permit.authorities(region).map(authority)).collect()
}
