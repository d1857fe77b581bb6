//! Whether a batch would be refused whoever is on its list, and what has to be confirmed for it.

use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{
    Exchange, IntegrationFacts, NissState, Obligation, Refusal, Request, UserFacts, decide,
};
use delibero_domain::role::Role;
use jiff::civil::Date;

use super::error::BatchError;
use super::model::BatchQuestion;
use crate::directory::Organisation;

/// The limits on use that go with it.
///
/// # Errors
/// The refusal that everybody on the list would have.
pub fn check(
    catalogue: &Catalogue,
    organisation: &Organisation,
    (role, user): (Role, UserFacts),
    question: &BatchQuestion,
    today: Date,
) -> Result<Vec<Obligation>, Refusal> {
    let request = Request {
        at: today,
        recipient: question.recipient.clone(),
        organisation: Some(organisation.id.clone()),
        region: organisation.region.clone(),
        service: question.service.clone(),
        module: question.module.clone(),
        purpose: question.purpose.clone(),
        person_role: question.person_role.clone(),
        role: Some(role),
        user,
        batch: true,
        exchange: Exchange::Consultation,
        belongs_to: Some(organisation.recipients_on(today)),
        niss: NissState::Valid,
        confirmed: question.confirmed.clone(),
        integration: IntegrationFacts {
            recipient: true,
            quality_codes: Vec::new(),
            sender: true,
            legal_context: organisation.legal_context_of(question.legal_context.as_deref()).map(str::to_owned),
            own_file_by_other: true,
            own_file_by_oneself: false,
        },
    };
    decide(catalogue, &request).map(|permit| permit.obligations())
}

/// Each limit on use must have been confirmed: what the user says of it goes into the log of every person.
pub(super) fn check_confirmed(question: &BatchQuestion, obligations: Vec<Obligation>) -> Result<(), BatchError> {
    let is_said = |found: &Obligation| question.confirmed.iter().any(|said| said.as_str() == found.id.as_str());
    let missing: Vec<Obligation> = obligations.into_iter().filter(|found| !is_said(found)).collect();
    if missing.is_empty() { Ok(()) } else { Err(BatchError::NotConfirmed(missing)) }
}
