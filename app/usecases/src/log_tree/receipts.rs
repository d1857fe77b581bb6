//! Proofs in hand: that an entry is in the log, for whoever may read it.

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::tlog::{
    Checkpoint, Hash, InclusionPlan, MissingTile, Note, NoteError, ProofError, Receipt, TILE_WIDTH, Tiles,
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

impl Receipts<'_> {
    /// The receipt of the entry at a position, with its record and salt in it, once it is written down who takes it. None is
    /// given that would not be verified.
    ///
    /// # Errors
    /// When there is none, or the store fails.
    pub async fn of(&self, position: LogPosition) -> Result<Receipt, NoReceipt> {
        let opening = match self.journal.opening(position).await {
            Err(StoreError::Unreadable(cause)) => return Err(NoReceipt::Differs(cause.to_string())),
            found => found?.ok_or(NoReceipt::Unknown)?,
        };
        let head = self.tree.tree_head().await?;
        let signed = head.checkpoint.filter(|_| position <= head.last).ok_or(NoReceipt::NotYet)?;
        let bundle = self.tree.bundle_around(position).await?;
        let index = bundle.and_then(|bundle| place(&bundle, position));
        let index = index.ok_or_else(|| NoReceipt::Differs("the entry has no place".to_owned()))?;
        // One that outsiders cosigned proves more.
        let witnessed = self.witnessed.witnessed().await?;
        let note = witnessed.note.filter(|_| index < witnessed.size).unwrap_or(signed.note);
        let checkpoint: Note = note.parse()?;
        let said: Checkpoint = checkpoint.text.parse().map_err(|_| NoteError::Form)?;
        let plan = InclusionPlan::new(index, said.size).ok_or(MissingTile)?;
        let mut tiles = Tiles::default();
        for path in plan.tiles() {
            let bytes = Published::of(self.tree).tile(path).await?;
            tiles.add(path, &bytes.ok_or(MissingTile)?);
        }
        let hashes = plan.hashes(&tiles)?;
        verify_inclusion(Hash(opening.entry().leaf()), index, said.size, &hashes, said.root)?;
        self.journal.note(AdministrationKind::ReceiptTaken, Read::of_one(position)).await?;
        Ok(Receipt { extra: Some(opening.to_bytes()), index, hashes, checkpoint })
    }
}

fn place(bundle: &Bundle, position: LogPosition) -> Option<u64> {
    let within = bundle.entries.iter().position(|placed| placed.position == position)?;
    Some(bundle.index * TILE_WIDTH + within as u64)
}
