//! Catalogues are read and compared on threads of their own, a few at a time, and what was found is remembered.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::catalogue::{Catalogue, CatalogueHash};
use delibero_domain::effect::{Effect, Happened, effect};
use delibero_usecases::catalogue::{Comparer, Compiled, DocumentChange, Judged, LaidOver, NotCompared, compile};
use delibero_usecases::journal::LoggedEntry;
use tokio::sync::Semaphore;

/// How many things are done at once: each takes a core for as long as it lasts.
const AT_ONCE: usize = 2;
/// How many effects are remembered: of the drafts that people look at.
const EFFECTS: usize = 16;
/// How many drafts are remembered as they were judged: each holds a catalogue and its documents.
const JUDGED: usize = 8;
/// How many catalogues are remembered by their documents: many ask at once for one that was just published.
const COMPILED: usize = 2;

#[derive(Debug)]
pub struct OwnThread {
    turns: Arc<Semaphore>,
    /// Of reading alone: whoever waits for a state that was published does not wait for comparisons.
    readings: Arc<Semaphore>,
    compiled: Arc<Recent<Vec<Document>, Catalogue>>,
    /// By what both catalogues decide.
    effects: Recent<(CatalogueHash, CatalogueHash), Effect>,
    /// By the state and what is laid over it.
    judged: Recent<(u32, Vec<DocumentChange>), Judged>,
}

impl Default for OwnThread {
    fn default() -> Self {
        let turns = || Arc::new(Semaphore::new(AT_ONCE));
        let compiled = Arc::new(Recent::new(COMPILED));
        Self { turns: turns(), readings: turns(), compiled, effects: Recent::new(EFFECTS), judged: Recent::new(JUDGED) }
    }
}

impl OwnThread {
    async fn work<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotCompared> {
        on_its_turn(&self.turns, work).await
    }
}

async fn on_its_turn<T: Send + 'static>(
    turns: &Arc<Semaphore>,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, NotCompared> {
    let turn = Arc::clone(turns).acquire_owned().await.map_err(|_| NotCompared)?;
    let done = tokio::task::spawn_blocking(move || {
        // Held until it is done, whether or not somebody still waits for it.
        let _turn = turn;
        work()
    });
    done.await.map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "catalogues were not read or compared");
        NotCompared
    })
}

#[async_trait]
impl Comparer for OwnThread {
    async fn judged(&self, draft: LaidOver) -> Result<Arc<Judged>, NotCompared> {
        let key = (draft.state, draft.changes.clone());
        if let Some(known) = self.judged.get(&key) {
            return Ok(known);
        }
        let judged = Arc::new(self.work(move || draft.judged()).await?);
        self.judged.keep(key, &judged);
        Ok(judged)
    }

    async fn compiled(&self, documents: Vec<Document>) -> Result<Compiled, NotCompared> {
        let known = Arc::clone(&self.compiled);
        let read = move || {
            if let Some(known) = known.get(&documents) {
                return Ok(known);
            }
            let catalogue = Arc::new(compile(&documents)?);
            known.keep(documents, &catalogue);
            Ok(catalogue)
        };
        on_its_turn(&self.readings, read).await
    }

    async fn effect(&self, before: Arc<Catalogue>, after: Arc<Catalogue>) -> Result<Arc<Effect>, NotCompared> {
        let hashes = {
            let (before, after) = (Arc::clone(&before), Arc::clone(&after));
            self.work(move || (before.hash(), after.hash())).await?
        };
        if let Some(known) = self.effects.get(&hashes) {
            return Ok(known);
        }
        let found = Arc::new(self.work(move || effect(&before, &after)).await?);
        self.effects.keep(hashes, &found);
        Ok(found)
    }

    async fn decide_again(&self, mut happened: Happened, entries: Vec<LoggedEntry>) -> Result<Happened, NotCompared> {
        self.work(move || {
            entries.iter().for_each(|found| happened.add(found.position, &found.entry));
            happened
        })
        .await
    }
}

/// What was asked for last, so many at most.
#[derive(Debug)]
struct Recent<K, V> {
    most: usize,
    /// The one asked for last stands last.
    kept: Mutex<VecDeque<(K, Arc<V>)>>,
}

impl<K: PartialEq, V> Recent<K, V> {
    fn new(most: usize) -> Self {
        Self { most, kept: Mutex::new(VecDeque::with_capacity(most)) }
    }

    fn get(&self, key: &K) -> Option<Arc<V>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(known, _)| known == key)?;
        let found = kept.remove(place)?;
        let value = Arc::clone(&found.1);
        kept.push_back(found);
        Some(value)
    }

    fn keep(&self, key: K, value: &Arc<V>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(known, _)| *known != key);
        if kept.len() == self.most {
            kept.pop_front();
        }
        kept.push_back((key, Arc::clone(value)));
    }
}

#[cfg(test)]
mod tests {
    use delibero_domain::catalogue::files::builtin;

    use super::*;

    #[test]
    fn what_was_asked_for_last_is_kept_and_no_more_than_that() {
        let recent = Recent::new(2);
        recent.keep(1, &Arc::new("one"));
        recent.keep(2, &Arc::new("two"));
        assert_eq!(recent.get(&1).as_deref(), Some(&"one"));
        recent.keep(3, &Arc::new("three"));
        assert_eq!((recent.get(&2), recent.get(&1).is_some(), recent.get(&3).is_some()), (None, true, true));
    }

    #[tokio::test]
    async fn two_catalogues_that_decide_alike_are_compared_once() {
        let comparer = OwnThread::default();
        let catalogue = || Arc::new(builtin().expect("a catalogue"));
        let first = comparer.effect(catalogue(), catalogue()).await.expect("compared");
        let again = comparer.effect(catalogue(), catalogue()).await.expect("compared");
        assert!(Arc::ptr_eq(&first, &again));
        let other = comparer.effect(catalogue(), Arc::new(Catalogue::default())).await.expect("compared");
        assert!(!Arc::ptr_eq(&first, &other) && !other.differences.is_empty());
    }
}
