//! Reading the register of organisations, as far as somebody may.

use std::collections::BTreeMap;

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::capability::Capability;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::text::Text;
use jiff::civil::Date;

use super::model::{
    Due, IntegrationCount, LoadReport, MonthCount, OrganisationPage, OrganisationQuery, OrganisationUser, Registered,
};
use super::port::OrganisationStore;
use crate::accounts::{AccountStore, Actor, NotAllowed};
use crate::journal::{AdministrationFilter, AdministrationPage, JournalStore, LogPosition};
use crate::store_error::StoreError;

#[derive(Clone, Copy)]
pub struct OrganisationStores<'o> {
    pub organisations: &'o dyn OrganisationStore,
    pub accounts: &'o dyn AccountStore,
    pub journal: &'o dyn JournalStore,
}

/// The register in the hands of a reader.
#[derive(Clone, Copy)]
pub struct Organisations<'o> {
    stores: OrganisationStores<'o>,
    reader: &'o Actor,
}

impl<'o> Organisations<'o> {
    /// # Errors
    /// When the reader may not see any organisation.
    pub fn for_reader(stores: OrganisationStores<'o>, reader: &'o Actor) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadOrganisations)?;
        Ok(Self { stores, reader })
    }

    /// Whether the reader sees every organisation; else only the own one.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.reader.may(Capability::ReadEveryOrganisation)
    }

    fn sees(&self, id: &OrganisationId) -> bool {
        self.is_whole() || *id == self.reader.organisation
    }

    /// # Errors
    /// When the store fails.
    pub async fn page(&self, mut query: OrganisationQuery) -> Result<OrganisationPage, StoreError> {
        if !self.is_whole() {
            query.only = Some(self.reader.organisation.clone());
        }
        self.stores.organisations.registered_page(&query).await
    }

    /// None where there is none, or not for this reader.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(&self, id: &OrganisationId) -> Result<Option<Registered>, StoreError> {
        if !self.sees(id) {
            return Ok(None);
        }
        self.stores.organisations.registered(id).await
    }

    /// Every change of an organisation that [`Self::find`] found, newest first, strictly before a position.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn history(
        &self,
        organisation: &Registered,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<AdministrationPage, StoreError> {
        let filter = AdministrationFilter {
            kind: Some(AdministrationKind::OrganisationChanged),
            subject: Some(organisation.id.to_string()),
            ..AdministrationFilter::default()
        };
        self.stores.journal.administration_page(&filter, before, limit).await
    }

    /// # Errors
    /// When the store fails.
    pub async fn users(&self, organisation: &Registered) -> Result<Vec<OrganisationUser>, StoreError> {
        self.stores.organisations.users_of(&organisation.id).await
    }

    /// # Errors
    /// When the store fails.
    pub async fn integrations(
        &self,
        organisation: &Registered,
        day: Date,
    ) -> Result<Vec<IntegrationCount>, StoreError> {
        self.stores.organisations.integration_counts(&organisation.id, day).await
    }

    /// Decisions on consultations, month by month.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn consultations(&self, organisation: &Registered, from: Date) -> Result<Vec<MonthCount>, StoreError> {
        self.stores.organisations.decisions_by_month(&organisation.id, from).await
    }

    /// What waits, for those who see every organisation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn due(&self) -> Result<Due, StoreError> {
        if !self.is_whole() {
            return Ok(Due::default());
        }
        Ok(Due { proposals: self.stores.organisations.proposals().await? })
    }

    /// How many recipients wait for an approver, for those who see every organisation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn due_count(&self) -> Result<u32, StoreError> {
        if self.is_whole() { self.stores.organisations.count_proposals().await } else { Ok(0) }
    }

    /// What every organisation is called, for those who see all.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn names_of_organisations(&self) -> Result<BTreeMap<OrganisationId, Text>, StoreError> {
        if !self.is_whole() {
            return Ok(BTreeMap::new());
        }
        self.stores.organisations.organisation_names().await
    }

    /// What became of a file, for those who see every organisation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn load(&self, id: &str) -> Result<Option<LoadReport>, StoreError> {
        if !self.is_whole() {
            return Ok(None);
        }
        self.stores.organisations.load_report(id).await
    }

    /// The names that people read.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn names(&self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
        self.stores.accounts.display_names(users).await
    }
}
