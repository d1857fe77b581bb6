//! The batches of a user in the user's hands.

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::capability::Capability;
use serde_json::json;

use super::error::BatchError;
use super::list::FaultyLine;
use super::model::{Batch, BatchPage};
use super::port::{BatchStore, BatchWork};
use super::result::ResultPart;
use crate::accounts::{Actor, NotAllowed};
use crate::catalogue::CatalogueInForce;
use crate::clock::Clock;
use crate::log_tree::{DisclosureGate, Standing};
use crate::opaque_id::is_opaque_id;
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// What batches work with.
#[derive(Clone, Copy)]
pub struct BatchStores<'s> {
    pub batches: &'s dyn BatchStore,
    pub in_force: &'s CatalogueInForce,
    pub clock: &'s dyn Clock,
    pub randomness: &'s dyn Randomness,
    /// None: no witness is waited for.
    pub gate: Option<&'s DisclosureGate>,
}

impl BatchStores<'_> {
    /// Whether too few witnesses have seen the log for too long.
    pub(super) fn is_closed(&self) -> bool {
        self.gate.is_some_and(|gate| matches!(gate.standing(self.clock.now()), Standing::Closed { .. }))
    }
}

/// Whoever holds one sees the own batches and no other's.
#[derive(Clone, Copy)]
pub struct Batches<'s> {
    pub(super) with: BatchStores<'s>,
    pub(super) actor: &'s Actor,
}

/// What a result is read for: it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResultUse {
    /// With the filter in identifiers, empty where there is none.
    Page {
        filter: String,
    },
    File {
        format: &'static str,
        filter: String,
    },
}

impl<'s> Batches<'s> {
    /// # Errors
    /// When the actor does not consult.
    pub fn for_user(with: BatchStores<'s>, actor: &'s Actor) -> Result<Self, NotAllowed> {
        actor.must(Capability::Consult)?;
        Ok(Self { with, actor })
    }

    /// The actor as the account is now.
    pub(super) async fn acting(self, work: &mut dyn BatchWork) -> Result<Actor, BatchError> {
        let account = work.account(&self.actor.user).await?.filter(|account| account.enabled);
        let now = account.map(|account| account.actor).filter(|now| now.may(Capability::Consult));
        now.filter(|now| now.organisation == self.actor.organisation).ok_or(BatchError::NotAllowed)
    }

    /// # Errors
    /// When the store fails.
    pub async fn page(self, skip: u32, most: u32) -> Result<BatchPage, StoreError> {
        self.with.batches.batch_page((&self.actor.user, &self.actor.organisation), skip, most).await
    }

    /// None where there is none, or not of this user.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(self, id: &str) -> Result<Option<Batch>, StoreError> {
        if !is_opaque_id(id) {
            return Ok(None);
        }
        let found = self.with.batches.batch(id).await?;
        Ok(found.filter(|found| found.user == self.actor.user && found.organisation == self.actor.organisation))
    }

    /// Why lines were refused: nothing of what they say.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reasons(self, batch: &Batch) -> Result<Vec<FaultyLine>, StoreError> {
        if batch.faulty == 0 || !batch.is_kept(self.with.clock.now()) {
            return Ok(Vec::new());
        }
        let mut faults = self.with.batches.batch_faults(&batch.id).await?;
        faults.iter_mut().for_each(|fault| fault.typed.clear());
        Ok(faults)
    }

    /// The refused lines as they were typed: that somebody takes them stands in the journal first.
    ///
    /// # Errors
    /// When it is not the actor's, they are kept no more, or the store fails.
    pub async fn faults(self, id: &str) -> Result<Vec<FaultyLine>, BatchError> {
        let batch = self.kept(id).await?;
        let faults = self.with.batches.batch_faults(&batch.id).await?;
        self.note(&batch, AdministrationKind::RejectsExported, json!({ "refused": faults.len() })).await?;
        Ok(faults)
    }

    /// Opens the result as far as it is there: that somebody does stands in the journal first.
    ///
    /// # Errors
    /// When it is not the actor's, it is kept no more, or the store fails.
    pub async fn result(self, id: &str, used: ResultUse) -> Result<OpenResult<'s>, BatchError> {
        let batch = self.kept(id).await?;
        let (kind, mut after) = match used {
            ResultUse::Page { filter } => (AdministrationKind::BatchShown, json!({ "filter": filter })),
            ResultUse::File { format, filter } => {
                (AdministrationKind::BatchExported, json!({ "format": format, "filter": filter }))
            }
        };
        after["persons"] = json!(batch.counts.done());
        self.note(&batch, kind, after).await?;
        Ok(OpenResult { store: self.with.batches, batch })
    }

    async fn kept(self, id: &str) -> Result<Batch, BatchError> {
        let now = self.with.clock.now();
        self.find(id).await?.filter(|batch| batch.is_kept(now)).ok_or(BatchError::Unknown)
    }

    async fn note(self, batch: &Batch, kind: AdministrationKind, after: serde_json::Value) -> Result<(), BatchError> {
        let mut work = self.with.batches.begin_batch().await?;
        // Nothing is shown any more of what may not be asked any more.
        self.may_ask(work.as_mut(), &batch.question).await?;
        let entry = batch.entry(kind, self.with.clock.now(), Some(after));
        work.append_administration(&entry, self.with.randomness.salt()).await?;
        Ok(work.commit().await?)
    }
}

/// A result that somebody opened; there is no way to one that is not in the journal.
pub struct OpenResult<'s> {
    store: &'s dyn BatchStore,
    pub batch: Batch,
}

impl OpenResult<'_> {
    /// The parts that were there when it was opened.
    #[must_use]
    pub const fn parts(&self) -> u32 {
        self.batch.position
    }

    /// # Errors
    /// When it is kept no more, or the store fails.
    pub async fn part(&self, place: u32) -> Result<ResultPart, BatchError> {
        self.store.result_part(&self.batch.id, place).await?.ok_or(BatchError::Unknown)
    }
}
