//! The catalogue in force, as this node has it.

use std::sync::{Arc, PoisonError, RwLock};

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::Document;

use super::port::{CatalogueReadings, CatalogueStore, Comparer};
use crate::store_error::{Cause, StoreError};

/// One state, compiled.
#[derive(Clone, Debug)]
pub struct InForce {
    /// 0: it is kept in no store.
    pub state: u32,
    pub catalogue: Arc<Catalogue>,
}

/// Swapped whole: whoever holds a state goes on with it to the end.
#[derive(Debug)]
pub struct CatalogueInForce {
    now: RwLock<Arc<InForce>>,
    /// Reads what is published.
    comparer: Arc<dyn Comparer>,
}

impl CatalogueInForce {
    /// A catalogue that no store keeps; a store that keeps one is followed.
    #[must_use]
    pub fn unkept(catalogue: Arc<Catalogue>, comparer: Arc<dyn Comparer>) -> Self {
        Self { now: RwLock::new(Arc::new(InForce { state: 0, catalogue })), comparer }
    }

    /// The state that this node knows to be in force.
    #[must_use]
    pub fn now(&self) -> Arc<InForce> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The state that is in force for a unit of work, whatever this node knew before.
    ///
    /// # Errors
    /// When the store fails, or what is published cannot be read by this program.
    pub async fn within<W: CatalogueReadings + ?Sized>(&self, work: &mut W) -> Result<Arc<InForce>, StoreError> {
        let (known, state) = (self.now(), work.state_in_force().await?);
        if known.state == state {
            return Ok(known);
        }
        let documents = work.documents(state).await?;
        self.take_over(state, documents).await
    }

    /// Takes over what was published since, and says whether there was something.
    ///
    /// # Errors
    /// When the store fails, or what is published cannot be read by this program: the state known before stays.
    pub async fn follow(&self, store: &dyn CatalogueStore) -> Result<bool, StoreError> {
        let state = store.state_in_force().await?;
        if self.now().state == state {
            return Ok(false);
        }
        let documents = store.documents(state).await?;
        self.take_over(state, documents).await?;
        Ok(true)
    }

    async fn take_over(&self, state: u32, documents: Vec<Document>) -> Result<Arc<InForce>, StoreError> {
        let catalogue = self.comparer.compiled(documents).await?.map_err(|errors| {
            let first = errors.first().map(ToString::to_string).unwrap_or_default();
            StoreError::Unreadable(Cause::of(format!("state {state} of the catalogue ({first})")))
        })?;
        let taken = Arc::new(InForce { state, catalogue });
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        // Another unit of work may have taken over a newer one since.
        if now.state < state {
            *now = Arc::clone(&taken);
        }
        Ok(taken)
    }
}
