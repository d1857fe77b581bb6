//! Has outsiders cosign how far the log is, so that its operator cannot write it anew unseen (C2SP `tlog-witness`).

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use delibero_domain::tlog::{
    AddCheckpoint, Checkpoint, ConsistencyPlan, Hash, MissingTile, Note, Signature, Tiles, Witness,
};
use thiserror::Error;

use super::model::Witnessed;
use super::port::{TreeStore, WitnessedStore};
use super::published::Published;
use crate::clock::Clock;
use crate::store_error::{Cause, StoreError};

/// What a witness answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WitnessAnswer {
    /// Lines of signatures, not verified yet.
    Cosigned(String),
    /// It cosigned this size last.
    Conflict(u64),
    /// The status and what it said.
    Refused(u16, String),
}

/// Reaches witnesses.
#[async_trait]
pub trait WitnessClient: Send + Sync {
    /// # Errors
    /// When it does not answer: why, in words.
    async fn add_checkpoint(&self, witness: &Witness, request: String) -> Result<WitnessAnswer, String>;
}

/// Why a witness did not cosign.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotWitnessed {
    #[error("it has no address")]
    NoAddress,
    #[error("it does not answer: {0}")]
    Away(String),
    #[error("it refused with {0}: {1}")]
    Refused(u16, String),
    #[error(
        "it cosigned a log of {0} entries, which is longer than this one: an older copy of the log may have been put back"
    )]
    Longer(u64),
    #[error("what it answered is not signed with its key")]
    Unsigned,
}

/// What became of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// The newest checkpoint was seen by enough already, or nobody is to be asked.
    Nothing,
    /// Enough cosigned.
    Met,
    /// Too few did; those who did not, by their names.
    Missed(Vec<(String, NotWitnessed)>),
}

/// What rounds work with.
pub struct Witnessing<'w> {
    pub tree: &'w dyn TreeStore,
    pub witnessed: &'w dyn WitnessedStore,
    pub witnesses: &'w [Witness],
    pub needed: usize,
    pub client: &'w dyn WitnessClient,
    pub clock: &'w dyn Clock,
    /// Which size each is believed to have cosigned last.
    pub sizes: &'w Mutex<BTreeMap<String, u64>>,
}

impl Witnessing<'_> {
    /// Asks every witness to cosign the newest checkpoint, and keeps it with their signatures where they are enough.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn round(&self) -> Result<Round, StoreError> {
        let (head, before) = (self.tree.tree_head().await?, self.witnessed.witnessed().await?);
        let Some(signed) = head.checkpoint.filter(|_| self.needed > 0) else { return Ok(Round::Nothing) };
        if before.note.is_some() && before.size >= head.size {
            return Ok(Round::Nothing);
        }
        let unreadable = || StoreError::Unreadable(Cause::of("the checkpoint of the log"));
        let mut note: Note = signed.note.parse().map_err(|_| unreadable())?;
        let checkpoint: Checkpoint = note.text.parse().map_err(|_| unreadable())?;
        let (mut lines, mut missed) = (Vec::new(), Vec::new());
        for witness in self.witnesses {
            match self.ask(witness, &note, &checkpoint).await? {
                Ok(line) => lines.push(line),
                Err(why) => missed.push((witness.key.name().to_owned(), why)),
            }
        }
        let now = self.clock.now();
        if lines.len() < self.needed {
            let waiting_since = before.waiting_since.or(Some(now));
            self.witnessed.save_witnessed(&Witnessed { waiting_since, ..before }).await?;
            return Ok(Round::Missed(missed));
        }
        note.signatures.extend(lines);
        let note = Some(note.to_string());
        self.witnessed.save_witnessed(&Witnessed { size: checkpoint.size, note, waiting_since: None }).await?;
        Ok(Round::Met)
    }

    async fn ask(
        &self,
        witness: &Witness,
        note: &Note,
        checkpoint: &Checkpoint,
    ) -> Result<Result<Signature, NotWitnessed>, StoreError> {
        if witness.address.is_none() {
            return Ok(Err(NotWitnessed::NoAddress));
        }
        let known = self.sizes().get(witness.key.name()).copied();
        let mut old_size = known.filter(|size| *size <= checkpoint.size).unwrap_or(0);
        // What it cosigned last is known once it said so.
        for _ in 0..2 {
            let proof = self.proof(old_size, checkpoint.size).await?;
            let request = AddCheckpoint { old_size, proof, checkpoint: note.clone() }.to_string();
            match self.client.add_checkpoint(witness, request).await {
                Ok(WitnessAnswer::Cosigned(lines)) => {
                    self.sizes().insert(witness.key.name().to_owned(), checkpoint.size);
                    return Ok(cosignature(witness, note, &lines));
                }
                Ok(WitnessAnswer::Conflict(size)) if size > checkpoint.size => {
                    return Ok(Err(NotWitnessed::Longer(size)));
                }
                Ok(WitnessAnswer::Conflict(size)) => old_size = size,
                Ok(WitnessAnswer::Refused(status, words)) => return Ok(Err(NotWitnessed::Refused(status, words))),
                Err(words) => return Ok(Err(NotWitnessed::Away(words))),
            }
        }
        Ok(Err(NotWitnessed::Away("what it cosigned last changes while it is asked".to_owned())))
    }

    fn sizes(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, u64>> {
        self.sizes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn proof(&self, old_size: u64, size: u64) -> Result<Vec<Hash>, StoreError> {
        let missing = |_: MissingTile| StoreError::Unreadable(Cause::of("a tile of the log"));
        let plan = ConsistencyPlan::new(old_size, size).ok_or(MissingTile).map_err(missing)?;
        let mut tiles = Tiles::default();
        for path in plan.tiles() {
            let bytes = Published::of(self.tree).tile(path).await?;
            tiles.add(path, &bytes.ok_or(MissingTile).map_err(missing)?);
        }
        plan.hashes(&tiles).map_err(missing)
    }
}

/// The line of the witness itself: it may have sent others.
fn cosignature(witness: &Witness, note: &Note, lines: &str) -> Result<Signature, NotWitnessed> {
    let lines = lines.lines().filter_map(|line| line.parse::<Signature>().ok());
    let own =
        lines.filter(|line| witness.key.is_of(line)).find(|line| witness.key.verified(&note.text, line).is_some());
    own.ok_or(NotWitnessed::Unsigned)
}
