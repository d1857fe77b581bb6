//! What is needed of a store to keep batches.

use async_trait::async_trait;
use delibero_domain::identifier::{OrganisationId, ServiceId, UserName};
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use jiff::Timestamp;
use jiff::civil::Date;

use super::list::FaultyLine;
use super::model::{Batch, BatchPage};
use super::result::ResultPart;
use crate::consultation::ConsultationWork;
use crate::jobs::JobWork;
use crate::journal::PersonTokens;
use crate::store_error::StoreError;

#[async_trait]
pub trait BatchStore: PersonTokens {
    async fn begin_batch(&self) -> Result<Box<dyn BatchWork>, StoreError>;

    async fn batch(&self, id: &str) -> Result<Option<Batch>, StoreError>;

    /// The batches of a user, newest first.
    async fn batch_page(
        &self,
        (user, organisation): (&UserName, &OrganisationId),
        skip: u32,
        most: u32,
    ) -> Result<BatchPage, StoreError>;

    /// One part of the result; none: it is not there yet, or no more.
    async fn result_part(&self, batch: &str, place: u32) -> Result<Option<ResultPart>, StoreError>;

    /// The refused lines of a list, in its order.
    async fn batch_faults(&self, batch: &str) -> Result<Vec<FaultyLine>, StoreError>;
}

/// About whom decisions follow within a unit of work, and what they need to know.
#[derive(Clone, Copy, Debug)]
pub struct LookAhead<'l> {
    pub user: &'l UserName,
    pub organisation: &'l OrganisationId,
    /// Whose organisations send the service; none: nobody does.
    pub sender: Option<&'l str>,
    pub day: Date,
    /// Whose records are asked for.
    pub service: &'l ServiceId,
    /// Of which time; none: of any.
    pub within: Option<Period>,
    pub persons: &'l [Niss],
}

/// With everything that decisions need: position, entries and results are kept together or not at all.
#[async_trait]
pub trait BatchWork: ConsultationWork + JobWork {
    /// Until the unit of work ends, no other one changes it.
    async fn held_batch(&mut self, id: &str) -> Result<Option<Batch>, StoreError>;

    async fn save_batch(&mut self, batch: &Batch) -> Result<(), StoreError>;

    async fn add_list_part(&mut self, batch: &str, place: u32, persons: &[(u64, Niss)]) -> Result<(), StoreError>;

    /// Line and person; empty: there is no such part.
    async fn list_part(&mut self, batch: &str, place: u32) -> Result<Vec<(u64, Niss)>, StoreError>;

    /// Keeps refused lines, by the line of the first of them.
    async fn add_batch_faults(&mut self, batch: &str, faults: &[FaultyLine]) -> Result<(), StoreError>;

    async fn add_result_part(&mut self, batch: &str, place: u32, part: &ResultPart) -> Result<(), StoreError>;

    /// Whom an organisation has integrated on a day, by the numbers of the integrations, strictly after one; somebody
    /// with several comes several times.
    async fn integrated_persons(
        &mut self,
        organisation: &OrganisationId,
        day: Date,
        after: i64,
        most: u32,
    ) -> Result<Vec<(i64, Niss)>, StoreError>;

    /// Reads at once what decisions on these persons ask for one after the other, and lets their entries be written at
    /// once before the commit: nothing is decided or logged otherwise.
    async fn look_ahead(&mut self, of: LookAhead<'_>) -> Result<(), StoreError>;

    /// Deletes list, refused lines and result of batches that went on before an instant for the last time.
    async fn forget_batches(&mut self, before: Timestamp) -> Result<(), StoreError>;

    /// Deletes a batch whose list never came in.
    async fn delete_batch(&mut self, id: &str) -> Result<(), StoreError>;
}
