//! Going through a list, one part in each unit of work: position, entries and result are kept together or not at all.

use std::collections::HashMap;

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::capability::Capability;

use super::error::BatchError;
use super::model::{Batch, BatchState, KEPT_FOR};
use super::port::{BatchWork, LookAhead};
use super::read::BatchStores;
use super::result::{Making, PersonResult};
use crate::consultation::{Consulting, Many};
use crate::directory::Organisation;
use crate::jobs::{HELD_FOR, Job};

/// What becomes of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    On,
    /// It was stopped, or its list is done.
    Ended,
    /// Another worker has it.
    Lost,
}

/// What going through lists works with.
#[derive(Clone, Copy)]
pub struct Running<'r> {
    pub with: BatchStores<'r>,
    pub consulting: Consulting<'r>,
}

impl Running<'_> {
    /// Does the next part of a batch.
    ///
    /// # Errors
    /// When the store fails: nothing of the part was done.
    pub async fn go_on(self, job: &Job, worker: &str) -> Result<Going, BatchError> {
        let mut work = self.with.batches.begin_batch().await?;
        let begun = self.with.clock.now();
        if !work.hold_job(job.id, worker, begun + HELD_FOR).await? {
            return Ok(Going::Lost);
        }
        let batch = work.held_batch(&job.subject).await?.filter(|batch| batch.state == BatchState::Running);
        let Some(mut batch) = batch else {
            work.end_job(job.id).await?;
            work.commit().await?;
            return Ok(Going::Ended);
        };
        let organisation = work.organisation(&batch.organisation).await?.ok_or(BatchError::NotAllowed)?;
        if organisation.stopped.is_some() || self.with.is_closed() {
            self.end(work, batch, BatchState::Stopped, job).await?;
            return Ok(Going::Ended);
        }
        let listed = work.list_part(&batch.id, batch.position).await?;
        if listed.is_empty() {
            self.end(work, batch, BatchState::Ended, job).await?;
            return Ok(Going::Ended);
        }
        self.ask(work.as_mut(), &mut batch, &organisation, &listed).await?;
        let now = self.with.clock.now();
        batch.position += 1;
        batch.seen = now;
        batch.worked_ms += u64::try_from(now.duration_since(begun).as_millis()).unwrap_or(0).max(1);
        work.save_batch(&batch).await?;
        work.commit().await?;
        Ok(Going::On)
    }

    async fn ask(
        self,
        work: &mut dyn BatchWork,
        batch: &mut Batch,
        organisation: &Organisation,
        listed: &[(u64, delibero_domain::niss::Niss)],
    ) -> Result<(), BatchError> {
        let now = self.with.clock.now();
        let account = work.account(&batch.user).await?.filter(|account| account.enabled);
        let actor = account.map(|account| account.actor).filter(|actor| actor.organisation == batch.organisation);
        let acts = |actor: &crate::accounts::Actor| actor.may(Capability::Consult) && actor.has(batch.role);
        let role = actor.filter(acts).map(|_| batch.role);
        let in_force = self.with.in_force.within(work).await?;
        let catalogue = in_force.catalogue.as_ref();
        let persons: Vec<_> = listed.iter().map(|(_, person)| *person).collect();
        let service = catalogue.service(batch.question.service.as_str());
        work.look_ahead(LookAhead {
            user: &batch.user,
            organisation: &batch.organisation,
            sender: service.map(|service| service.sender.as_str()),
            day: self.with.clock.today(),
            service: &batch.question.service,
            within: batch.question.asked.span.period(),
            persons: &persons,
        })
        .await?;
        let mut many = Many { with: self.consulting, catalogue, organisation, role, now, alike: HashMap::new() };
        let mut making = Making::default();
        for (line, person) in listed {
            let found = many.ask(work, &batch.about(*person, now)).await?;
            match making.add(*line, *person, &found) {
                PersonResult::Answered(_) => batch.counts.answered += 1,
                PersonResult::Empty => batch.counts.empty += 1,
                PersonResult::Refused { refusal, .. } => batch.count_refused(refusal),
            }
        }
        let part = making.made();
        let new = part.elements.iter().filter(|element| !batch.elements.contains(element)).cloned().collect::<Vec<_>>();
        batch.elements.extend(new);
        Ok(work.add_result_part(&batch.id, batch.position, &part).await?)
    }

    /// Everybody was asked about; or the organisation is suspended or ended, or too few witnesses see the log, and nobody
    /// more is asked about until the user goes on with it.
    async fn end(
        self,
        mut work: Box<dyn BatchWork>,
        mut batch: Batch,
        state: BatchState,
        job: &Job,
    ) -> Result<(), BatchError> {
        let now = self.with.clock.now();
        let is_done = state == BatchState::Ended;
        (batch.state, batch.ended, batch.seen) = (state, is_done.then_some(now), now);
        work.save_batch(&batch).await?;
        work.end_job(job.id).await?;
        let kind = if is_done { AdministrationKind::BatchEnded } else { AdministrationKind::BatchStopped };
        let entry = Administration { user: None, ..batch.entry(kind, now, Some(batch.progress())) };
        work.append_administration(&entry, self.with.randomness.salt()).await?;
        Ok(work.commit().await?)
    }

    /// Destroys lists and results whose time is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn destroy_old(self) -> Result<(), BatchError> {
        let mut work = self.with.batches.begin_batch().await?;
        work.forget_batches(self.with.clock.now() - KEPT_FOR).await?;
        Ok(work.commit().await?)
    }
}
