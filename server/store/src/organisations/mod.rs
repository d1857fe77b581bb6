//! The register of organisations.

mod counts;
mod loads;
mod page;
mod placeholders;
mod proposals;
mod registered;

use std::collections::BTreeMap;

use async_trait::async_trait;
use delibero_domain::enterprise_number::EnterpriseNumber;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::text::Text;
use delibero_usecases::directory::{Membership, Stopped};
use delibero_usecases::organisations::{
    IntegrationCount, LoadReport, MonthCount, OrganisationPage, OrganisationQuery, OrganisationStore, OrganisationUser,
    OrganisationWork, Particulars, Proposal, Registered,
};
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;

use crate::database::Database;
use crate::directory::counted;
use crate::unit_of_work::Work;

#[async_trait]
impl OrganisationStore for Database {
    async fn begin_organisations(&self) -> Result<Box<dyn OrganisationWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn registered(&self, id: &OrganisationId) -> Result<Option<Registered>, StoreError> {
        registered::find(&mut *self.reader().await?, id).await
    }

    async fn registered_page(&self, query: &OrganisationQuery) -> Result<OrganisationPage, StoreError> {
        page::page(&mut *self.reader().await?, query).await
    }

    async fn organisation_names(&self) -> Result<BTreeMap<OrganisationId, Text>, StoreError> {
        registered::names(&mut *self.reader().await?).await
    }

    async fn proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        proposals::all(&mut *self.reader().await?).await
    }

    async fn count_proposals(&self) -> Result<u32, StoreError> {
        proposals::count(&mut *self.reader().await?).await
    }

    async fn load_report(&self, id: &str) -> Result<Option<LoadReport>, StoreError> {
        loads::find(&mut *self.reader().await?, id).await
    }

    async fn users_of(&self, id: &OrganisationId) -> Result<Vec<OrganisationUser>, StoreError> {
        counts::users(&mut *self.reader().await?, id).await
    }

    async fn integration_counts(&self, id: &OrganisationId, day: Date) -> Result<Vec<IntegrationCount>, StoreError> {
        counted::counts(&mut *self.reader().await?, id, day).await
    }

    async fn decisions_by_month(&self, id: &OrganisationId, from: Date) -> Result<Vec<MonthCount>, StoreError> {
        counts::decisions(&mut *self.reader().await?, id, from).await
    }
}

#[async_trait]
impl OrganisationWork for Work {
    async fn hold(&mut self, id: &OrganisationId) -> Result<Option<Registered>, StoreError> {
        if !registered::hold(&mut self.transaction, id).await? {
            return Ok(None);
        }
        registered::find(&mut self.transaction, id).await
    }

    async fn with_enterprise_number(&mut self, number: EnterpriseNumber) -> Result<Vec<OrganisationId>, StoreError> {
        registered::with_enterprise_number(&mut self.transaction, number).await
    }

    async fn register(&mut self, id: &OrganisationId, said: &Particulars) -> Result<(), StoreError> {
        registered::add(&mut self.transaction, id, said).await
    }

    async fn save_particulars(&mut self, id: &OrganisationId, said: &Particulars) -> Result<(), StoreError> {
        registered::save(&mut self.transaction, id, said).await
    }

    async fn save_stopped(&mut self, id: &OrganisationId, stopped: Option<&Stopped>) -> Result<(), StoreError> {
        registered::save_stopped(&mut self.transaction, id, stopped).await
    }

    async fn save_memberships(&mut self, id: &OrganisationId, memberships: &[Membership]) -> Result<(), StoreError> {
        registered::save_memberships(&mut self.transaction, id, memberships).await
    }

    async fn proposal(&mut self, id: &str) -> Result<Option<Proposal>, StoreError> {
        proposals::find(&mut self.transaction, id).await
    }

    async fn proposals_of_load(&mut self, load: &str) -> Result<Vec<Proposal>, StoreError> {
        proposals::of_load(&mut self.transaction, load).await
    }

    async fn add_proposal(&mut self, proposal: &Proposal) -> Result<(), StoreError> {
        proposals::add(&mut self.transaction, proposal).await
    }

    async fn remove_proposal(&mut self, id: &str) -> Result<bool, StoreError> {
        proposals::remove(&mut self.transaction, id).await
    }

    async fn keep_load(&mut self, report: &LoadReport) -> Result<(), StoreError> {
        loads::keep(&mut self.transaction, report).await
    }
}
