//! The directory: organisations, and persons with whoever has them integrated.

pub(crate) mod organisations;
mod persons;

use async_trait::async_trait;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_domain::reference_directory::Integration;
use delibero_usecases::directory::{DirectoryStore, DirectoryWork, Organisation, PersonState};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;

use crate::database::Database;
use crate::unit_of_work::Work;

#[async_trait]
impl DirectoryStore for Database {
    async fn begin_directory(&self) -> Result<Box<dyn DirectoryWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError> {
        organisations::find(&mut *self.reader().await?, id, "").await
    }

    async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        organisations::all(&mut *self.reader().await?).await
    }
}

#[async_trait]
impl DirectoryWork for Work {
    async fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError> {
        organisations::find(&mut self.transaction, id, self.engine.held_as_read()).await
    }

    async fn add_organisation(&mut self, organisation: &Organisation) -> Result<(), StoreError> {
        organisations::add(&mut self.transaction, organisation).await
    }

    async fn person_state(&mut self, person: Niss) -> Result<PersonState, StoreError> {
        persons::state(&mut self.transaction, &self.key, person).await
    }

    async fn note_person_state(&mut self, person: Niss, state: &PersonState) -> Result<(), StoreError> {
        persons::note_state(&mut self.transaction, &self.key, person, state).await
    }

    async fn integrations(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
    ) -> Result<Vec<Integration>, StoreError> {
        persons::integrations(&mut self.transaction, &self.key, organisation, person).await
    }

    async fn sender_integrated(&mut self, sender: &str, person: Niss, day: Date) -> Result<bool, StoreError> {
        persons::integrated_by(&mut self.transaction, &self.key, sender, person, day).await
    }

    async fn integrate(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
        integration: &Integration,
    ) -> Result<(), StoreError> {
        persons::integrate(&mut self.transaction, &self.key, organisation, person, integration).await
    }
}
