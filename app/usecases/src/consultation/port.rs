//! What is needed of a store to consult.

use async_trait::async_trait;
use delibero_domain::identifier::{OrganisationId, PurposeId, UserName};
use jiff::Timestamp;

use super::model::{Consultation, LimitRule};
use super::sending::Sending;
use crate::accounts::AccountWork;
use crate::catalogue::CatalogueReadings;
use crate::journal::{JournalWork, PersonTokens};
use crate::records::RecordWork;
use crate::store_error::StoreError;

#[async_trait]
pub trait ConsultationStore: PersonTokens {
    async fn begin_consultation(&self) -> Result<Box<dyn ConsultationWork>, StoreError>;

    /// Every limit on consultations.
    async fn limits(&self) -> Result<Vec<LimitRule>, StoreError>;
}

/// With everything that a decision needs and what keeps it: all of it is one transaction.
#[async_trait]
pub trait ConsultationWork: AccountWork + RecordWork + CatalogueReadings + JournalWork {
    /// Makes units of work that open consultations of one user wait for each other.
    async fn wait_for_turn(&mut self, user: &UserName) -> Result<(), StoreError>;

    async fn consultation(&mut self, id: &str) -> Result<Option<Consultation>, StoreError>;

    /// The consultation that a sending of the form opened.
    async fn consultation_sent(&mut self, sending: &Sending) -> Result<Option<Consultation>, StoreError>;

    /// Keeps a consultation, and the sending that opened it.
    async fn save_consultation(
        &mut self,
        consultation: &Consultation,
        sending: Option<&Sending>,
    ) -> Result<(), StoreError>;

    /// The most consultations of one user in an hour, for an organisation and a purpose.
    async fn hourly_limit(&mut self, organisation: &OrganisationId, purpose: &PurposeId) -> Result<u32, StoreError>;

    /// When the user of a consultation opened others for the same organisation and purpose: the `most` newest,
    /// strictly after an instant, newest first.
    async fn opened_since(
        &mut self,
        asked: &Consultation,
        since: Timestamp,
        most: u32,
    ) -> Result<Vec<Timestamp>, StoreError>;

    /// Sets a limit, in place of what was set for the same organisation and purpose.
    async fn set_limit(&mut self, rule: &LimitRule) -> Result<(), StoreError>;
}
