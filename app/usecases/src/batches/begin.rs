//! Beginning a batch: whether it may be asked, and its list while it comes in.

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::niss::{NissRules, without_niss};
use serde_json::json;

use super::check::{check, check_confirmed};
use super::error::BatchError;
use super::list::{FaultyLine, LineFault, ListLine};
use super::model::{
    Batch, BatchCounts, BatchQuestion, BatchState, KEPT_FOR, ListOrigin, MOST_FAULTS_KEPT, MOST_PERSONS, PART_LENGTH,
};
use super::named::Named;
use super::port::BatchWork;
use super::read::Batches;
use crate::accounts::Actor;
use crate::accounts::mandates::user_facts;
use crate::consultation::role_for;
use crate::jobs::JobKind;
use crate::opaque_id::opaque_id;

/// In characters.
const LONGEST_NAME: usize = 200;
/// How many integrations are read at once.
const INTEGRATIONS_AT_ONCE: u32 = 4_000;

impl<'s> Batches<'s> {
    /// Whether the actor may ask this about many, as account, organisation, mandates and catalogue are now.
    pub(super) async fn may_ask(
        self,
        work: &mut dyn BatchWork,
        question: &BatchQuestion,
    ) -> Result<(Actor, delibero_domain::role::Role), BatchError> {
        let actor = self.acting(work).await?;
        if self.with.is_closed() {
            return Err(BatchError::Unwitnessed);
        }
        let organisation = work.organisation(&actor.organisation).await?.ok_or(BatchError::NotAllowed)?;
        if let Some(stopped) = organisation.stopped {
            return Err(BatchError::Stopped(stopped.kind));
        }
        let mandates = work.mandates_of(&actor.user).await?;
        let in_force = self.with.in_force.within(work).await?;
        let today = self.with.clock.today();
        let (recipient, service) = (&question.recipient, &question.service);
        let role = role_for(&in_force.catalogue, &actor, (recipient, service, &question.purpose), today);
        let user = user_facts(&mandates, &organisation.id, (recipient, service), today);
        let obligations = check(&in_force.catalogue, &organisation, (role, user), question, today);
        check_confirmed(question, obligations.map_err(BatchError::Refused)?)?;
        Ok((actor, role))
    }

    /// Begins a batch whose list comes in afterwards.
    ///
    /// # Errors
    /// When it may not be asked whoever is on the list, not everything is confirmed, or the store fails.
    pub async fn begin(
        self,
        question: BatchQuestion,
        origin: ListOrigin,
        rules: NissRules,
    ) -> Result<Taking<'s>, BatchError> {
        let mut work = self.with.batches.begin_batch().await?;
        let (actor, role) = self.may_ask(work.as_mut(), &question).await?;
        let now = self.with.clock.now();
        let batch = Batch {
            id: opaque_id(self.with.randomness),
            user: actor.user,
            role,
            organisation: actor.organisation,
            question,
            origin: named(origin),
            state: BatchState::Listing,
            begun: now,
            seen: now,
            ended: None,
            persons: 0,
            faulty: 0,
            position: 0,
            counts: BatchCounts::default(),
            refusals: Vec::new(),
            elements: Vec::new(),
            worked_ms: 0,
        };
        work.forget_batches(now - KEPT_FOR).await?;
        work.save_batch(&batch).await?;
        work.commit().await?;
        Ok(Taking {
            batches: self,
            batch,
            rules,
            named: Named::default(),
            waiting: Vec::new(),
            faults: Vec::new(),
            parts: 0,
        })
    }
}

fn named(origin: ListOrigin) -> ListOrigin {
    match origin {
        ListOrigin::File(name) => {
            let name = without_niss(&name, "…").unwrap_or(name);
            ListOrigin::File(name.chars().take(LONGEST_NAME).collect())
        }
        ListOrigin::Integrations => ListOrigin::Integrations,
    }
}

/// A batch while its list comes in.
pub struct Taking<'s> {
    batches: Batches<'s>,
    batch: Batch,
    rules: NissRules,
    named: Named,
    waiting: Vec<(u64, delibero_domain::niss::Niss)>,
    faults: Vec<FaultyLine>,
    parts: u32,
}

impl Taking<'_> {
    /// # Errors
    /// When the list is too long, or the store fails.
    pub async fn take(&mut self, lines: &[ListLine]) -> Result<(), BatchError> {
        for line in lines {
            match self.rules.read(&line.niss) {
                Ok(person) if self.named.add(person) => self.waiting.push((line.line, person)),
                Ok(_) => self.faults.push(FaultyLine::new(line, LineFault::Twice)),
                Err(fault) => self.faults.push(FaultyLine::new(line, LineFault::Niss(fault))),
            }
        }
        self.keep(PART_LENGTH).await
    }

    /// A line that cannot be read at all.
    pub fn refuse(&mut self, line: u64) {
        let line = ListLine { line, niss: String::new() };
        self.faults.push(FaultyLine::new(&line, LineFault::Unreadable));
    }

    /// Everybody whom the organisation has integrated today, each once.
    ///
    /// # Errors
    /// When they are too many, or the store fails.
    pub async fn take_integrated(&mut self) -> Result<(), BatchError> {
        let (mut after, mut line) = (0, 0);
        loop {
            let today = self.batches.with.clock.today();
            let mut work = self.batches.with.batches.begin_batch().await?;
            let organisation = &self.batch.organisation;
            let found = work.integrated_persons(organisation, today, after, INTEGRATIONS_AT_ONCE).await?;
            drop(work);
            let Some((last, _)) = found.last() else { return Ok(()) };
            after = *last;
            for (_, person) in found {
                if self.named.add(person) {
                    line += 1;
                    self.waiting.push((line, person));
                }
            }
            self.keep(PART_LENGTH).await?;
        }
    }

    /// Keeps whole parts; with a length of 1 all that waits.
    async fn keep(&mut self, least: usize) -> Result<(), BatchError> {
        if self.waiting.len() < least && self.faults.len() < PART_LENGTH && least > 1 {
            return Ok(());
        }
        let mut work = self.batches.with.batches.begin_batch().await?;
        while self.waiting.len() >= least {
            let rest = self.waiting.split_off(self.waiting.len().min(PART_LENGTH));
            let part = std::mem::replace(&mut self.waiting, rest);
            work.add_list_part(&self.batch.id, self.parts, &part).await?;
            self.parts += 1;
            self.batch.persons += part.len() as u64;
        }
        if self.batch.persons > MOST_PERSONS {
            return Err(BatchError::TooLong);
        }
        if !self.faults.is_empty() {
            if self.batch.faulty < MOST_FAULTS_KEPT {
                work.add_batch_faults(&self.batch.id, &self.faults).await?;
            }
            self.batch.faulty += self.faults.len() as u64;
            self.faults.clear();
        }
        self.batch.seen = self.batches.with.clock.now();
        work.save_batch(&self.batch).await?;
        Ok(work.commit().await?)
    }

    /// The list is whole: it is gone through from now on.
    ///
    /// # Errors
    /// When nobody is on it, the actor may no more, or the store fails.
    pub async fn end(mut self) -> Result<Batch, BatchError> {
        self.keep(1).await?;
        if self.batch.persons + self.batch.faulty == 0 {
            self.give_up().await?;
            return Err(BatchError::Nobody);
        }
        let with = self.batches.with;
        let mut work = with.batches.begin_batch().await?;
        self.batches.may_ask(work.as_mut(), &self.batch.question).await?;
        let now = with.clock.now();
        self.batch.seen = now;
        if self.batch.persons == 0 {
            (self.batch.state, self.batch.ended) = (BatchState::Ended, Some(now));
        } else {
            self.batch.state = BatchState::Running;
            work.add_job(JobKind::Batch, &self.batch.id, now).await?;
        }
        work.save_batch(&self.batch).await?;
        let asked = &self.batch.question;
        let after = json!({
            "recipient": asked.recipient, "service": asked.service, "module": asked.module, "purpose": asked.purpose,
            "person_role": asked.person_role, "confirmed": asked.confirmed,
            "persons": self.batch.persons, "refused": self.batch.faulty,
        });
        let entry = self.batch.entry(AdministrationKind::BatchBegun, now, Some(after));
        work.append_administration(&entry, with.randomness.salt()).await?;
        work.commit().await?;
        Ok(self.batch)
    }

    /// The list did not come in whole: nobody is asked about.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn give_up(&self) -> Result<(), BatchError> {
        let mut work = self.batches.with.batches.begin_batch().await?;
        work.delete_batch(&self.batch.id).await?;
        Ok(work.commit().await?)
    }
}
