//! Keeping filters under a name, and reading them.

use delibero_domain::niss::holds_niss;
use thiserror::Error;

use super::model::SavedView;
use super::port::SavedViewStore;
use crate::accounts::Actor;
use crate::store_error::StoreError;

/// In characters.
pub const MAX_NAME_LENGTH: usize = 60;
/// In bytes.
pub const MAX_QUERY_LENGTH: usize = 2000;
/// Of one user.
pub const MAX_VIEWS: usize = 30;

/// Why a view was not kept.
#[derive(Debug, Error)]
pub enum KeepError {
    /// It has no name.
    #[error("a view needs a name")]
    NoName,
    /// Its name is longer than [`MAX_NAME_LENGTH`].
    #[error("the name is too long")]
    NameTooLong,
    /// Its name holds a NISS, which is kept nowhere but where a person is meant.
    #[error("the name holds a NISS")]
    Niss,
    /// Nothing is filtered or sorted, or more than can be kept.
    #[error("these filters cannot be kept")]
    Query,
    /// The user keeps [`MAX_VIEWS`] already.
    #[error("there are too many views")]
    TooMany,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The views of one user: those of nobody else can be had through it.
#[derive(Clone, Copy)]
pub struct SavedViews<'v> {
    store: &'v dyn SavedViewStore,
    owner: &'v Actor,
}

impl<'v> SavedViews<'v> {
    #[must_use]
    pub const fn of(store: &'v dyn SavedViewStore, owner: &'v Actor) -> Self {
        Self { store, owner }
    }

    /// By name, byte by byte.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn all(self) -> Result<Vec<SavedView>, StoreError> {
        self.store.views(&self.owner.user).await
    }

    /// Keeps filters under a name, in place of what the name stood for before.
    ///
    /// # Errors
    /// When the name or the filters cannot be kept, or the store fails.
    pub async fn keep(self, name: &str, query: String) -> Result<(), KeepError> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(KeepError::NoName);
        }
        if name.chars().count() > MAX_NAME_LENGTH {
            return Err(KeepError::NameTooLong);
        }
        if holds_niss(&name) {
            return Err(KeepError::Niss);
        }
        if query.is_empty() || query.len() > MAX_QUERY_LENGTH || holds_niss(&query) {
            return Err(KeepError::Query);
        }
        let kept = self.all().await?;
        if kept.len() >= MAX_VIEWS && kept.iter().all(|view| view.name != name) {
            return Err(KeepError::TooMany);
        }
        Ok(self.store.keep_view(&self.owner.user, &SavedView { name, query }).await?)
    }

    /// Nothing happens when there is none of that name.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn remove(self, name: &str) -> Result<(), StoreError> {
        self.store.remove_view(&self.owner.user, name).await
    }
}
