//! An entry decided again from its record alone.

use delibero_domain::access_log::{Conclusion, Entry, Replay, replay};

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
        let now = self.in_force.now();
        if now.state == number {
            return Ok(Some((number, replay(&now.catalogue, entry))));
        }
        let read = self.comparer.compiled(self.catalogue.documents(number).await?).await?;
        let unreadable = |_| StoreError::Unreadable(Cause::of(format!("state {number} of the catalogue")));
        Ok(Some((number, replay(read.map_err(unreadable)?.as_ref(), entry))))
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
