//! What signing in needs of the machine: hashing, and time that passes.

use async_trait::async_trait;
use jiff::SignedDuration;

use super::gate::Lane;
use crate::accounts::account::PasswordHash;
use crate::store_error::StoreError;

/// Hashes and checks passwords, off the threads that serve.
#[async_trait]
pub trait PasswordHasher: Send + Sync {
    async fn hash(&self, password: String) -> PasswordHash;

    /// Waits for a place to check one password; none when too many wait in that lane.
    async fn turn(&self, lane: Lane) -> Option<Box<dyn Turn>>;
}

/// The place to check one password.
#[async_trait]
pub trait Turn: Send {
    /// Whether a password fits a hash.
    ///
    /// # Errors
    /// When the hash is none: nothing fits it, and that is nobody's mistake who signs in.
    async fn verify(self: Box<Self>, password: String, hash: PasswordHash) -> Result<bool, StoreError>;
}

/// Holds an answer back.
#[async_trait]
pub trait Pause: Send + Sync {
    /// Comes back after so long; at once where it is not positive.
    async fn pause(&self, length: SignedDuration);
}
