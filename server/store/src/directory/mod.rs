//! The directory: organisations, and persons with whoever has them integrated.

pub(crate) mod counted;
mod integrations;
mod loads;
pub(crate) mod many;
pub(crate) mod organisations;
mod persons;
mod searches;
mod upkeep;

use async_trait::async_trait;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_usecases::directory::{
    DirectoryStore, DirectoryWork, FileOnPerson, Integrated, IntegrationChange, Load, LoadedRows, Organisation,
    PersonState, RegisteringWork, Registration, Reject, Search, Upkeep, UpkeepDays, UpkeepLine, UpkeepPlace,
};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;

use self::integrations::Whose;
use self::loads::Loader;
use crate::database::Database;
use crate::unit_of_work::Work;

#[async_trait]
impl DirectoryStore for Database {
    async fn begin_directory(&self) -> Result<Box<dyn DirectoryWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn begin_registering(&self) -> Result<Box<dyn RegisteringWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError> {
        organisations::find(&mut *self.reader().await?, id, "").await
    }

    async fn loads(&self, organisation: &OrganisationId, most: u32) -> Result<Vec<Load>, StoreError> {
        loads::of(&mut *self.reader().await?, organisation, most).await
    }

    async fn load(&self, organisation: &OrganisationId, id: &str) -> Result<Option<Load>, StoreError> {
        let found = loads::find(&mut *self.reader().await?, id).await?;
        Ok(found.filter(|load| load.organisation == *organisation))
    }

    async fn load_of_job(&self, id: &str) -> Result<Option<Load>, StoreError> {
        loads::find(&mut *self.reader().await?, id).await
    }

    async fn rejects(&self, load: &str) -> Result<Vec<Reject>, StoreError> {
        loads::rejects(&mut *self.reader().await?, &self.key, load).await
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
        if let Some(known) = self.ahead.as_ref().and_then(|ahead| ahead.state(person)) {
            return Ok(known);
        }
        persons::state(&mut self.transaction, &self.key, person).await
    }

    async fn note_person_state(&mut self, person: Niss, state: &PersonState) -> Result<(), StoreError> {
        persons::note_state(&mut self.transaction, &self.key, person, state).await
    }

    async fn integrations(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
    ) -> Result<Vec<Integrated>, StoreError> {
        if let Some(known) = self.ahead.as_ref().and_then(|ahead| ahead.integrations(organisation, person)) {
            return Ok(known);
        }
        let whose = Whose { key: &self.key, organisation, person };
        integrations::all(&mut self.transaction, whose).await
    }

    async fn sender_integrated(&mut self, sender: &str, person: Niss, day: Date) -> Result<bool, StoreError> {
        if let Some(known) = self.ahead.as_ref().and_then(|ahead| ahead.sender_integrated(sender, person, day)) {
            return Ok(known);
        }
        integrations::by_any_of(&mut self.transaction, &self.key, sender, person, day).await
    }

    async fn integrate(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
        file: &FileOnPerson,
        registration: &Registration,
    ) -> Result<Option<i64>, StoreError> {
        let whose = Whose { key: &self.key, organisation, person };
        integrations::add(&mut self.transaction, self.engine, whose, (file, registration)).await
    }

    async fn change_integration(
        &mut self,
        (organisation, person): (&OrganisationId, Niss),
        of: (i64, u32),
        change: &IntegrationChange,
        after: &FileOnPerson,
    ) -> Result<bool, StoreError> {
        let whose = Whose { key: &self.key, organisation, person };
        integrations::change(&mut self.transaction, self.engine, whose, of, (change, after)).await
    }

    async fn note_asked(&mut self, organisation: &OrganisationId, person: Niss, day: Date) -> Result<(), StoreError> {
        let whose = Whose { key: &self.key, organisation, person };
        integrations::note_asked(&mut self.transaction, whose, day).await
    }

    async fn integration_changes(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
    ) -> Result<Vec<(i64, IntegrationChange)>, StoreError> {
        let whose = Whose { key: &self.key, organisation, person };
        integrations::changes(&mut self.transaction, whose).await
    }
}

#[async_trait]
impl RegisteringWork for Work {
    async fn save_search(&mut self, search: &Search) -> Result<(), StoreError> {
        searches::save(&mut self.transaction, &self.key, search).await
    }

    async fn search(&mut self, id: &str) -> Result<Option<Search>, StoreError> {
        searches::find(&mut self.transaction, &self.key, id).await
    }

    async fn save_load(&mut self, load: &Load) -> Result<(), StoreError> {
        loads::save(&mut self.transaction, load).await
    }

    async fn load_integrations(
        &mut self,
        organisation: &OrganisationId,
        files: &[&(Niss, FileOnPerson)],
        registration: &Registration,
        (at, why): (Timestamp, &str),
    ) -> Result<LoadedRows, StoreError> {
        let loader = Loader { engine: self.engine, key: &self.key, organisation, registration, at, why };
        loader.load(&mut self.transaction, files).await
    }

    async fn add_rejects(&mut self, load: &str, place: u64, rejects: &[Reject]) -> Result<(), StoreError> {
        loads::add_rejects(&mut self.transaction, &self.key, (load, place), rejects).await
    }

    async fn upkeep(
        &mut self,
        organisation: &OrganisationId,
        list: (Upkeep, UpkeepDays),
        after: Option<UpkeepPlace>,
        most: u32,
    ) -> Result<Vec<UpkeepLine>, StoreError> {
        let with = (self.engine, &*self.key);
        upkeep::find(&mut self.transaction, with, organisation, list, (after, most)).await
    }

    async fn person_of_integration(
        &mut self,
        organisation: &OrganisationId,
        number: i64,
    ) -> Result<Option<Niss>, StoreError> {
        upkeep::person_of(&mut self.transaction, &self.key, organisation, number).await
    }
}
