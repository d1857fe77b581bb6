//! What the engine is asked by a request of a batch, and what it says of the record and the elements.

use thiserror::Error;

use super::batch_request::BatchRequest;
use super::permit::Permit;
use super::request::{Exchange, HeldOffice, IntegrationFacts, Request, RetentionDuty, UserFacts};
use super::verdict::RecordFacts;
use crate::authorisation::{RetentionRule, Source, WithheldReason};
use crate::catalogue::Catalogue;
use crate::identifier::{ElementId, OfficeId, OrganisationId, RecipientId, RegionId};
use crate::period::Period;

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
