//! Asks witnesses to cosign how far the log is, as long as the program runs.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use delibero_domain::tlog::{PolicyError, PolicyFile, Witness};
use delibero_store::Database;
use delibero_usecases::log_tree::{
    DisclosureGate, NotWitnessed, Round, WitnessAnswer, WitnessClient, WitnessedStore as _, Witnessing,
};
use jiff::SignedDuration;
use thiserror::Error;
use ureq::Agent;

use crate::clock::SystemClock;

/// How often a new checkpoint is looked for.
const LOOKING: Duration = Duration::from_secs(5);
/// The longest that one witness is waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most that is read of what one answers, in bytes.
const MOST_ANSWERED: u64 = 64 * 1024;

/// Who is asked, and how many must answer.
#[derive(Clone, Debug)]
pub struct Witnesses {
    policy: PolicyFile,
}

/// Why nobody can be asked.
#[derive(Debug, Error)]
pub enum WitnessesError {
    #[error("the witnesses in {path} cannot be read: {error}")]
    File { path: PathBuf, error: std::io::Error },
    #[error("{path}: {error}")]
    Policy { path: PathBuf, error: PolicyError },
    #[error("{path}: witness {name} has no address; write it behind its key")]
    NoAddress { path: PathBuf, name: String },
}

impl Witnesses {
    /// # Errors
    /// When the file cannot be read, or names a witness without saying where it is.
    pub fn load(path: PathBuf) -> Result<Self, WitnessesError> {
        let text =
            std::fs::read_to_string(&path).map_err(|error| WitnessesError::File { path: path.clone(), error })?;
        let policy: PolicyFile = text.parse().map_err(|error| WitnessesError::Policy { path: path.clone(), error })?;
        match policy.witnesses.iter().find(|witness| witness.address.is_none()) {
            Some(witness) => Err(WitnessesError::NoAddress { path, name: witness.key.name().to_owned() }),
            None => Ok(Self { policy }),
        }
    }

    /// Shut after the time that the file says; never where no witness is needed.
    #[must_use]
    pub fn gate(&self) -> DisclosureGate {
        match self.policy.needed {
            0 => DisclosureGate::default(),
            _ => DisclosureGate::stopping_after(SignedDuration::from_hours(self.policy.stop_after_hours.into())),
        }
    }

    /// Works as long as the program runs.
    pub async fn keep_asking(self, database: Database, gate: Arc<DisclosureGate>) {
        let (client, sizes) = (OverHttp::default(), Mutex::new(BTreeMap::new()));
        let witnessing = Witnessing {
            tree: &database,
            witnessed: &database,
            witnesses: &self.policy.witnesses,
            needed: self.policy.needed,
            client: &client,
            clock: &SystemClock,
            sizes: &sizes,
        };
        let mut every = tokio::time::interval(LOOKING);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            let outcome = witnessing.round().await;
            if let Ok(Round::Missed(missed)) = &outcome {
                missed.iter().for_each(|(name, why)| trace(name, why));
            }
            match outcome {
                Ok(_) => {}
                Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "witnesses are asked later"),
            }
            // What another node found counts as well.
            match database.witnessed().await {
                Ok(found) => gate.note(found.waiting_since),
                Err(error) => {
                    tracing::warn!(error = &error as &dyn std::error::Error, "how far witnesses are is not known");
                }
            }
        }
    }
}

impl std::fmt::Display for Witnesses {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let PolicyFile { witnesses, needed, stop_after_hours, .. } = &self.policy;
        let asked = witnesses.len();
        write!(
            f,
            "{asked} are asked, {needed} are needed, and without them disclosure stops after {stop_after_hours} h"
        )
    }
}

fn trace(name: &str, why: &NotWitnessed) {
    match why {
        NotWitnessed::Longer(_) | NotWitnessed::Refused(422, _) => {
            tracing::error!(name, %why, "a witness saw another log");
        }
        _ => tracing::warn!(name, %why, "a witness did not cosign"),
    }
}

/// Reaches witnesses over HTTP.
struct OverHttp(Agent);

impl Default for OverHttp {
    fn default() -> Self {
        let config = Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
        Self(config.build().into())
    }
}

#[async_trait]
impl WitnessClient for OverHttp {
    async fn add_checkpoint(&self, witness: &Witness, request: String) -> Result<WitnessAnswer, String> {
        let address = witness.address.as_deref().ok_or("it has no address")?;
        let (agent, address) = (self.0.clone(), format!("{address}/add-checkpoint"));
        let asked = tokio::task::spawn_blocking(move || {
            let mut answer = agent.post(&address).send(request).map_err(|error| error.to_string())?;
            let status = answer.status().as_u16();
            let body = answer.body_mut().with_config().limit(MOST_ANSWERED).read_to_string();
            body.map(|body| (status, body)).map_err(|error| error.to_string())
        });
        let (status, body) = asked.await.map_err(|error| error.to_string())??;
        Ok(match (status, body.trim().parse()) {
            (200, _) => WitnessAnswer::Cosigned(body),
            (409, Ok(size)) => WitnessAnswer::Conflict(size),
            _ => WitnessAnswer::Refused(status, body.trim().chars().take(200).collect()),
        })
    }
}
