//! What is needed of a store to know organisations, and whom they have integrated.

use async_trait::async_trait;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use jiff::Timestamp;
use jiff::civil::Date;

use super::file::{Load, LoadedRows, Reject};
use super::model::{FileOnPerson, Integrated, IntegrationChange, Organisation, PersonState, Registration};
use super::search::Search;
use super::upkeep_lines::{Upkeep, UpkeepDays, UpkeepLine, UpkeepPlace};
use crate::accounts::AccountWork;
use crate::jobs::JobWork;
use crate::journal::{JournalWork, PersonTokens};
use crate::sent_files::{SentFileStore, SentFileWork};
use crate::store_error::StoreError;

#[async_trait]
pub trait DirectoryStore: PersonTokens + SentFileStore {
    async fn begin_directory(&self) -> Result<Box<dyn DirectoryWork>, StoreError>;

    async fn begin_registering(&self) -> Result<Box<dyn RegisteringWork>, StoreError>;

    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError>;

    /// The files that an organisation loaded, newest first.
    async fn loads(&self, organisation: &OrganisationId, most: u32) -> Result<Vec<Load>, StoreError>;

    async fn load(&self, organisation: &OrganisationId, id: &str) -> Result<Option<Load>, StoreError>;

    /// Whatever organisation loads it: for whoever goes on with it.
    async fn load_of_job(&self, id: &str) -> Result<Option<Load>, StoreError>;

    /// The refused rows of a file, in its order.
    async fn rejects(&self, load: &str) -> Result<Vec<Reject>, StoreError>;

    /// Every one, by identifier.
    async fn organisations(&self) -> Result<Vec<Organisation>, StoreError>;
}

#[async_trait]
pub trait DirectoryWork: JournalWork {
    async fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError>;

    async fn add_organisation(&mut self, organisation: &Organisation) -> Result<(), StoreError>;

    async fn person_state(&mut self, person: Niss) -> Result<PersonState, StoreError>;

    async fn note_person_state(&mut self, person: Niss, state: &PersonState) -> Result<(), StoreError>;

    /// The integrations of a person by an organisation, over or not.
    async fn integrations(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
    ) -> Result<Vec<Integrated>, StoreError>;

    /// Whether any organisation of a recipient (the senders of a service) has the person integrated on a day.
    async fn sender_integrated(&mut self, sender: &str, person: Niss, day: Date) -> Result<bool, StoreError>;

    /// Integrates a person, and says the number of that; none where the organisation has the person integrated already
    /// under the same code from the same day.
    async fn integrate(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
        file: &FileOnPerson,
        registration: &Registration,
    ) -> Result<Option<i64>, StoreError>;

    /// Lets an integration of the organisation say something else, and keeps what it said; false where it is no more of
    /// that revision, or would be the same as another.
    async fn change_integration(
        &mut self,
        whose: (&OrganisationId, Niss),
        number_and_revision: (i64, u32),
        change: &IntegrationChange,
        after: &FileOnPerson,
    ) -> Result<bool, StoreError>;

    /// Notes that somebody of the organisation asked about the person on a day, so that who was never asked about is found
    /// without looking at all.
    async fn note_asked(&mut self, organisation: &OrganisationId, person: Niss, day: Date) -> Result<(), StoreError>;

    /// What the integrations of a person by an organisation said before, by their numbers, oldest first.
    async fn integration_changes(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
    ) -> Result<Vec<(i64, IntegrationChange)>, StoreError>;
}

/// With what a registrar needs: who that is now, and the entry in the journal, are of the same transaction.
#[async_trait]
pub trait RegisteringWork: DirectoryWork + AccountWork + JobWork + SentFileWork {
    async fn save_search(&mut self, search: &Search) -> Result<(), StoreError>;

    async fn search(&mut self, id: &str) -> Result<Option<Search>, StoreError>;

    /// Keeps how far a file is.
    async fn save_load(&mut self, load: &Load) -> Result<(), StoreError>;

    /// Integrates many at once. One that is there already under the same code from the same day is changed where the file
    /// says another end or number, and left where it says none; the reason in the history and its time are given.
    async fn load_integrations(
        &mut self,
        organisation: &OrganisationId,
        files: &[&(Niss, FileOnPerson)],
        registration: &Registration,
        reason: (Timestamp, &str),
    ) -> Result<LoadedRows, StoreError>;

    /// Keeps refused rows of a file, by how far the file was read.
    async fn add_rejects(&mut self, load: &str, place: u64, rejects: &[Reject]) -> Result<(), StoreError>;

    /// Integrations of an organisation that want to be looked at, in the order of their places, strictly after one.
    async fn upkeep(
        &mut self,
        organisation: &OrganisationId,
        list: (Upkeep, UpkeepDays),
        after: Option<UpkeepPlace>,
        most: u32,
    ) -> Result<Vec<UpkeepLine>, StoreError>;

    async fn person_of_integration(
        &mut self,
        organisation: &OrganisationId,
        number: i64,
    ) -> Result<Option<Niss>, StoreError>;
}
