//! Published states laid beside each other.

use std::sync::Arc;

use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::Document;

use super::documents::{differences, is_suspension};
use super::model::DocumentChange;
use super::read::CatalogueStates;
use crate::store_error::StoreError;

/// What one state has that another has not, and both catalogues.
#[derive(Clone, Debug)]
pub struct ComparedStates {
    pub changes: Vec<DocumentChange>,
    pub before: Arc<Catalogue>,
    pub after: Arc<Catalogue>,
}

impl CatalogueStates<'_> {
    /// Two states; 0 is the empty one before the first. None where one was never published.
    ///
    /// # Errors
    /// When the store fails, or this program cannot read one of them.
    pub async fn compared(self, from: u32, to: u32) -> Result<Option<ComparedStates>, StoreError> {
        let (Some(before), Some(after)) = (self.known(from).await?, self.known(to).await?) else { return Ok(None) };
        let changes = differences(&before, &after);
        let (before, after) = (self.compiled(from, before).await?, self.compiled(to, after).await?);
        Ok(Some(ComparedStates { changes, before, after }))
    }

    /// The catalogue of a state; none where it was never published.
    ///
    /// # Errors
    /// When the store fails, or this program cannot read it.
    pub async fn catalogue_of(self, state: u32) -> Result<Option<Arc<Catalogue>>, StoreError> {
        match self.known(state).await?.filter(|_| state > 0) {
            Some(documents) => Ok(Some(self.compiled(state, documents).await?)),
            None => Ok(None),
        }
    }

    /// What leads from the state in force back to an earlier one; none where that was never published. What is suspended
    /// stays as it is: it is no rule of that time, and two people lift it by itself.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn back_to(self, state: u32) -> Result<Option<Vec<DocumentChange>>, StoreError> {
        let now = self.all().await?.first().map_or(0, |state| state.number);
        let Some(then) = self.known(state).await?.filter(|_| state > 0) else { return Ok(None) };
        let mut changes = differences(&self.documents(now).await?, &then);
        changes.retain(|change| !is_suspension(&change.name));
        Ok(Some(changes))
    }

    async fn known(self, state: u32) -> Result<Option<Vec<Document>>, StoreError> {
        let documents = self.documents(state).await?;
        Ok((state == 0 || !documents.is_empty()).then_some(documents))
    }
}
