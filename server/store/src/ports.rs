//! The ports of the use cases: which connection does what, and nothing more.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::access_log::{Entry, PersonToken, SALT_LENGTH};
use delibero_domain::attestation::Attestation;
use delibero_domain::identifier::{OrganisationId, PurposeId, ServiceId, UserName};
use delibero_domain::niss::Niss;
use delibero_domain::period::QuarterRange;
use delibero_domain::reference_directory::Integration;
use delibero_usecases::access_log::{LogFilter, LogPage, LogPosition, LoggedRecord};
use delibero_usecases::accounts::{Account, Credentials};
use delibero_usecases::consult::Consultation;
use delibero_usecases::directory::{Organisation, PersonState};
use delibero_usecases::limits::LimitRule;
use delibero_usecases::ports::{Store, StoreError, StoredVersion, UnitOfWork};
use delibero_usecases::sending::Sending;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{Any, Transaction};

use crate::database::Database;
use crate::engine::Engine;
use crate::error::failed;
use crate::seal::DataKey;
use crate::{accounts, attestations, consultations, limits, log, organisations, persons};

#[async_trait]
impl Store for Database {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let transaction = self.transaction().await?;
        Ok(Box::new(Work { transaction, engine: self.engine, key: Arc::clone(&self.key) }))
    }

    fn person_token(&self, person: Niss) -> PersonToken {
        self.key.token(person)
    }

    fn person_of(&self, token: &PersonToken) -> Result<Niss, StoreError> {
        self.key.person_of(token)
    }

    async fn account(&self, user: &UserName) -> Result<Option<Account>, StoreError> {
        accounts::find(&mut *self.reader().await?, user).await
    }

    async fn credentials(&self, user: &UserName) -> Result<Option<Credentials>, StoreError> {
        accounts::credentials(&mut *self.reader().await?, user).await
    }

    async fn display_names(&self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError> {
        accounts::names(&mut *self.reader().await?, users).await
    }

    async fn organisation(&self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError> {
        organisations::find(&mut *self.reader().await?, id).await
    }

    async fn organisations(&self) -> Result<Vec<Organisation>, StoreError> {
        organisations::all(&mut *self.reader().await?).await
    }

    async fn limits(&self) -> Result<Vec<LimitRule>, StoreError> {
        limits::all(&mut *self.reader().await?).await
    }

    async fn log_page(
        &self,
        filter: &LogFilter,
        before: Option<LogPosition>,
        limit: u32,
    ) -> Result<LogPage, StoreError> {
        log::page(&mut *self.reader().await?, filter, before, limit).await
    }

    async fn log_records(&self, after: LogPosition, limit: u32) -> Result<Vec<LoggedRecord>, StoreError> {
        log::records(&mut *self.reader().await?, after, limit).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.check().await
    }

    async fn beat(&self, at: Timestamp) -> Result<(), StoreError> {
        self.write_heartbeat(at).await
    }

    async fn has_attestations(&self) -> Result<bool, StoreError> {
        attestations::any(&mut *self.reader().await?).await
    }
}

/// One transaction; dropped without a commit, it never was.
struct Work {
    transaction: Transaction<'static, Any>,
    engine: Engine,
    key: Arc<DataKey>,
}

#[async_trait]
impl UnitOfWork for Work {
    async fn account(&mut self, user: &UserName) -> Result<Option<Account>, StoreError> {
        accounts::find(&mut self.transaction, user).await
    }

    async fn organisation(&mut self, id: &OrganisationId) -> Result<Option<Organisation>, StoreError> {
        organisations::find(&mut self.transaction, id).await
    }

    async fn person_state(&mut self, person: Niss) -> Result<PersonState, StoreError> {
        persons::state(&mut self.transaction, &self.key, person).await
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

    async fn attestations(
        &mut self,
        service: &ServiceId,
        person: Niss,
        quarters: QuarterRange,
    ) -> Result<Vec<Attestation>, StoreError> {
        attestations::newest(&mut self.transaction, &self.key, service, person, quarters).await
    }

    async fn wait_for_turn(&mut self, user: &UserName) -> Result<(), StoreError> {
        let Some(lock) = self.engine.user_lock() else { return Ok(()) };
        let lock = sqlx::query(lock).bind(user.as_str());
        lock.execute(&mut *self.transaction).await.map_err(failed)?;
        Ok(())
    }

    async fn consultation_sent(&mut self, sending: &Sending) -> Result<Option<Consultation>, StoreError> {
        consultations::find_sent(&mut self.transaction, &self.key, sending).await
    }

    async fn hourly_limit(&mut self, organisation: &OrganisationId, purpose: &PurposeId) -> Result<u32, StoreError> {
        limits::hourly(&mut self.transaction, organisation, purpose).await
    }

    async fn opened_since(
        &mut self,
        asked: &Consultation,
        since: Timestamp,
        most: u32,
    ) -> Result<Vec<Timestamp>, StoreError> {
        limits::opened_since(&mut self.transaction, asked, since, most).await
    }

    async fn set_limit(&mut self, rule: &LimitRule) -> Result<(), StoreError> {
        limits::set(&mut self.transaction, rule).await
    }

    async fn save_consultation(
        &mut self,
        consultation: &Consultation,
        sending: Option<&Sending>,
    ) -> Result<(), StoreError> {
        consultations::save(&mut self.transaction, &self.key, consultation, sending).await
    }

    async fn consultation(&mut self, id: &str) -> Result<Option<Consultation>, StoreError> {
        consultations::find(&mut self.transaction, &self.key, id).await
    }

    async fn append_log(&mut self, entry: &Entry, salt: [u8; SALT_LENGTH]) -> Result<(), StoreError> {
        log::append(&mut self.transaction, self.engine, entry, salt).await
    }

    async fn attestation_versions(&mut self, service: &ServiceId, id: &str) -> Result<Vec<StoredVersion>, StoreError> {
        attestations::versions(&mut self.transaction, self.engine, &self.key, service, id).await
    }

    async fn store_attestation(
        &mut self,
        service: &ServiceId,
        person: Niss,
        attestation: &Attestation,
    ) -> Result<(), StoreError> {
        attestations::store(&mut self.transaction, &self.key, service, person, attestation).await
    }

    async fn note_person_state(&mut self, person: Niss, state: &PersonState) -> Result<(), StoreError> {
        persons::note_state(&mut self.transaction, &self.key, person, state).await
    }

    async fn add_organisation(&mut self, organisation: &Organisation) -> Result<(), StoreError> {
        organisations::add(&mut self.transaction, organisation).await
    }

    async fn add_user(&mut self, user: &Credentials) -> Result<(), StoreError> {
        accounts::add(&mut self.transaction, user).await
    }

    async fn integrate(
        &mut self,
        organisation: &OrganisationId,
        person: Niss,
        integration: &Integration,
    ) -> Result<(), StoreError> {
        persons::integrate(&mut self.transaction, &self.key, organisation, person, integration).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.transaction.commit().await.map_err(failed)
    }
}
