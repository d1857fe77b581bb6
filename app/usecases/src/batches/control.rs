//! Stopping a batch and going on with it.

use delibero_domain::access_log::{Administration, AdministrationKind};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::error::BatchError;
use super::model::{Batch, BatchState};
use super::read::Batches;
use crate::jobs::JobKind;

impl Batch {
    pub(super) fn entry(&self, kind: AdministrationKind, at: Timestamp, after: Option<Json>) -> Administration {
        Administration {
            form: Administration::FORM,
            at,
            kind,
            user: Some(self.user.clone()),
            organisation: self.organisation.clone(),
            subject: self.id.clone(),
            person: None,
            before: None,
            after,
            why: None,
        }
    }

    pub(super) fn progress(&self) -> Json {
        let counts = self.counts;
        json!({
            "persons": self.persons, "done": counts.done(), "answered": counts.answered, "empty": counts.empty,
            "refused": counts.refused,
        })
    }
}

impl Batches<'_> {
    /// Whoever is not decided on yet is not asked about until it goes on.
    ///
    /// # Errors
    /// When it is not the actor's, or the store fails.
    pub async fn stop(self, id: &str) -> Result<(), BatchError> {
        self.change(id, BatchState::Running, BatchState::Stopped).await
    }

    /// # Errors
    /// When it is not the actor's, or may not be asked any more, or the store fails.
    pub async fn resume(self, id: &str) -> Result<(), BatchError> {
        self.change(id, BatchState::Stopped, BatchState::Running).await
    }

    /// Nothing where it is in another state by now: a button pressed twice does no harm.
    async fn change(self, id: &str, from: BatchState, to: BatchState) -> Result<(), BatchError> {
        let mut work = self.with.batches.begin_batch().await?;
        let actor = self.acting(work.as_mut()).await?;
        let now = self.with.clock.now();
        let found = work.held_batch(id).await?.filter(|found| found.user == actor.user);
        let batch = found.filter(|found| found.organisation == actor.organisation && found.is_kept(now));
        let mut batch = batch.ok_or(BatchError::Unknown)?;
        if batch.state != from {
            return Ok(());
        }
        let kind = if to == BatchState::Running {
            self.may_ask(work.as_mut(), &batch.question).await?;
            work.add_job(JobKind::Batch, id, now).await?;
            AdministrationKind::BatchResumed
        } else {
            AdministrationKind::BatchStopped
        };
        (batch.state, batch.seen) = (to, now);
        work.save_batch(&batch).await?;
        let entry = batch.entry(kind, now, Some(batch.progress()));
        work.append_administration(&entry, self.with.randomness.salt()).await?;
        Ok(work.commit().await?)
    }
}
