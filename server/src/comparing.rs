//! Catalogues are compared on a thread of their own, a few at a time.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::{Effect, Happened, effect};
use delibero_usecases::catalogue::{Comparer, NotCompared};
use delibero_usecases::journal::LoggedEntry;
use tokio::sync::Semaphore;

/// How many pairs are compared at once: each takes a core for as long as it lasts.
const AT_ONCE: usize = 2;

#[derive(Debug)]
pub struct OwnThread {
    turns: Arc<Semaphore>,
}

impl Default for OwnThread {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }
}

impl OwnThread {
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotCompared> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| NotCompared)?;
        let compared = tokio::task::spawn_blocking(move || {
            // Held until it is done, whether or not somebody still waits for it.
            let _turn = turn;
            work()
        });
        compared.await.map_err(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "two catalogues were not compared");
            NotCompared
        })
    }
}

#[async_trait]
impl Comparer for OwnThread {
    async fn effect(&self, before: Arc<Catalogue>, after: Arc<Catalogue>) -> Result<Arc<Effect>, NotCompared> {
        self.run(move || Arc::new(effect(&before, &after))).await
    }

    async fn decide_again(&self, mut happened: Happened, entries: Vec<LoggedEntry>) -> Result<Happened, NotCompared> {
        self.run(move || {
            entries.iter().for_each(|found| happened.add(found.position, &found.entry));
            happened
        })
        .await
    }
}
