//! A draft that was read and checked, away from the threads that answer requests: nothing else is proposed or published.

use std::sync::Arc;

use delibero_domain::catalogue::CatalogueHash;

use super::error::ChangeRefusal;
use super::in_force::CatalogueInForce;
use super::judge::{Judged, LaidOver};
use super::missing_points::missing_in;
use super::model::{CatalogueDraft, DocumentChange};
use super::port::{CatalogueStore, Comparer};
use crate::register::RegisterStore;
use crate::store_error::StoreError;

/// Where it is read from.
#[derive(Clone, Copy)]
pub struct CheckingStores<'c> {
    pub catalogue: &'c dyn CatalogueStore,
    pub register: &'c dyn RegisterStore,
    pub in_force: &'c CatalogueInForce,
    pub comparer: &'c dyn Comparer,
}

/// What a draft would make of the state in force; [`Checked::of`] alone makes it.
#[derive(Clone, Debug)]
pub struct Checked {
    judged: Arc<Judged>,
    changes: Vec<DocumentChange>,
    /// How many points that the text does not have nobody answered for.
    unanswered: usize,
}

/// What an approver saw, and the draft as it was read.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// The state with which the effect was compared.
    pub state: u32,
    pub checked: Checked,
}

impl Checked {
    /// # Errors
    /// When the store fails, or the draft was not read.
    pub async fn of(stores: CheckingStores<'_>, draft: &CatalogueDraft) -> Result<Self, StoreError> {
        let missing = missing_in(stores.catalogue, stores.register, draft).await?;
        Ok(Self {
            judged: judged(stores.catalogue, stores.in_force, stores.comparer, draft).await?,
            changes: draft.content.changes.clone(),
            unanswered: missing.iter().filter(|found| found.answer.is_none()).count(),
        })
    }

    /// The hash of the catalogue as changes make it of a state.
    ///
    /// # Errors
    /// When it would not be sound, or what was read is not what is asked for.
    pub(super) fn sound(&self, changes: &[DocumentChange], state: u32) -> Result<CatalogueHash, ChangeRefusal> {
        let judged = &self.judged;
        if self.changes != changes || judged.state != state {
            return Err(ChangeRefusal::NotCompared);
        }
        if !judged.outdated.is_empty() {
            return Err(ChangeRefusal::Outdated(judged.outdated.clone()));
        }
        match (&judged.after, judged.hash) {
            (Ok(_), Some(hash)) if judged.broken_cases.is_empty() => Ok(hash),
            (Ok(_), _) => Err(ChangeRefusal::NotSound(judged.broken_cases.clone())),
            (Err(errors), _) => Err(ChangeRefusal::NotSound(errors.clone())),
        }
    }

    /// # Errors
    /// When a point that the text does not have is not answered for.
    pub(super) const fn answered(&self) -> Result<(), ChangeRefusal> {
        match self.unanswered {
            0 => Ok(()),
            unanswered => Err(ChangeRefusal::PointsNotAnswered(unanswered)),
        }
    }
}

/// A draft laid over the state in force.
pub(super) async fn judged(
    store: &dyn CatalogueStore,
    in_force: &CatalogueInForce,
    comparer: &dyn Comparer,
    draft: &CatalogueDraft,
) -> Result<Arc<Judged>, StoreError> {
    in_force.follow(store).await?;
    let now = in_force.now();
    let laid_over = LaidOver {
        state: now.state,
        before: Arc::clone(&now.catalogue),
        documents: store.documents(now.state).await?,
        changes: draft.content.changes.clone(),
    };
    Ok(comparer.judged(laid_over).await?)
}
