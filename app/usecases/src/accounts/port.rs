//! What is needed of a store to know users.

use std::collections::BTreeMap;

use async_trait::async_trait;
use delibero_domain::identifier::UserName;

use super::account::{Account, Credentials};
use super::mandates::Mandate;
use crate::journal::JournalWork;
use crate::store_error::StoreError;

#[async_trait]
pub trait AccountStore: Send + Sync {
    async fn begin_accounts(&self) -> Result<Box<dyn AccountWork>, StoreError>;

    async fn account(&self, user: &UserName) -> Result<Option<Account>, StoreError>;

    /// An account and what its password is checked against.
    async fn credentials(&self, user: &UserName) -> Result<Option<Credentials>, StoreError>;

    /// The names that people read, of those users that there are.
    async fn display_names(&self, users: &[UserName]) -> Result<BTreeMap<UserName, String>, StoreError>;
}

#[async_trait]
pub trait AccountWork: JournalWork {
    async fn account(&mut self, user: &UserName) -> Result<Option<Account>, StoreError>;

    /// Every mandate of a user, the newest first.
    async fn mandates_of(&mut self, user: &UserName) -> Result<Vec<Mandate>, StoreError>;

    async fn add_user(&mut self, user: &Credentials) -> Result<(), StoreError>;
}
