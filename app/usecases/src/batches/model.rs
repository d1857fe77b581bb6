//! What is known of a batch.

use delibero_domain::consultation::Refusal;
use delibero_domain::identifier::{
    ConditionId, ElementId, ModuleId, OrganisationId, PersonRoleId, PurposeId, RecipientId, ServiceId, UserName,
};
use delibero_domain::niss::Niss;
use delibero_domain::parameters::Parameters;
use delibero_domain::role::Role;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::consultation::{Consultation, Question};

/// How long list and result are kept after the batch last went on.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24 * 7);
/// How many persons share one unit of work: one durable commit, and one part of the list and of the result.
pub const PART_LENGTH: usize = 400;
/// The most persons of a batch.
pub const MOST_PERSONS: u64 = 2_000_000;
/// The most refused lines that are kept: a list with more is wrong as a whole. All are counted.
pub const MOST_FAULTS_KEPT: u64 = 20_000;

/// What is asked about everybody on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchQuestion {
    pub recipient: RecipientId,
    pub service: ServiceId,
    pub module: ModuleId,
    pub purpose: PurposeId,
    /// The one that everybody on the list has in the files.
    pub person_role: Option<PersonRoleId>,
    pub asked: Parameters,
    /// The limits on use that the user says are respected, by their identifiers.
    pub confirmed: Vec<ConditionId>,
    pub legal_context: Option<String>,
}

/// Where the persons come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListOrigin {
    /// A file, by its name without a NISS.
    File(String),
    /// Everybody whom the organisation has integrated.
    Integrations,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Its list comes in.
    Listing,
    Running,
    /// By whoever it belongs to, or because the organisation is suspended or ended, or too few witnesses see the
    /// log.
    Stopped,
    Ended,
}

impl BatchState {
    pub const ALL: [Self; 4] = [Self::Listing, Self::Running, Self::Stopped, Self::Ended];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Ended => "ended",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// How many persons were decided on, by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchCounts {
    /// With something that may be seen.
    pub answered: u64,
    /// Granted, and there is nothing to be seen.
    pub empty: u64,
    pub refused: u64,
}

impl BatchCounts {
    #[must_use]
    pub const fn done(&self) -> u64 {
        self.answered + self.empty + self.refused
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Opaque, unpredictable; what stands in the address, and what the log names.
    pub id: String,
    pub user: UserName,
    /// The one in which the user asked.
    pub role: Role,
    pub organisation: OrganisationId,
    pub question: BatchQuestion,
    pub origin: ListOrigin,
    pub state: BatchState,
    pub begun: Timestamp,
    /// When it last went on.
    pub seen: Timestamp,
    pub ended: Option<Timestamp>,
    /// The persons on its list, each once.
    pub persons: u64,
    /// The lines that were refused.
    pub faulty: u64,
    /// The parts of the list that were done.
    pub position: u32,
    pub counts: BatchCounts,
    /// Why persons were refused, and how many for it, in the order in which it first happened. Of a batch that was gone
    /// through before this was kept, not all.
    pub refusals: Vec<(Refusal, u64)>,
    /// Of which the result says something to anybody.
    pub elements: Vec<ElementId>,
    /// How long it was worked on, in milliseconds.
    pub worked_ms: u64,
}

impl Batch {
    /// Whether list and result are still there.
    #[must_use]
    pub fn is_kept(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen) < KEPT_FOR
    }

    /// Persons a minute; none: not known yet.
    #[must_use]
    pub fn rate(&self) -> Option<u64> {
        (self.worked_ms > 0)
            .then(|| self.counts.done().saturating_mul(60_000) / self.worked_ms)
            .filter(|rate| *rate > 0)
    }

    pub(super) fn count_refused(&mut self, refusal: &Refusal) {
        self.counts.refused += 1;
        match self.refusals.iter_mut().find(|(known, _)| known == refusal) {
            Some((_, count)) => *count += 1,
            None => self.refusals.push((refusal.clone(), 1)),
        }
    }

    /// The question about one person, as decisions read it.
    pub(super) fn about(&self, person: Niss, now: Timestamp) -> Consultation {
        let asked = self.question.clone();
        Consultation {
            id: self.id.clone(),
            at: now,
            user: self.user.clone(),
            role: self.role,
            organisation: self.organisation.clone(),
            question: Question {
                recipient: asked.recipient,
                person,
                service: asked.service,
                module: asked.module,
                purpose: asked.purpose,
                person_role: asked.person_role,
                asked: asked.asked,
                confirmed: asked.confirmed,
                legal_context: asked.legal_context,
            },
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct BatchPage {
    pub total: u32,
    /// Newest first.
    pub batches: Vec<Batch>,
}
