//! What was asked: kept so that every view of the answer can be decided on again.

use delibero_domain::consultation::Intent;
use delibero_domain::identifier::{
    ConditionId, ModuleId, OrganisationId, PersonRoleId, PurposeId, RecipientId, ServiceId, UserName,
};
use delibero_domain::niss::Niss;
use delibero_domain::parameters::Parameters;
use delibero_domain::role::Role;
use jiff::{SignedDuration, Timestamp};

/// How long the answer to a consultation can be opened again.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

/// What a user asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Under which the user asks: one of the organisation's.
    pub recipient: RecipientId,
    pub person: Niss,
    pub service: ServiceId,
    pub module: ModuleId,
    pub purpose: PurposeId,
    /// The one that the person has in the file.
    pub person_role: Option<PersonRoleId>,
    /// Which time, which message.
    pub asked: Parameters,
    /// The conditions that the user says are fulfilled.
    pub confirmed: Vec<ConditionId>,
    /// The one of the organisation's that was chosen (23/058 point 79.11).
    pub legal_context: Option<String>,
}

/// A question that was asked, by whom and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consultation {
    /// Opaque, unpredictable; what stands in the address.
    pub id: String,
    pub at: Timestamp,
    pub user: UserName,
    /// The one in which the user asked.
    pub role: Role,
    pub organisation: OrganisationId,
    /// Of what the user confirmed, only what the authorisation lets confirm.
    pub question: Question,
}

impl Question {
    /// What settles what may be confirmed.
    #[must_use]
    pub const fn intent(&self) -> Intent<'_> {
        Intent { recipient: &self.recipient, service: &self.service, module: &self.module, purpose: &self.purpose }
    }
}

impl Consultation {
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) <= OPEN_FOR
    }
}

/// A limit as it is set. What is said of an organisation goes before what is said of a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRule {
    /// None: all.
    pub organisation: Option<OrganisationId>,
    /// None: all.
    pub purpose: Option<PurposeId>,
    /// The most consultations of one user in an hour.
    pub most: u32,
}
