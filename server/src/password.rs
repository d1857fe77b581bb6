//! argon2id, off the threads that serve and only a few at a time.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use delibero_usecases::accounts::PasswordHash;
use delibero_usecases::accounts::sign_in::Lane;
use delibero_usecases::accounts::sign_in::{PasswordHasher, Turn};
use delibero_usecases::store_error::{Cause, StoreError};

use crate::turns::{Place, Turns};

/// Memory per hash in KiB, passes and lanes: the first choice of OWASP's password storage cheat sheet (19 MiB, 2, 1).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// The most hashes at once, however many processors there are: each takes its memory.
const MOST_AT_ONCE: usize = 8;
/// The longest that an attempt waits for its turn: less than a request may take.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Argon2id {
    turns: Arc<Turns>,
}

impl Argon2id {
    /// A hasher that uses every processor.
    #[must_use]
    pub fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self { turns: Turns::new(processors.min(MOST_AT_ONCE)) }
    }
}

impl Default for Argon2id {
    fn default() -> Self {
        Self::new()
    }
}

fn argon2() -> Argon2<'static> {
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, None).expect("constants that argon2 accepts");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &[u8]) -> String {
    let mut salt = [0; 16];
    crate::entropy::fill(&mut salt);
    let hash = argon2().hash_password_with_salt(password, &salt).expect("argon2 hashes any password");
    hash.to_string()
}

fn fits(password: &[u8], hash: &str) -> argon2::password_hash::Result<bool> {
    match argon2().verify_password(password, &Phc::new(hash)?) {
        Ok(()) => Ok(true),
        Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(error),
    }
}

#[async_trait]
impl PasswordHasher for Argon2id {
    async fn hash(&self, password: String) -> PasswordHash {
        let hashed = tokio::task::spawn_blocking(move || hash(password.as_bytes())).await;
        PasswordHash(hashed.expect("hashing does not panic"))
    }

    async fn turn(&self, lane: Lane) -> Option<Box<dyn Turn>> {
        let place = tokio::time::timeout(PATIENCE, self.turns.wait(lane)).await.ok()??;
        Some(Box::new(OwnTurn { place }))
    }
}

struct OwnTurn {
    place: Place,
}

#[async_trait]
impl Turn for OwnTurn {
    async fn verify(self: Box<Self>, password: String, hash: PasswordHash) -> Result<bool, StoreError> {
        let fits = tokio::task::spawn_blocking(move || {
            // Held until it is done, even when nobody waits for it any more.
            let _place = self.place;
            fits(password.as_bytes(), &hash.0)
        });
        let unreadable = |error: argon2::password_hash::Error| {
            StoreError::Unreadable(Cause::of("a password's hash").with_source(error))
        };
        fits.await.expect("checking does not panic").map_err(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_password_is_told_from_a_hash_that_is_none() {
        let hash = hash(b"right");
        assert_eq!((fits(b"right", &hash), fits(b"wrong", &hash)), (Ok(true), Ok(false)));
        assert!(fits(b"right", "").is_err() && fits(b"right", "$unknown$v=1$AAAAAAAA$AAAAAAAAAAAAAAAA").is_err());
    }
}
