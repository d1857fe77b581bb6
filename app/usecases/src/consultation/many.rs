//! Many persons who are asked about at once: each is decided and logged alone, within one unit of work.

use delibero_domain::access_log::EventKind;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::role::Role;
use jiff::Timestamp;

use super::answer::Outcome;
use super::case::{Case, Consulting, ToRead};
use super::entry::entry;
use super::error::ConsultError;
use super::model::Consultation;
use super::port::ConsultationWork;
use crate::directory::Organisation;

/// What is the same for everybody of one unit of work.
pub(crate) struct Many<'m> {
    pub with: Consulting<'m>,
    pub catalogue: &'m Catalogue,
    /// As it is now; one that is stopped belongs to no recipient.
    pub organisation: &'m Organisation,
    /// None: the user has lost the one in which it was asked.
    pub role: Option<Role>,
    pub now: Timestamp,
}

impl Many<'_> {
    /// Decides on one person, reads, reduces and logs. What it gives may leave once the unit of work is committed.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn ask(
        &self,
        work: &mut dyn ConsultationWork,
        consultation: &Consultation,
    ) -> Result<Outcome, ConsultError> {
        let (with, catalogue, now, role) = (self.with, self.catalogue, self.now, self.role);
        let case = Case { with, catalogue, consultation, now, limit: None, role, of_many: true };
        let decision = case.decide(work, self.organisation, ToRead::Records).await?;
        work.append_log(&entry(&case, EventKind::Batch, &decision), with.randomness.salt()).await?;
        Ok(decision.outcome)
    }
}
