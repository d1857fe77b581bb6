//! Where saved views are kept.

use async_trait::async_trait;
use delibero_domain::identifier::UserName;

use super::model::SavedView;
use crate::store_error::StoreError;

#[async_trait]
pub trait SavedViewStore: Send + Sync {
    /// Those of a user, by name, byte by byte.
    async fn views(&self, user: &UserName) -> Result<Vec<SavedView>, StoreError>;

    /// Keeps one; another of the same user and name is replaced.
    async fn keep_view(&self, user: &UserName, view: &SavedView) -> Result<(), StoreError>;

    /// Removes one; nothing happens when there is none of that name.
    async fn remove_view(&self, user: &UserName, name: &str) -> Result<(), StoreError>;
}
