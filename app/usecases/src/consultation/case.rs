//! One decision: the facts, what the engine makes of them, and what may leave.

use delibero_domain::access_log::{ActedAs, Conclusion};
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::consultation::{
    Exchange, HourlyLimit, IntegrationFacts, NissState, Permit, RecordView, Reduced, Refusal, RefusalReason, Request,
    decide_within,
};
use delibero_domain::identifier::{RecipientId, RecordKindId};
use delibero_domain::niss::Niss;
use delibero_domain::parameters::Span;
use delibero_domain::record::{Record, RecordStatus};
use delibero_domain::role::Role;
use jiff::Timestamp;
use jiff::civil::Date;

use super::answer::{Grant, Outcome};
use super::error::ConsultError;
use super::model::{Consultation, Question};
use super::port::{ConsultationStore, ConsultationWork};
use crate::accounts::mandates::user_facts;
use crate::catalogue::CatalogueInForce;
use crate::clock::Clock;
use crate::directory::{Integrated, Organisation, PersonState};
use crate::log_tree::{DisclosureGate, Standing};
use crate::randomness::Randomness;
use crate::records::{Wanted, WantedRecords};

/// What a consultation works with.
///
/// Whoever holds one can open and disclose, and nothing else: the store in it is for this feature alone.
#[derive(Clone, Copy)]
pub struct Consulting<'a> {
    pub(super) store: &'a dyn ConsultationStore,
    pub(super) in_force: &'a CatalogueInForce,
    pub(super) clock: &'a dyn Clock,
    pub(super) randomness: &'a dyn Randomness,
    /// None: no witness is waited for.
    gate: Option<&'a DisclosureGate>,
}

impl<'a> Consulting<'a> {
    #[must_use]
    pub const fn new(
        store: &'a dyn ConsultationStore,
        in_force: &'a CatalogueInForce,
        clock: &'a dyn Clock,
        randomness: &'a dyn Randomness,
    ) -> Self {
        Self { store, in_force, clock, randomness, gate: None }
    }

    /// The same, where nothing is disclosed that outsiders see nothing of.
    #[must_use]
    pub const fn behind(self, gate: &'a DisclosureGate) -> Self {
        Self { gate: Some(gate), ..self }
    }

    /// # Errors
    /// When too few witnesses have seen the log for too long.
    pub(crate) fn check_witnessed(&self) -> Result<(), ConsultError> {
        match self.gate.map(|gate| gate.standing(self.clock.now())) {
            Some(Standing::Closed { since }) => Err(ConsultError::Unwitnessed { since }),
            _ => Ok(()),
        }
    }
}

/// What is read once it is granted.
#[derive(Clone, Copy)]
pub(super) enum ToRead<'r> {
    Nothing,
    Records,
    /// Every version of the records about a time, which is written as `RecordTime` writes itself.
    VersionsOf(&'r str),
}

pub(super) struct Case<'a> {
    pub with: Consulting<'a>,
    /// The one in force for this unit of work, from beginning to end.
    pub catalogue: &'a Catalogue,
    pub consultation: &'a Consultation,
    pub now: Timestamp,
    /// Where the user stands; none where nothing is opened.
    pub limit: Option<HourlyLimit>,
    /// None: the user has lost the one in which many persons were asked about.
    pub role: Option<Role>,
    /// Whether many persons are asked about at once.
    pub of_many: bool,
}

/// What may be seen, and what the log keeps of how that was decided.
pub(super) struct Decision {
    pub outcome: Outcome,
    pub conclusion: Conclusion,
}

impl Case<'_> {
    /// The organisation as it is now: one that is suspended or ended opens nothing, whatever was opened before.
    pub async fn organisation(&self, work: &mut dyn ConsultationWork) -> Result<Organisation, ConsultError> {
        let organisation = work.organisation(&self.consultation.organisation).await?.ok_or(ConsultError::NotAllowed)?;
        match organisation.stopped {
            Some(stopped) => Err(ConsultError::Stopped(stopped.kind)),
            None => Ok(organisation),
        }
    }

    pub async fn decide(
        &self,
        work: &mut dyn ConsultationWork,
        organisation: &Organisation,
        to_read: ToRead<'_>,
    ) -> Result<Decision, ConsultError> {
        let state = work.person_state(self.consultation.question.person).await?;
        let request = self.request(work, organisation, &state).await?;
        let outcome = match decide_within(self.limit, self.catalogue, &request) {
            Ok(permit) => Outcome::Granted(Box::new(self.grant(work, &permit, organisation, to_read).await?)),
            Err(refusal) => Outcome::Refused { replaced_by: taking_its_place(&refusal, &state), refusal },
        };
        let conclusion = Conclusion::of(self.catalogue, &request, self.limit);
        Ok(Decision { outcome, conclusion })
    }

    /// What was asked, with the facts that the decision needs.
    pub(super) async fn request(
        &self,
        work: &mut dyn ConsultationWork,
        organisation: &Organisation,
        state: &PersonState,
    ) -> Result<Request, ConsultError> {
        let Consultation { user, question: asked, .. } = self.consultation;
        let today = self.with.clock.today();
        let mandates = work.mandates_of(user).await?;
        let integrations = work.integrations(&organisation.id, asked.person).await?;
        let sender = self.sender_integrated(work, today).await?;
        let valid: Vec<&Integrated> =
            integrations.iter().filter(|found| found.file.integration.period.contains(today)).collect();
        let quality_codes: Vec<u16> = valid.iter().map(|found| found.file.integration.quality_code).collect();
        let counts = |found: &&Integrated| {
            let code = found.file.integration.quality_code;
            self.catalogue.counts_as_file(asked.recipient.as_str(), code, asked.purpose.as_str())
        };
        let own_file_by_other = valid.iter().copied().filter(counts).any(|found| found.is_of_another_than(user));
        let own_file_by_oneself = valid.iter().copied().filter(counts).any(|found| found.is_of(user));
        Ok(Request {
            at: today,
            recipient: asked.recipient.clone(),
            organisation: Some(organisation.id.clone()),
            region: organisation.region.clone(),
            service: asked.service.clone(),
            module: asked.module.clone(),
            purpose: asked.purpose.clone(),
            person_role: asked.person_role.clone(),
            role: self.role,
            user: user_facts(&mandates, &organisation.id, (&asked.recipient, &asked.service), today),
            batch: self.of_many,
            exchange: Exchange::Consultation,
            belongs_to: Some(organisation.recipients_on(today)),
            niss: match state {
                PersonState::InUse => NissState::Valid,
                PersonState::Replaced(_) => NissState::Replaced,
                PersonState::Cancelled => NissState::Cancelled,
            },
            confirmed: asked.confirmed.clone(),
            integration: IntegrationFacts {
                recipient: !quality_codes.is_empty(),
                quality_codes,
                sender,
                legal_context: organisation.legal_context_of(asked.legal_context.as_deref()).map(str::to_owned),
                own_file_by_other,
                own_file_by_oneself,
            },
        })
    }

    /// Whether the sender of the service has integrated the person: the one that the text names, whoever else sends
    /// records (17/087 points 2 and 14).
    async fn sender_integrated(&self, work: &mut dyn ConsultationWork, today: Date) -> Result<bool, ConsultError> {
        let Question { service, person, .. } = &self.consultation.question;
        match self.catalogue.service(service.as_str()) {
            Some(service) => Ok(work.sender_integrated(service.sender.as_str(), *person, today).await?),
            None => Ok(false),
        }
    }

    async fn grant(
        &self,
        work: &mut dyn ConsultationWork,
        permit: &Permit<'_>,
        organisation: &Organisation,
        to_read: ToRead<'_>,
    ) -> Result<Grant, ConsultError> {
        let records = match to_read {
            ToRead::Nothing => Vec::new(),
            ToRead::Records => self.records(work, permit).await?,
            ToRead::VersionsOf(time) => self.versions(work, permit, time).await?,
        };
        Ok(Grant {
            source: permit.authorisation().source.clone(),
            granted: permit.granted_elements(),
            withheld: permit.withheld_elements(),
            scope: permit.scope(),
            records: self.reduced(permit, &records),
            retention: permit.retention_from(self.with.clock.today()),
            obligations: permit.obligations(),
            authorities: permit.authorities(organisation.region.as_ref()).cloned().collect(),
            acts_as: permit.acts_as().map(ActedAs::from),
        })
    }

    /// Of the records that were asked for, what may be seen.
    pub(super) async fn seen(
        &self,
        work: &mut dyn ConsultationWork,
        permit: &Permit<'_>,
    ) -> Result<Vec<Reduced<RecordView>>, ConsultError> {
        Ok(self.reduced(permit, &self.records(work, permit).await?))
    }

    fn reduced(&self, permit: &Permit<'_>, records: &[Record]) -> Vec<Reduced<RecordView>> {
        let person = self.consultation.question.person;
        records.iter().filter_map(|found| permit.reduce(person, found)).collect()
    }

    /// The records that were asked for, of the kinds in which the module's elements stand.
    pub(super) async fn records(
        &self,
        work: &mut dyn ConsultationWork,
        permit: &Permit<'_>,
    ) -> Result<Vec<Record>, ConsultError> {
        let Question { service, person, asked, .. } = &self.consultation.question;
        let kinds = permit.service().layout.kinds_with(permit.module_elements());
        let kinds: Vec<RecordKindId> = kinds.map(|kind| kind.id.clone()).collect();
        let which = match (&asked.message_number, asked.span) {
            (Some(number), _) => Wanted::Numbered(number),
            (None, Span::LastKnown) => Wanted::Last,
            (None, span) => span.period().map_or(Wanted::Every, Wanted::Within),
        };
        let wanted = WantedRecords { service, person: *person, kinds: &kinds, which };
        let mut records = work.records(&wanted).await?;
        if matches!(asked.span, Span::Day(_)) {
            holding_alone(permit.service(), &mut records);
        }
        Ok(records)
    }
}

/// Whose number is shown in the place of the one asked for: only where that is why it was refused.
pub(super) fn taking_its_place(refusal: &Refusal, state: &PersonState) -> Option<Niss> {
    match state {
        PersonState::Replaced(by) if refusal.reason == RefusalReason::NissReplaced => Some(*by),
        _ => None,
    }
}

/// Of records of which one holds at a time, the one of each sender that began last: they come in that order.
fn holding_alone(service: &Service, records: &mut Vec<Record>) {
    let alone = |record: &Record| service.layout.kind(record.kind.as_str()).is_some_and(|kind| kind.one_row);
    let mut seen: Vec<(RecordKindId, Option<RecipientId>)> = Vec::new();
    records.retain(|record| {
        let whose = (record.kind.clone(), record.sender.clone());
        let shown = !alone(record) || record.status != RecordStatus::Cancellation && !seen.contains(&whose);
        seen.extend(shown.then_some(whose));
        shown
    });
}
