//! When sessions were last used: kept in memory, and written down once a minute.
//!
//! A request does not wait for it, and a database that takes no writes ends no session.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use delibero_store::Database;
use delibero_usecases::accounts::people::IDLE_LIMIT;
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;

#[derive(Clone, Copy)]
struct Use {
    at: Timestamp,
    noted: Timestamp,
}

/// The last use of each session, under the hash of its identifier.
#[derive(Default)]
pub struct Seen(Mutex<HashMap<[u8; 32], Use>>);

impl Seen {
    /// When a session was last used, as far as this process knows.
    #[must_use]
    pub fn last(&self, session: &[u8; 32]) -> Option<Timestamp> {
        self.uses().get(session).map(|used| used.at)
    }

    /// Notes a use; `noted` is what the store knows.
    pub fn note(&self, session: [u8; 32], at: Timestamp, noted: Timestamp) {
        self.uses().insert(session, Use { at, noted });
    }

    /// Writes down what the store does not know yet, and forgets what ended.
    ///
    /// # Errors
    /// When the store does not take it; the next time it is tried again.
    pub async fn write_down(&self, database: &Database, now: Timestamp) -> Result<(), StoreError> {
        let due: Vec<([u8; 32], Timestamp)> = {
            let mut uses = self.uses();
            uses.retain(|_, used| now.duration_since(used.at) <= IDLE_LIMIT);
            uses.iter().filter(|(_, used)| used.at > used.noted).map(|(session, used)| (*session, used.at)).collect()
        };
        database.touch_sessions(&due).await?;
        let mut uses = self.uses();
        for (session, at) in due {
            if let Some(kept) = uses.get_mut(&session) {
                kept.noted = kept.noted.max(at);
            }
        }
        Ok(())
    }

    fn uses(&self) -> MutexGuard<'_, HashMap<[u8; 32], Use>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
