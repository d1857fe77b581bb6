//! What is needed of a store to look after people.

use async_trait::async_trait;
use delibero_domain::identifier::{OrganisationId, UserName};
use jiff::Timestamp;

use super::model::{AccessLink, LinkHash, OpenSession, Sessions, User, UserFilter};
use crate::accounts::account::PasswordHash;
use crate::accounts::mandates::{EndedMandate, Mandate};
use crate::accounts::port::AccountWork;
use crate::directory::DirectoryWork;
use crate::store_error::StoreError;

#[async_trait]
pub trait PeopleStore: Send + Sync {
    async fn begin_people(&self) -> Result<Box<dyn PeopleWork>, StoreError>;

    /// At most so many, by the name that people read, after the first `skipped`.
    async fn users(&self, filter: &UserFilter, skipped: u32, most: u32) -> Result<Vec<User>, StoreError>;

    async fn count_users(&self, filter: &UserFilter) -> Result<u64, StoreError>;

    async fn user(&self, user: &UserName) -> Result<Option<User>, StoreError>;

    /// Every mandate of a user, the newest first.
    async fn mandates_of(&self, user: &UserName) -> Result<Vec<Mandate>, StoreError>;

    /// The offices that people of an organisation hold, held or will hold, by themselves.
    async fn offices_of(&self, organisation: &OrganisationId) -> Result<Vec<Mandate>, StoreError>;

    async fn link(&self, hash: &LinkHash) -> Result<Option<AccessLink>, StoreError>;

    /// Those that nobody ended, last used first; whether they are still good is the clock's matter.
    async fn open_sessions(&self, user: &UserName) -> Result<Vec<OpenSession>, StoreError>;

    /// Notes that somebody signed in.
    async fn note_signed_in(&self, user: &UserName, at: Timestamp) -> Result<(), StoreError>;

    /// Active users who were last known to use the portal before an instant; whoever is not known to have used it is
    /// noted to have begun at `now`.
    async fn unused_since(&self, before: Timestamp, now: Timestamp) -> Result<Vec<UserName>, StoreError>;
}

#[async_trait]
pub trait PeopleWork: AccountWork + DirectoryWork {
    /// Makes units of work that change people of one organisation wait for each other.
    async fn wait_for_people_of(&mut self, organisation: &OrganisationId) -> Result<(), StoreError>;

    async fn user(&mut self, user: &UserName) -> Result<Option<User>, StoreError>;

    /// The users of an organisation who look after its people, and may sign in.
    async fn administrators(&mut self, organisation: &OrganisationId) -> Result<Vec<UserName>, StoreError>;

    /// # Errors
    /// [`StoreError::Exists`] where the sign-in name was ever given.
    async fn invite(&mut self, user: &User) -> Result<(), StoreError>;

    /// Saves a user over the revision that was read, and gives the new one; the error is the one that is there.
    async fn save_user(&mut self, user: &User, read: u32) -> Result<Result<u32, u32>, StoreError>;

    async fn offices_of(&mut self, organisation: &OrganisationId) -> Result<Vec<Mandate>, StoreError>;

    async fn add_mandate(&mut self, mandate: &Mandate) -> Result<(), StoreError>;

    /// Ends a mandate that was not ended.
    async fn end_mandate(&mut self, id: &str, ended: &EndedMandate) -> Result<(), StoreError>;

    async fn set_password(&mut self, user: &UserName, password: &PasswordHash) -> Result<(), StoreError>;

    async fn end_sessions(&mut self, user: &UserName, which: Sessions) -> Result<u64, StoreError>;

    /// Adds a link; the others of its user are gone.
    async fn add_link(&mut self, hash: &LinkHash, link: &AccessLink) -> Result<(), StoreError>;

    /// The links of a user that were not used are gone.
    async fn remove_links(&mut self, user: &UserName) -> Result<(), StoreError>;

    /// Uses a link; false where somebody did already.
    async fn use_link(&mut self, hash: &LinkHash, at: Timestamp) -> Result<bool, StoreError>;
}
