//! argon2id, off the threads that serve and only a few at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use async_trait::async_trait;
use delibero_usecases::accounts::PasswordHash;
use delibero_usecases::ports::PasswordHasher;
use tokio::sync::Semaphore;

/// Memory per hash in KiB, passes and lanes: the first choice of OWASP's password storage cheat sheet (19 MiB, 2, 1).
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);
/// Hashes at once: the rest wait, so that sign-ins cannot take all memory and processors.
const AT_ONCE: usize = 2;

/// Hashes with argon2id.
pub struct Argon2id {
    places: Arc<Semaphore>,
    /// What is verified when there is no account, so that the answer takes as long.
    decoy: String,
}

impl Argon2id {
    /// A hasher, which makes its decoy at once.
    ///
    /// # Panics
    /// Never: the parameters are constants that argon2 accepts.
    #[must_use]
    pub fn new() -> Self {
        let mut nobody = [0; 32];
        crate::entropy::fill(&mut nobody);
        Self { places: Arc::new(Semaphore::new(AT_ONCE)), decoy: hash(&nobody) }
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

#[async_trait]
impl PasswordHasher for Argon2id {
    async fn hash(&self, password: String) -> PasswordHash {
        let place = self.places.clone().acquire_owned().await;
        let hashed = tokio::task::spawn_blocking(move || {
            // Held until it is done, even when nobody waits for it any more.
            let _place = place;
            hash(password.as_bytes())
        })
        .await;
        PasswordHash(hashed.expect("hashing does not panic"))
    }

    async fn verify(&self, password: String, expected: Option<PasswordHash>) -> bool {
        let exists = expected.is_some();
        let phc = expected.map_or_else(|| self.decoy.clone(), |hash| hash.0);
        let place = self.places.clone().acquire_owned().await;
        let fits = tokio::task::spawn_blocking(move || {
            let _place = place;
            Phc::new(&phc).is_ok_and(|phc| argon2().verify_password(password.as_bytes(), &phc).is_ok())
        });
        fits.await.unwrap_or(false) && exists
    }
}
