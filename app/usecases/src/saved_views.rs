//! Filters of the list of deliberations that a user keeps under a name. They are the user's alone.

use async_trait::async_trait;
use delibero_domain::identifier::UserName;
use delibero_domain::niss::holds_niss;
use thiserror::Error;

use crate::ports::StoreError;

/// The longest name, in characters.
pub const MAX_NAME_LENGTH: usize = 60;
/// The longest query, in bytes.
pub const MAX_QUERY_LENGTH: usize = 2000;
/// How many views a user may keep.
pub const MAX_VIEWS: usize = 30;

/// Filters under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The name.
    pub name: String,
    /// What stands after the question mark of the address.
    pub query: String,
}

/// Where saved views are kept.
#[async_trait]
pub trait SavedViews: Send + Sync {
    /// Those of a user, by name, byte by byte.
    async fn views(&self, user: &UserName) -> Result<Vec<SavedView>, StoreError>;

    /// Keeps one; another of the same user and name is replaced.
    async fn keep_view(&self, user: &UserName, view: &SavedView) -> Result<(), StoreError>;

    /// Removes one; nothing happens when there is none of that name.
    async fn remove_view(&self, user: &UserName, name: &str) -> Result<(), StoreError>;
}

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
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps filters under a name, in place of what the name stood for before.
///
/// # Errors
/// When the name or the filters cannot be kept, or the store fails.
pub async fn keep(views: &dyn SavedViews, user: &UserName, name: &str, query: String) -> Result<(), KeepError> {
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
    let kept = views.views(user).await?;
    if kept.len() >= MAX_VIEWS && kept.iter().all(|view| view.name != name) {
        return Err(KeepError::TooMany);
    }
    Ok(views.keep_view(user, &SavedView { name, query }).await?)
}
