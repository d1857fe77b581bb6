//! Batches: what they are about in clear, lists, refused lines and results sealed.

mod ahead;
mod parts;
mod rows;

use async_trait::async_trait;
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::Niss;
use delibero_usecases::batches::{Batch, BatchPage, BatchStore, BatchWork, FaultyLine, LookAhead, ResultPart};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;

pub(crate) use self::ahead::Ahead;
use crate::database::Database;
use crate::error::failed;
use crate::unit_of_work::Work;

#[async_trait]
impl BatchStore for Database {
    async fn begin_batch(&self) -> Result<Box<dyn BatchWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn batch(&self, id: &str) -> Result<Option<Batch>, StoreError> {
        rows::find(&mut *self.reader().await?, id, "").await
    }

    async fn batch_page(
        &self,
        (user, organisation): (&UserName, &OrganisationId),
        skip: u32,
        most: u32,
    ) -> Result<BatchPage, StoreError> {
        rows::page(&mut *self.reader().await?, (user, organisation), skip, most).await
    }

    async fn result_part(&self, batch: &str, place: u32) -> Result<Option<ResultPart>, StoreError> {
        parts::RESULTS.find(&mut *self.reader().await?, &self.key, (batch, i64::from(place))).await
    }

    async fn batch_faults(&self, batch: &str) -> Result<Vec<FaultyLine>, StoreError> {
        let parts: Vec<Vec<FaultyLine>> = parts::FAULTS.all(&mut *self.reader().await?, &self.key, batch).await?;
        Ok(parts.into_iter().flatten().collect())
    }
}

#[async_trait]
impl BatchWork for Work {
    async fn held_batch(&mut self, id: &str) -> Result<Option<Batch>, StoreError> {
        rows::find(&mut self.transaction, id, self.engine.held_alone()).await
    }

    async fn save_batch(&mut self, batch: &Batch) -> Result<(), StoreError> {
        rows::save(&mut self.transaction, batch).await
    }

    async fn add_list_part(&mut self, batch: &str, place: u32, persons: &[(u64, Niss)]) -> Result<(), StoreError> {
        parts::LISTS.add(&mut self.transaction, &self.key, (batch, i64::from(place)), &persons).await
    }

    async fn list_part(&mut self, batch: &str, place: u32) -> Result<Vec<(u64, Niss)>, StoreError> {
        let found = parts::LISTS.find(&mut self.transaction, &self.key, (batch, i64::from(place))).await?;
        Ok(found.unwrap_or_default())
    }

    async fn add_batch_faults(&mut self, batch: &str, faults: &[FaultyLine]) -> Result<(), StoreError> {
        let place = faults.first().map_or(0, |fault| i64::try_from(fault.line).unwrap_or(i64::MAX));
        parts::FAULTS.add(&mut self.transaction, &self.key, (batch, place), &faults).await
    }

    async fn add_result_part(&mut self, batch: &str, place: u32, part: &ResultPart) -> Result<(), StoreError> {
        parts::RESULTS.add(&mut self.transaction, &self.key, (batch, i64::from(place)), part).await
    }

    async fn integrated_persons(
        &mut self,
        organisation: &OrganisationId,
        day: Date,
        after: i64,
        most: u32,
    ) -> Result<Vec<(i64, Niss)>, StoreError> {
        let rows: Vec<(i64, Vec<u8>)> = sqlx::query_as(
            "SELECT id, person FROM integrations
             WHERE organisation = $1 AND id > $2 AND begin_day <= $3 AND (end_day IS NULL OR end_day >= $3)
             ORDER BY id LIMIT $4",
        )
        .bind(organisation.as_str())
        .bind(after)
        .bind(day.to_string())
        .bind(i64::from(most))
        .fetch_all(&mut *self.transaction)
        .await
        .map_err(failed)?;
        rows.into_iter().map(|(id, person)| Ok((id, self.key.unseal_niss(&person)?))).collect()
    }

    async fn look_ahead(&mut self, of: LookAhead<'_>) -> Result<(), StoreError> {
        let ahead = Ahead::read(&mut self.transaction, (self.engine, &self.key), of).await?;
        self.ahead = Some(ahead);
        Ok(())
    }

    async fn forget_batches(&mut self, before: Timestamp) -> Result<(), StoreError> {
        for part in [&parts::LISTS, &parts::FAULTS, &parts::RESULTS] {
            part.forget(&mut self.transaction, before).await?;
        }
        Ok(())
    }

    async fn delete_batch(&mut self, id: &str) -> Result<(), StoreError> {
        for part in [&parts::LISTS, &parts::FAULTS, &parts::RESULTS] {
            part.delete(&mut self.transaction, id).await?;
        }
        let delete = sqlx::query("DELETE FROM batches WHERE id = $1").bind(id);
        delete.execute(&mut *self.transaction).await.map_err(failed)?;
        Ok(())
    }
}
