//! An entry decided again from its record alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use delibero_domain::access_log::{Conclusion, Entry, Replay, replay};
use delibero_domain::catalogue::{Catalogue, export};
use serde_json::Value as Json;

use crate::catalogue::{CatalogueInForce, CatalogueStore, Comparer};
use crate::store_error::{Cause, StoreError};

/// What an entry is decided again with.
#[derive(Clone, Copy)]
pub struct DecidingEntries<'d> {
    pub catalogue: &'d dyn CatalogueStore,
    pub in_force: &'d CatalogueInForce,
    pub comparer: &'d dyn Comparer,
}

/// What was decided, and what is decided on the same facts now.
#[derive(Debug)]
pub struct DecidedAgain {
    /// Under the state of the catalogue that the record names, with its number; none where this store has no such state.
    pub then: Option<(u32, Replay)>,
    /// Under the state in force.
    pub now: (u32, Replay),
    pub conclusion_now: Conclusion,
}

impl DecidingEntries<'_> {
    /// None of an entry that does not hold what its decision used (records of the first form).
    ///
    /// # Errors
    /// When the store fails, or this program cannot read the state of then.
    pub async fn decide(self, entry: &Entry) -> Result<Option<DecidedAgain>, StoreError> {
        let Some(decided) = entry.decided.as_deref() else { return Ok(None) };
        let now = self.in_force.now();
        let request = decided.facts.request(entry);
        Ok(Some(DecidedAgain {
            then: self.then(entry).await?,
            now: (now.state, replay(&now.catalogue, entry)),
            conclusion_now: Conclusion::of(&now.catalogue, &request, decided.facts.limit),
        }))
    }

    async fn then(self, entry: &Entry) -> Result<Option<(u32, Replay)>, StoreError> {
        let Some(number) = self.state_of(entry).await? else { return Ok(None) };
        Ok(Some((number, replay(self.catalogue_of(number).await?.as_ref(), entry))))
    }

    /// The states of the catalogue that some entries name, by their numbers, as other engines read them.
    ///
    /// # Errors
    /// When the store fails, or this program cannot read one.
    pub async fn exported(self, entries: &[Entry]) -> Result<BTreeMap<u32, Json>, StoreError> {
        let (mut found, mut seen) = (BTreeMap::new(), Vec::new());
        for entry in entries {
            let Some(decided) = entry.decided.as_deref().filter(|decided| !seen.contains(&decided.catalogue)) else {
                continue;
            };
            seen.push(decided.catalogue);
            if let Some(number) = self.state_of(entry).await? {
                found.insert(number, export(self.catalogue_of(number).await?.as_ref()));
            }
        }
        Ok(found)
    }

    async fn catalogue_of(self, number: u32) -> Result<Arc<Catalogue>, StoreError> {
        let now = self.in_force.now();
        if now.state == number {
            return Ok(Arc::clone(&now.catalogue));
        }
        let read = self.comparer.compiled(self.catalogue.documents(number).await?).await?;
        read.map_err(|_| StoreError::Unreadable(Cause::of(format!("state {number} of the catalogue"))))
    }

    /// The number of the state of the catalogue that an entry names: the newest of its hash that was published before.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn state_of(self, entry: &Entry) -> Result<Option<u32>, StoreError> {
        let Some(decided) = entry.decided.as_deref() else { return Ok(None) };
        let states = self.catalogue.states().await?;
        let of_hash = || states.iter().filter(|state| state.hash == decided.catalogue);
        let found = of_hash().find(|state| state.published <= entry.at).or_else(|| of_hash().next_back());
        Ok(found.map(|state| state.number))
    }
}
