//! A request as `decide --batch` reads it, and as the cases of the catalogue give it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value as Json;
use thiserror::Error;

use super::{
    Exchange, HeldOffice, IntegrationFacts, NissState, Permit, RecordFacts, Request, RetentionDuty, UserFacts,
};
use crate::authorisation::{RetentionRule, Source, WithheldReason};
use crate::catalogue::Catalogue;
use crate::identifier::{
    ConditionId, ElementId, EventId, ModuleId, OfficeId, OrganisationId, PersonRoleId, PurposeId, RecipientId,
    RegionId, ServiceId,
};
use crate::period::Period;
use crate::role::Role;

/// One request. What is absent is null or false, but for the two integrations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// Given back with the decision.
    #[serde(default, skip_serializing_if = "Json::is_null")]
    pub id: Json,
    /// The day of the decision; also the day of reception.
    pub at: Date,
    /// The recipient, or a member of one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// A registered body that asks in the recipient's name; the register is asked for it unless `belongs_to` is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<OrganisationId>,
    /// What the body that asks is registered as, where no register is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub belongs_to: Option<Vec<RecipientId>>,
    /// The region of that body, where no register is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    pub service: ServiceId,
    pub module: ModuleId,
    /// Whether an answer is asked for or a notification sent; when not said, what the module is made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
    pub purpose: PurposeId,
    /// The role of the person in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_role: Option<PersonRoleId>,
    /// The role of the user.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Whether the organisation designated the user for the service; not said: no user is known, and it is not asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub designated: Option<bool>,
    /// The offices that the user holds; not said, here or as a deputy: no user is known, and none is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offices: Option<Vec<OfficeId>>,
    /// Those that the user holds in place of somebody else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offices_as_deputy: Option<Vec<OfficeId>>,
    /// Whether the recipient has the person integrated.
    #[serde(default = "yes", deserialize_with = "yes_if_null", skip_serializing_if = "is_yes")]
    pub recipient_integrated: bool,
    /// Whether the sender has.
    #[serde(default = "yes", deserialize_with = "yes_if_null", skip_serializing_if = "is_yes")]
    pub sender_integrated: bool,
    /// The quality code of the recipient's integration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quality_code: Option<u16>,
    /// Several of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quality_codes: Vec<u16>,
    /// The legal context of a regional integrator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_context: Option<String>,
    /// Whether somebody else registered the recipient's own file on the person.
    #[serde(default, deserialize_with = "no_if_null", skip_serializing_if = "is_no")]
    pub own_file_by_other: bool,
    /// Whether the asking user did.
    #[serde(default, deserialize_with = "no_if_null", skip_serializing_if = "is_no")]
    pub own_file_by_oneself: bool,
    /// Whether many persons are asked about at once.
    #[serde(default, deserialize_with = "no_if_null", skip_serializing_if = "is_no")]
    pub batch: bool,
    /// What is known of the number of the person.
    #[serde(default, skip_serializing_if = "is_valid")]
    pub niss: NissState,
    /// The conditions that the user confirmed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<ConditionId>,
    /// The record; without it the decision is about any record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record>,
    /// The days of events that end or begin a retention, where they are known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub events: BTreeMap<EventId, Date>,
}

/// The facts of a record, and the elements asked for; without elements, every one of the service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The regime, as the rules name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    /// The social risk, as the rules name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub risk_nature: Option<String>,
    /// The first and the last day; a last day that is null, or left out, is open.
    #[serde(default, deserialize_with = "days", skip_serializing_if = "Option::is_none")]
    pub period: Option<(Date, Option<Date>)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elements: Option<Vec<ElementId>>,
}

const fn yes() -> bool {
    true
}

fn yes_if_null<'de, D: Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(true))
}

fn no_if_null<'de, D: Deserializer<'de>>(input: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(false))
}

/// TOML has no null, so that one day alone is an open period.
fn days<'de, D: Deserializer<'de>>(input: D) -> Result<Option<(Date, Option<Date>)>, D::Error> {
    let days: Option<Vec<Option<Date>>> = Option::deserialize(input)?;
    match days.as_deref() {
        None => Ok(None),
        Some([Some(begin)]) => Ok(Some((*begin, None))),
        Some([Some(begin), end]) => Ok(Some((*begin, *end))),
        Some(_) => Err(serde::de::Error::custom("a period is its first and its last day")),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_yes(value: &bool) -> bool {
    *value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_no(value: &bool) -> bool {
    !*value
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_valid(state: &NissState) -> bool {
    *state == NissState::Valid
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

/// What is registered of the organisation that asks.
#[derive(Clone, Copy, Debug)]
pub struct AskingBody<'b> {
    pub id: &'b OrganisationId,
    pub recipients: &'b [RecipientId],
    pub region: Option<&'b RegionId>,
    /// The one that its regional integrator gives.
    pub legal_context: Option<&'b str>,
}

impl BatchRequest {
    /// The request as the engine reads it.
    ///
    /// # Errors
    /// When it does not say who asks.
    pub fn request(&self, catalogue: &Catalogue, body: Option<AskingBody<'_>>) -> Result<Request, BatchRequestError> {
        let of_body = || body?.legal_context.map(str::to_owned);
        Ok(Request {
            at: self.at,
            recipient: self.recipient_of(catalogue, body)?,
            organisation: self.organisation.clone(),
            region: self.region_of(body).cloned(),
            service: self.service.clone(),
            module: self.module.clone(),
            purpose: self.purpose.clone(),
            person_role: self.person_role.clone(),
            role: self.role,
            user: self.user(),
            batch: self.batch,
            exchange: self.exchange.unwrap_or_else(|| self.usual_exchange(catalogue)),
            belongs_to: body.map(|body| body.recipients.to_vec()).or_else(|| self.belongs_to.clone()),
            niss: self.niss,
            confirmed: self.confirmed.clone(),
            integration: IntegrationFacts {
                recipient: self.recipient_integrated,
                quality_codes: self.quality_code.iter().chain(&self.quality_codes).copied().collect(),
                sender: self.sender_integrated,
                legal_context: self.legal_context.clone().or_else(of_body),
                own_file_by_other: self.own_file_by_other,
                own_file_by_oneself: self.own_file_by_oneself,
            },
        })
    }

    /// The region of whoever asks, as said or as registered.
    #[must_use]
    pub fn region_of<'r>(&'r self, body: Option<AskingBody<'r>>) -> Option<&'r RegionId> {
        self.region.as_ref().or_else(|| body?.region)
    }

    fn user(&self) -> UserFacts {
        let held = |offices: &Option<Vec<OfficeId>>, deputy: bool| {
            let all = offices.iter().flatten().cloned();
            all.map(|office| HeldOffice { office, deputy }).collect::<Vec<_>>()
        };
        let said = self.offices.is_some() || self.offices_as_deputy.is_some();
        let all = || [held(&self.offices, false), held(&self.offices_as_deputy, true)].concat();
        UserFacts { designated: self.designated, offices: said.then(all) }
    }

    fn usual_exchange(&self, catalogue: &Catalogue) -> Exchange {
        let service = catalogue.service(self.service.as_str());
        let module = service.and_then(|service| service.module(&self.module));
        module.map_or_else(Exchange::default, |(_, module)| Exchange::of(module.kind))
    }

    fn recipient_of(
        &self,
        catalogue: &Catalogue,
        body: Option<AskingBody<'_>>,
    ) -> Result<RecipientId, BatchRequestError> {
        let body = match (&self.recipient, body) {
            (Some(recipient), _) => return Ok(recipient.clone()),
            (None, Some(body)) => body,
            (None, None) => return Err(BatchRequestError::Nobody),
        };
        let named = |recipient: &&RecipientId| {
            catalogue.authorisations_of(recipient.as_str(), self.service.as_str()).next().is_some()
        };
        let fitting: Vec<_> = body.recipients.iter().filter(named).collect();
        match (&fitting[..], body.recipients) {
            ([one], _) => Ok((*one).clone()),
            ([], [one]) => Ok(one.clone()),
            _ => Err(BatchRequestError::Ambiguous {
                organisation: body.id.clone(),
                recipients: body.recipients.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
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

    /// The retention, with the days that the request tells.
    #[must_use]
    pub fn retention(&self, permit: &Permit<'_>) -> Vec<RetentionDuty> {
        permit.retention(&|event| {
            let received = (event.as_str() == RetentionRule::RECEPTION).then_some(self.at);
            self.events.get(event).copied().or(received)
        })
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
