//! What is needed of a store to register organisations.

use std::collections::BTreeMap;

use async_trait::async_trait;
use delibero_domain::enterprise_number::EnterpriseNumber;
use delibero_domain::identifier::OrganisationId;
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::model::{
    IntegrationCount, LoadReport, MonthCount, OrganisationPage, OrganisationQuery, OrganisationUser, Proposal,
    Registered,
};
use super::particulars::Particulars;
use crate::directory::{Membership, Stopped};
use crate::journal::JournalWork;
use crate::store_error::StoreError;

#[async_trait]
pub trait OrganisationStore: Send + Sync {
    async fn begin_organisations(&self) -> Result<Box<dyn OrganisationWork>, StoreError>;

    async fn registered(&self, id: &OrganisationId) -> Result<Option<Registered>, StoreError>;

    async fn registered_page(&self, query: &OrganisationQuery) -> Result<OrganisationPage, StoreError>;

    async fn organisation_names(&self) -> Result<BTreeMap<OrganisationId, Text>, StoreError>;

    /// Every proposal that waits, oldest first.
    async fn proposals(&self) -> Result<Vec<Proposal>, StoreError>;

    async fn count_proposals(&self) -> Result<u32, StoreError>;

    async fn load_report(&self, id: &str) -> Result<Option<LoadReport>, StoreError>;

    /// By name.
    async fn users_of(&self, id: &OrganisationId) -> Result<Vec<OrganisationUser>, StoreError>;

    async fn integration_counts(&self, id: &OrganisationId, day: Date) -> Result<Vec<IntegrationCount>, StoreError>;

    /// Months without any decision are left out.
    async fn decisions_by_month(&self, id: &OrganisationId, from: Date) -> Result<Vec<MonthCount>, StoreError>;
}

#[async_trait]
pub trait OrganisationWork: JournalWork {
    /// Reads an organisation, and lets nobody else change it until the end.
    async fn hold(&mut self, id: &OrganisationId) -> Result<Option<Registered>, StoreError>;

    /// Every organisation of an enterprise number that has not ended.
    async fn with_enterprise_number(&mut self, number: EnterpriseNumber) -> Result<Vec<OrganisationId>, StoreError>;

    async fn register(&mut self, id: &OrganisationId, said: &Particulars) -> Result<(), StoreError>;

    /// Saves the particulars, and counts their revision up.
    async fn save_particulars(&mut self, id: &OrganisationId, said: &Particulars) -> Result<(), StoreError>;

    /// None: it is active again.
    async fn save_stopped(&mut self, id: &OrganisationId, stopped: Option<&Stopped>) -> Result<(), StoreError>;

    /// In place of all that there were.
    async fn save_memberships(&mut self, id: &OrganisationId, memberships: &[Membership]) -> Result<(), StoreError>;

    async fn proposal(&mut self, id: &str) -> Result<Option<Proposal>, StoreError>;

    /// Those of a load, oldest first.
    async fn proposals_of_load(&mut self, load: &str) -> Result<Vec<Proposal>, StoreError>;

    async fn add_proposal(&mut self, proposal: &Proposal) -> Result<(), StoreError>;

    /// False when it is gone.
    async fn remove_proposal(&mut self, id: &str) -> Result<bool, StoreError>;

    async fn keep_load(&mut self, report: &LoadReport) -> Result<(), StoreError>;
}
