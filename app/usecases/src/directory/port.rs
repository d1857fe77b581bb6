//! What is needed of a store to know organisations, and whom they have integrated.

use async_trait::async_trait;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_domain::reference_directory::Integration;
use jiff::civil::Date;

use super::model::{Organisation, PersonState};
use crate::journal::JournalWork;
use crate::store_error::StoreError;

#[async_trait]
pub trait DirectoryStore: Send + Sync {
    async fn begin_directory(&self) -> Result<Box<dyn DirectoryWork>, StoreError>;

    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError>;

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
    ) -> Result<Vec<Integration>, StoreError>;

    /// Whether any organisation of a recipient (the senders of a service) has the person integrated on a day.
    async fn sender_integrated(&mut self, sender: &str, person: Niss, day: Date) -> Result<bool, StoreError>;

    /// Integrates a person; again from the same day under the same code, it says when that ends.
    async fn integrate(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
        integration: &Integration,
    ) -> Result<(), StoreError>;
}
