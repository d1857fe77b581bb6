//! Whether the database serves, asked for at most once in a while.

use std::sync::Arc;
use std::time::Duration;

use delibero_store::Database;
use delibero_usecases::clock::Clock;
use delibero_usecases::store_error::StoreError;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

/// How long an answer is given again: however often it is asked for, nothing is written more often.
const FRESH: SignedDuration = SignedDuration::from_secs(5);
/// The longest that the database may take.
const PATIENCE: Duration = Duration::from_secs(4);

#[derive(Clone)]
pub struct Readiness {
    database: Database,
    /// The last answer, and when it was found.
    last: Arc<Mutex<Option<(Timestamp, bool)>>>,
}

impl Readiness {
    #[must_use]
    pub fn of(database: Database) -> Self {
        Self { database, last: Arc::default() }
    }

    /// Whether the database has the schema of this program and takes what is written. Only one asks it at a time.
    pub async fn now(&self, clock: &dyn Clock) -> bool {
        let mut last = self.last.lock().await;
        let now = clock.now();
        if let Some((at, ready)) = *last
            && now.duration_since(at).abs() < FRESH
        {
            return ready;
        }
        let ready = match tokio::time::timeout(PATIENCE, serves(&self.database, now)).await {
            Ok(Ok(())) => true,
            Ok(Err(error)) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
                false
            }
            Err(_) => {
                tracing::warn!("not ready: the database did not answer in time");
                false
            }
        };
        *last = Some((now, ready));
        ready
    }
}

async fn serves(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    database.check().await?;
    database.beat(now).await
}
