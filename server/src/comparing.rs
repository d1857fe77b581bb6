//! Catalogues are compared on a thread of their own, a few at a time.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::effect::{Effect, effect};
use delibero_usecases::catalogue::{Comparer, NotCompared};
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

#[async_trait]
impl Comparer for OwnThread {
    async fn effect(&self, before: Arc<Catalogue>, after: Arc<Catalogue>) -> Result<Arc<Effect>, NotCompared> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| NotCompared)?;
        let compared = tokio::task::spawn_blocking(move || {
            // Held until it is done, whether or not somebody still waits for it.
            let _turn = turn;
            Arc::new(effect(&before, &after))
        });
        compared.await.map_err(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "two catalogues were not compared");
            NotCompared
        })
    }
}
