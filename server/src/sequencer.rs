//! Integrates what the journal got into its tree; each node has one, and they do not get into each other's way.

use std::time::Duration;

use delibero_domain::tlog::Signer;
use delibero_store::Database;
use delibero_usecases::log_tree::{SequenceError, Sequencing};

use crate::clock::SystemClock;

/// How often new entries are looked for: so long after its commit, and a turn, an entry is below a signed checkpoint.
const LOOKING: Duration = Duration::from_millis(500);

/// The sequencer of a database, with the key of its log, and the one before where that still signs as well.
pub struct Sequencer {
    database: Database,
    signer: Signer,
    before: Option<Signer>,
}

impl Sequencer {
    #[must_use]
    pub const fn of(database: Database, signer: Signer, before: Option<Signer>) -> Self {
        Self { database, signer, before }
    }

    #[must_use]
    pub fn sequencing(&self) -> Sequencing<'_> {
        Sequencing { store: &self.database, signer: &self.signer, before: self.before.as_ref(), clock: &SystemClock }
    }

    /// Works as long as the program runs. What it cannot add stays in the journal and is added later.
    pub async fn keep_integrating(self) {
        let mut every = tokio::time::interval(LOOKING);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            match self.sequencing().integrate_all().await {
                Ok(()) => {}
                Err(SequenceError::Store(error)) if error.is_outage() => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "the log is integrated later");
                }
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "the log is not integrated");
                }
            }
        }
    }
}
