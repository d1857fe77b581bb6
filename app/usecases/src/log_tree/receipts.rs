//! Proofs in hand: that an entry is in the log, for whoever may read it.

use std::collections::BTreeSet;

use delibero_domain::access_log::{AdministrationKind, Opening};
use delibero_domain::tlog::{
    Checkpoint, Hash, InclusionPlan, MissingTile, Note, NoteError, ProofError, Receipt, TILE_WIDTH, TilePath, Tiles,
    verify_inclusion,
};
use thiserror::Error;

use super::model::Bundle;
use super::port::{TreeStore, WitnessedStore};
use super::published::Published;
use crate::journal::{Journal, LogPosition, Read};
use crate::store_error::StoreError;

/// Why there is no receipt.
#[derive(Debug, Error)]
pub enum NoReceipt {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("there is no such entry, or it is not for this reader")]
    Unknown,
    #[error("the entry has no place in the tree yet")]
    NotYet,
    #[error("the record, the tree or its checkpoint is not what it was: {0}")]
    Differs(String),
}

impl From<ProofError> for NoReceipt {
    fn from(why: ProofError) -> Self {
        Self::Differs(why.to_string())
    }
}

impl From<MissingTile> for NoReceipt {
    fn from(why: MissingTile) -> Self {
        Self::Differs(why.to_string())
    }
}

impl From<NoteError> for NoReceipt {
    fn from(why: NoteError) -> Self {
        Self::Differs(why.to_string())
    }
}

/// The receipts of entries that a reader of the journal sees.
#[derive(Clone, Copy)]
pub struct Receipts<'r> {
    pub journal: Journal<'r>,
    pub tree: &'r dyn TreeStore,
    pub witnessed: &'r dyn WitnessedStore,
}

/// Entries that are handed over, all under one checkpoint.
#[derive(Clone, Debug)]
pub struct HandOver {
    pub checkpoint: Note,
    /// With record and salt in each.
    pub receipts: Vec<(LogPosition, Receipt)>,
    /// Those that have no place under it yet.
    pub waiting: Vec<LogPosition>,
}

impl Receipts<'_> {
    /// The receipt of the entry at a position, with its record and salt in it, once it is written down who takes it. None is
    /// given that would not be verified.
    ///
    /// # Errors
    /// When there is none, or the store fails.
    pub async fn of(&self, position: LogPosition) -> Result<Receipt, NoReceipt> {
        let opening = self.opening(position).await?;
        let (head, witnessed) = (self.tree.tree_head().await?, self.witnessed.witnessed().await?);
        let signed = head.checkpoint.filter(|_| position <= head.last).ok_or(NoReceipt::NotYet)?;
        // One that outsiders cosigned proves more.
        let notes = witnessed.note.into_iter().chain([signed.note]);
        for note in notes {
            let mut proving = Proving::under(self.tree, &note)?;
            if let Some(receipt) = proving.receipt(position, &opening).await? {
                self.journal.note(AdministrationKind::ReceiptTaken, Read::of_one(position)).await?;
                return Ok(receipt);
            }
        }
        Err(NoReceipt::Differs("the entry has no place".to_owned()))
    }

    /// The receipts of several, all under one checkpoint, once it is written down who takes them. One that outsiders cosigned
    /// proves more, where it covers all of them.
    ///
    /// # Errors
    /// When there is no checkpoint, one is not proved, or the store fails.
    pub async fn hand_over(&self, positions: &[LogPosition]) -> Result<HandOver, NoReceipt> {
        let (head, witnessed) = (self.tree.tree_head().await?, self.witnessed.witnessed().await?);
        let newest = head.checkpoint.ok_or(NoReceipt::NotYet)?.note;
        let mut found = None;
        for note in witnessed.note.into_iter().chain([newest]) {
            let hand_over = self.under(&note, positions).await?;
            let covers_all = hand_over.waiting.is_empty();
            found = Some(hand_over);
            if covers_all {
                break;
            }
        }
        self.journal.note(AdministrationKind::HandedOver, Read::of_positions(positions.iter().copied())).await?;
        found.ok_or(NoReceipt::NotYet)
    }

    async fn under(&self, note: &str, positions: &[LogPosition]) -> Result<HandOver, NoReceipt> {
        let mut proving = Proving::under(self.tree, note)?;
        let (mut receipts, mut waiting) = (Vec::new(), Vec::new());
        for position in positions {
            let opening = self.opening(*position).await?;
            match proving.receipt(*position, &opening).await? {
                Some(receipt) => receipts.push((*position, receipt)),
                None => waiting.push(*position),
            }
        }
        Ok(HandOver { checkpoint: proving.checkpoint, receipts, waiting })
    }

    async fn opening(&self, position: LogPosition) -> Result<Opening, NoReceipt> {
        match self.journal.opening(position).await {
            Err(StoreError::Unreadable(cause)) => Err(NoReceipt::Differs(cause.to_string())),
            found => found?.ok_or(NoReceipt::Unknown),
        }
    }
}

/// Proves entries under one checkpoint; what it read of the tree it keeps.
struct Proving<'p> {
    tree: &'p dyn TreeStore,
    checkpoint: Note,
    said: Checkpoint,
    tiles: Tiles,
    read: BTreeSet<TilePath>,
    bundle: Option<Bundle>,
}

impl<'p> Proving<'p> {
    fn under(tree: &'p dyn TreeStore, note: &str) -> Result<Self, NoReceipt> {
        let checkpoint: Note = note.parse()?;
        let said = checkpoint.text.parse().map_err(|_| NoteError::Form)?;
        Ok(Self { tree, checkpoint, said, tiles: Tiles::default(), read: BTreeSet::new(), bundle: None })
    }

    /// None where the checkpoint does not cover it.
    async fn receipt(&mut self, position: LogPosition, opening: &Opening) -> Result<Option<Receipt>, NoReceipt> {
        let index = self.index(position).await?.filter(|index| *index < self.said.size);
        let Some(index) = index else { return Ok(None) };
        let plan = InclusionPlan::new(index, self.said.size).ok_or(MissingTile)?;
        for path in plan.tiles() {
            if !self.read.contains(&path) {
                let bytes = Published::of(self.tree).tile(path).await?;
                self.tiles.add(path, &bytes.ok_or(MissingTile)?);
                self.read.insert(path);
            }
        }
        let hashes = plan.hashes(&self.tiles)?;
        verify_inclusion(Hash(opening.entry().leaf()), index, self.said.size, &hashes, self.said.root)?;
        let checkpoint = self.checkpoint.clone();
        Ok(Some(Receipt { extra: Some(opening.to_bytes()), index, hashes, checkpoint }))
    }

    async fn index(&mut self, position: LogPosition) -> Result<Option<u64>, StoreError> {
        if let Some(index) = self.bundle.as_ref().and_then(|bundle| place(bundle, position)) {
            return Ok(Some(index));
        }
        self.bundle = self.tree.bundle_around(position).await?;
        Ok(self.bundle.as_ref().and_then(|bundle| place(bundle, position)))
    }
}

fn place(bundle: &Bundle, position: LogPosition) -> Option<u64> {
    let within = bundle.entries.iter().position(|placed| placed.position == position)?;
    Some(bundle.index * TILE_WIDTH + within as u64)
}
