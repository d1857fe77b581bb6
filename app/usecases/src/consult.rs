//! The consultation: decide, log, and only then let data leave.
//!
//! [`open`] decides on what was typed and logs the decision; [`disclose`] decides again, reads, reduces and logs what
//! leaves. Both are one unit of work: if the log entry cannot be committed, nothing leaves.

use delibero_domain::access_log::{Conclusion, Disclosed, Entry, EventKind};
use delibero_domain::authorisation::{Authority, Source, Withheld};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{
    AttestationView, Exchange, HourlyLimit, IntegrationFacts, Intent, NissState, Obligation, Permit, Reduced, Refusal,
    RefusalReason, Request, RetentionDuty, Scope, confirmable, decide_within,
};
use delibero_domain::identifier::{
    ConditionId, ElementId, ModuleId, OrganisationId, PersonRoleId, PurposeId, RecipientId, ServiceId, UserName,
};
use delibero_domain::niss::Niss;
use delibero_domain::period::QuarterRange;
use delibero_domain::role::Role;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use thiserror::Error;

use crate::accounts::Account;
use crate::directory::{Organisation, PersonState};
use crate::limits;
use crate::opaque_id::{ID_LENGTH, opaque_id};
use crate::ports::{Clock, Randomness, Store, StoreError, UnitOfWork};
use crate::sending::{FormToken, Sending};

/// How long the answer to a consultation can be opened again.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);
/// The status of the network when data were found.
pub const DATA_FOUND: &str = "MSG00000";
/// The status of the network when there is nothing at the supplier.
pub const NO_DATA_FOUND: &str = "MSG00100";

/// What was asked: kept so that every view of the answer can be decided on again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Opaque, unpredictable; what stands in the address.
    pub id: String,
    /// When it was asked.
    pub at: Timestamp,
    /// Who asked.
    pub user: UserName,
    /// In which role.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Under which recipient.
    pub recipient: RecipientId,
    /// About whom.
    pub person: Niss,
    /// Of which service.
    pub service: ServiceId,
    /// With which module.
    pub module: ModuleId,
    /// Why.
    pub purpose: PurposeId,
    /// The role of the person in the file.
    pub person_role: Option<PersonRoleId>,
    /// Which quarters.
    pub quarters: QuarterRange,
    /// What the user confirmed, of what the authorisation lets confirm.
    pub confirmed: Vec<ConditionId>,
}

impl Consultation {
    /// What settles what may be confirmed.
    #[must_use]
    pub const fn intent(&self) -> Intent<'_> {
        Intent { recipient: &self.recipient, service: &self.service, module: &self.module, purpose: &self.purpose }
    }

    /// Whether its answer can be opened at a time.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) <= OPEN_FOR
    }
}

/// What a user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Under which recipient; it must be one of the organisation's.
    pub recipient: RecipientId,
    /// About whom.
    pub person: Niss,
    /// Of which service.
    pub service: ServiceId,
    /// With which module.
    pub module: ModuleId,
    /// Why.
    pub purpose: PurposeId,
    /// The role of the person in the file.
    pub person_role: Option<PersonRoleId>,
    /// Which quarters.
    pub quarters: QuarterRange,
    /// What the user confirms.
    pub confirmed: Vec<ConditionId>,
}

/// The answer to one view of a consultation.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked.
    pub consultation: Consultation,
    /// When this view was decided.
    pub at: Timestamp,
    /// The same day in Belgium.
    pub today: Date,
    /// The organisation that asked.
    pub organisation: Organisation,
    /// What may be seen, or why nothing may.
    pub outcome: Outcome,
}

/// What may be seen, or why nothing may.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Granted.
    Granted(Box<Grant>),
    /// Refused.
    Refused {
        /// The refusal.
        refusal: Refusal,
        /// The NISS that took the place of the one asked for, where it was replaced.
        replaced_by: Option<Niss>,
    },
}

/// Everything that may leave.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The authorisation applied.
    pub source: Source,
    /// The elements granted to this recipient, module and purpose.
    pub granted: Vec<ElementId>,
    /// The elements withheld whatever the record: place in the service, reason and point.
    pub withheld: Vec<(usize, Withheld)>,
    /// What may be seen, whatever the records are.
    pub scope: Scope,
    /// The attestations of which something may be seen, reduced, newest quarter first.
    pub attestations: Vec<Reduced<AttestationView>>,
    /// How long they may be kept.
    pub retention: Vec<RetentionDuty>,
    /// What else must be respected.
    pub obligations: Vec<Obligation>,
    /// Who acts for the purpose in the organisation's region; in each, where it is not known.
    pub authorities: Vec<Authority>,
}

impl Outcome {
    /// The number that took the place of the one asked for, where it is shown.
    const fn replaced_by(&self) -> Option<Niss> {
        match self {
            Self::Granted(_) => None,
            Self::Refused { replaced_by, .. } => *replaced_by,
        }
    }

    /// The network's status code.
    #[must_use]
    pub fn status(&self) -> &'static str {
        match self {
            Self::Granted(grant) if grant.attestations.is_empty() => NO_DATA_FOUND,
            Self::Granted(_) => DATA_FOUND,
            Self::Refused { refusal, .. } => refusal.reason.network_status(),
        }
    }
}

/// Why there is no answer at all.
#[derive(Debug, Error)]
pub enum ConsultError {
    /// The account is gone, disabled, or has no role that consults.
    #[error("this account does not consult")]
    NotAllowed,
    /// There is no such consultation of this user.
    #[error("no such consultation")]
    Unknown,
    /// The answer cannot be opened any more.
    #[error("the answer was open for {} hours", OPEN_FOR.as_hours())]
    Closed,
    /// The user opened as many consultations in the last hour as may be.
    #[error("as many consultations were opened in an hour as may be")]
    LimitReached {
        /// The most in an hour.
        most: u32,
        /// From when on another may be opened; none while the limit is zero.
        until: Option<Timestamp>,
    },
    /// The store failed: nothing left.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The roles that consult.
pub const CONSULTING_ROLES: &[Role] = &[Role::CaseWorker, Role::PaymentsOfficer];

/// What a consultation works with.
#[derive(Clone, Copy)]
pub struct Consulting<'a> {
    /// Where everything is kept.
    pub store: &'a dyn Store,
    /// The catalogue in force.
    pub catalogue: &'a Catalogue,
    /// The time.
    pub clock: &'a dyn Clock,
    /// Randomness.
    pub randomness: &'a dyn Randomness,
}

/// Decides on a question and logs the decision; no data leave yet. The same form sent again with the same question
/// leads to the consultation that it opened first.
///
/// # Errors
/// When the user does not consult, has reached the limit, or the store fails.
pub async fn open(
    with: Consulting<'_>,
    user: &UserName,
    question: Question,
    form: Option<&FormToken>,
) -> Result<Consultation, ConsultError> {
    let mut work = with.store.begin().await?;
    let account = actor(work.as_mut(), user).await?;
    work.wait_for_turn(&account.user).await?;
    let now = with.clock.now();
    let mut sending = form.map(|form| Sending::new(form, &account, &question));
    while let Some(sent) = &sending {
        match work.consultation_sent(sent).await? {
            Some(found) if found.is_open(now) => return Ok(found),
            Some(closed) => sending = Some(sent.after(&closed)),
            None => break,
        }
    }
    let role = role_for(with.catalogue, &account, &question, with.clock.today());
    let mut consultation = Consultation {
        id: opaque_id(with.randomness),
        at: now,
        user: account.user.clone(),
        role,
        organisation: account.organisation.clone(),
        recipient: question.recipient,
        person: question.person,
        service: question.service,
        module: question.module,
        purpose: question.purpose,
        person_role: question.person_role,
        quarters: question.quarters,
        confirmed: Vec::new(),
    };
    let confirmable = confirmable(with.catalogue, consultation.intent(), with.clock.today());
    let confirmed = confirmable.into_iter().map(|(condition, _)| condition);
    consultation.confirmed = confirmed.filter(|condition| question.confirmed.contains(condition)).cloned().collect();
    let standing = limits::standing(work.as_mut(), &consultation).await?;
    let case = Case { with, consultation: &consultation, now, limit: Some(standing.limit) };
    let organisation = case.organisation(work.as_mut()).await?;
    let decision = case.decide(work.as_mut(), &organisation, Reading::Nothing).await?;
    if !standing.limit.reached() {
        work.save_consultation(&consultation, sending.as_ref()).await?;
    }
    case.log_and_commit(work, EventKind::Decision, &decision).await?;
    if standing.limit.reached() {
        return Err(ConsultError::LimitReached { most: standing.limit.most, until: standing.until });
    }
    Ok(consultation)
}

/// Decides again, reads, reduces, logs what leaves, and only then returns it.
///
/// # Errors
/// When it is not this user's consultation, or the store fails.
pub async fn disclose(
    with: Consulting<'_>,
    user: &UserName,
    id: &str,
    kind: EventKind,
) -> Result<Answer, ConsultError> {
    let mut work = with.store.begin().await?;
    let account = actor(work.as_mut(), user).await?;
    if id.len() != ID_LENGTH || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(ConsultError::Unknown);
    }
    let consultation = work.consultation(id).await?.ok_or(ConsultError::Unknown)?;
    let own = consultation.user == account.user && consultation.organisation == account.organisation;
    if !own || !account.has(consultation.role) {
        return Err(ConsultError::Unknown);
    }
    let case = Case { with, consultation: &consultation, now: with.clock.now(), limit: None };
    if !consultation.is_open(case.now) {
        return Err(ConsultError::Closed);
    }
    let organisation = case.organisation(work.as_mut()).await?;
    let decision = case.decide(work.as_mut(), &organisation, Reading::Attestations).await?;
    case.log_and_commit(work, kind, &decision).await?;
    let (at, today) = (case.now, with.clock.today());
    Ok(Answer { consultation, at, today, organisation, outcome: decision.outcome })
}

async fn actor(work: &mut dyn UnitOfWork, user: &UserName) -> Result<Account, ConsultError> {
    let account = work.account(user).await?.filter(|account| account.enabled);
    account.filter(|account| account.has_any(CONSULTING_ROLES)).ok_or(ConsultError::NotAllowed)
}

/// A user with several consulting roles acts in the one that the purpose asks for (20/130 point 5).
fn role_for(catalogue: &Catalogue, account: &Account, question: &Question, today: Date) -> Role {
    let own: Vec<Role> = CONSULTING_ROLES.iter().copied().filter(|role| account.has(*role)).collect();
    let authorisations = catalogue.authorisations_of(question.recipient.as_str(), question.service.as_str());
    let fitting = authorisations
        .filter(|found| found.validity.holds_on(today))
        .flat_map(|found| found.purposes.iter().map(move |purpose| (found, purpose)))
        .filter(|(_, purpose)| purpose.id == question.purpose)
        .find_map(|(found, purpose)| {
            let allowed = if purpose.roles.is_empty() { &found.roles } else { &purpose.roles };
            own.iter().copied().find(|role| allowed.contains(role))
        });
    fitting.or(own.first().copied()).unwrap_or(Role::CaseWorker)
}

enum Reading {
    Nothing,
    Attestations,
}

struct Case<'a> {
    with: Consulting<'a>,
    consultation: &'a Consultation,
    now: Timestamp,
    limit: Option<HourlyLimit>,
}

/// What may be seen, and what the log keeps of how that was decided.
struct Decision {
    outcome: Outcome,
    conclusion: Conclusion,
}

impl Case<'_> {
    async fn organisation(&self, work: &mut dyn UnitOfWork) -> Result<Organisation, ConsultError> {
        work.organisation(&self.consultation.organisation).await?.ok_or(ConsultError::NotAllowed)
    }

    async fn decide(
        &self,
        work: &mut dyn UnitOfWork,
        organisation: &Organisation,
        reading: Reading,
    ) -> Result<Decision, ConsultError> {
        let state = work.person_state(self.consultation.person).await?;
        let request = self.request(work, organisation, &state).await?;
        let outcome = match decide_within(self.limit, self.with.catalogue, &request) {
            Ok(permit) => Outcome::Granted(Box::new(self.grant(work, &permit, organisation, reading).await?)),
            Err(refusal) => {
                let replaced = refusal.reason == RefusalReason::NissReplaced;
                let replaced_by = match state {
                    PersonState::Replaced(by) if replaced => Some(by),
                    _ => None,
                };
                Outcome::Refused { refusal, replaced_by }
            }
        };
        let conclusion = Conclusion::of(self.with.catalogue, &request, organisation.region.as_ref(), self.limit);
        Ok(Decision { outcome, conclusion })
    }

    /// What was asked, with the facts that the decision needs.
    async fn request(
        &self,
        work: &mut dyn UnitOfWork,
        organisation: &Organisation,
        state: &PersonState,
    ) -> Result<Request, ConsultError> {
        let asked = self.consultation;
        let today = self.with.clock.today();
        let integrations = work.integrations(&organisation.id, asked.person).await?;
        let sender = match self.with.catalogue.service(asked.service.as_str()) {
            Some(service) => work.sender_integrated(service.sender.as_str(), asked.person, today).await?,
            None => false,
        };
        let valid = integrations.iter().filter(|found| found.period.contains(today));
        let quality_codes: Vec<u16> = valid.map(|found| found.quality_code).collect();
        Ok(Request {
            at: today,
            recipient: asked.recipient.clone(),
            service: asked.service.clone(),
            module: asked.module.clone(),
            purpose: asked.purpose.clone(),
            person_role: asked.person_role.clone(),
            role: Some(asked.role),
            batch: false,
            exchange: Exchange::Consultation,
            belongs_to: Some(organisation.recipients.clone()),
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
                legal_context: organisation.legal_context.clone(),
                // The reference directory does not say yet who registered a file: where it matters, refuse.
                own_file_by_other: false,
            },
        })
    }

    async fn grant(
        &self,
        work: &mut dyn UnitOfWork,
        permit: &Permit<'_>,
        organisation: &Organisation,
        reading: Reading,
    ) -> Result<Grant, ConsultError> {
        let asked = self.consultation;
        let attestations = match reading {
            Reading::Nothing => Vec::new(),
            Reading::Attestations => work.attestations(&asked.service, asked.person, asked.quarters).await?,
        };
        Ok(Grant {
            source: permit.authorisation().source.clone(),
            granted: permit.granted_elements(),
            withheld: permit.withheld_elements(),
            scope: permit.scope(),
            attestations: attestations.iter().filter_map(|found| permit.reduce(asked.person, found)).collect(),
            retention: permit.retention_from(self.with.clock.today()),
            obligations: permit.obligations(),
            authorities: permit.authorities(organisation.region.as_ref()).cloned().collect(),
        })
    }

    async fn log_and_commit(
        &self,
        mut work: Box<dyn UnitOfWork>,
        kind: EventKind,
        decision: &Decision,
    ) -> Result<(), ConsultError> {
        let entry = self.entry(kind, decision);
        work.append_log(&entry, self.with.randomness.salt()).await?;
        Ok(work.commit().await?)
    }

    fn entry(&self, kind: EventKind, decision: &Decision) -> Entry {
        let (asked, outcome) = (self.consultation, &decision.outcome);
        let Conclusion { outcome: word, source, granted, decided } = decision.conclusion.clone();
        let disclosed = match outcome {
            Outcome::Granted(grant) => disclosed(&grant.attestations),
            Outcome::Refused { .. } => Vec::new(),
        };
        Entry {
            form: Entry::FORM,
            at: self.now,
            kind,
            consultation: asked.id.clone(),
            user: asked.user.clone(),
            role: asked.role,
            organisation: asked.organisation.clone(),
            recipient: asked.recipient.clone(),
            person: Some(self.with.store.person_token(asked.person)),
            successor: outcome.replaced_by().map(|by| self.with.store.person_token(by)),
            service: asked.service.clone(),
            module: asked.module.clone(),
            purpose: asked.purpose.clone(),
            person_role: asked.person_role.clone(),
            quarters: asked.quarters,
            outcome: word,
            source,
            // A decision reads nothing, so it cannot say whether data will be found.
            status: if kind == EventKind::Decision && matches!(outcome, Outcome::Granted(_)) {
                DATA_FOUND.to_owned()
            } else {
                outcome.status().to_owned()
            },
            granted,
            disclosed,
            decided: Some(Box::new(decided)),
        }
    }
}

fn disclosed(attestations: &[Reduced<AttestationView>]) -> Vec<Disclosed> {
    attestations.iter().map(|found| Disclosed { attestation: found.id.clone(), version: found.version }).collect()
}
