//! Consultations, and the limits on them.

mod limits;
mod rows;

use async_trait::async_trait;
use delibero_domain::identifier::{OrganisationId, PurposeId, UserName};
use delibero_usecases::consultation::{Consultation, ConsultationStore, ConsultationWork, LimitRule, Sending};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;

use crate::database::Database;
use crate::error::failed;
use crate::unit_of_work::Work;

#[async_trait]
impl ConsultationStore for Database {
    async fn begin_consultation(&self) -> Result<Box<dyn ConsultationWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn limits(&self) -> Result<Vec<LimitRule>, StoreError> {
        limits::all(&mut *self.reader().await?).await
    }
}

#[async_trait]
impl ConsultationWork for Work {
    /// SQLite has one writer, which is a turn already.
    async fn wait_for_turn(&mut self, user: &UserName) -> Result<(), StoreError> {
        let Some(lock) = self.engine.user_lock() else { return Ok(()) };
        let lock = sqlx::query(lock).bind(user.as_str());
        lock.execute(&mut *self.transaction).await.map_err(failed)?;
        Ok(())
    }

    async fn consultation(&mut self, id: &str) -> Result<Option<Consultation>, StoreError> {
        rows::find(&mut self.transaction, &self.key, id).await
    }

    async fn consultation_sent(&mut self, sending: &Sending) -> Result<Option<Consultation>, StoreError> {
        rows::find_sent(&mut self.transaction, &self.key, sending).await
    }

    async fn save_consultation(
        &mut self,
        consultation: &Consultation,
        sending: Option<&Sending>,
    ) -> Result<(), StoreError> {
        rows::save(&mut self.transaction, &self.key, consultation, sending).await
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
}
