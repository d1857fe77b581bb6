//! The sequencer: gives entries of the journal their place in the tree and signs how far it is.
//!
//! Any number may run, on any nodes. Each reads how far the tree is, works out what follows, and adds it only where the
//! tree is still that far: a turn is one unit of work, so nothing of a turn that was killed or came too late is there.

use delibero_domain::tlog::{
    Checkpoint, Edge, Hash, KeyKind, MissingTile, Note, Policy, Signer, TILE_WIDTH, TilePath, Tiles, VerifierKey,
};
use thiserror::Error;

use super::model::{Bundle, Checkpointed, Growth, PlacedEntry, TreeHead};
use super::port::TreeStore;
use super::published::Published;
use crate::clock::Clock;
use crate::store_error::StoreError;

/// How many entries a turn takes: on SQLite others wait for it.
pub const ENTRIES_AT_ONCE: u32 = 4096;

/// Why nothing is added to the tree.
#[derive(Debug, Error)]
pub enum SequenceError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the tree of the log was signed with another key, {0}")]
    OtherKey(String),
    #[error("the tree of the log is not what was signed, so nothing is added to it: {0}")]
    NotAsSigned(&'static str),
}

impl From<MissingTile> for SequenceError {
    fn from(_: MissingTile) -> Self {
        Self::NotAsSigned("a tile is missing or too short")
    }
}

/// What became of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// There was nothing to add.
    Nothing,
    /// So many entries were added; with 0 an empty tree was signed.
    Added(u64),
    /// Another sequencer was faster.
    Overtaken,
}

/// What the sequencer works with.
#[derive(Clone, Copy)]
pub struct Sequencing<'s> {
    pub store: &'s dyn TreeStore,
    pub signer: &'s Signer,
    /// The key that signed before: while others still know only it, both sign.
    pub before: Option<&'s Signer>,
    pub clock: &'s dyn Clock,
}

impl Sequencing<'_> {
    /// Whether the edge of the tree is what this key signed; how many entries the tree has.
    ///
    /// # Errors
    /// When it is not, or the store fails.
    pub async fn check(&self) -> Result<u64, SequenceError> {
        let head = self.store.tree_head().await?;
        let (edge, _) = self.edge(&head).await?;
        Ok(edge.size())
    }

    /// Takes turns until there is nothing left to add.
    ///
    /// # Errors
    /// When the tree is not what was signed, or the store fails.
    pub async fn integrate_all(&self) -> Result<(), SequenceError> {
        while self.integrate(ENTRIES_AT_ONCE).await? != Turn::Nothing {}
        Ok(())
    }

    /// One turn, with at most so many entries.
    ///
    /// # Errors
    /// When the tree is not what was signed, or the store fails.
    pub async fn integrate(&self, most: u32) -> Result<Turn, SequenceError> {
        let head = self.store.tree_head().await?;
        let new = self.store.entries_after(head.last, most).await?;
        if new.is_empty() && head.checkpoint.is_some() {
            return Ok(Turn::Nothing);
        }
        let (edge, bundle) = self.edge(&head).await?;
        let growth = self.growth(&head, edge, bundle, &new);
        let added = self.store.grow(&head, &growth).await?;
        Ok(if added { Turn::Added(new.len() as u64) } else { Turn::Overtaken })
    }

    /// The edge of the tree and the entries of its last bundle, where that is not full; held against what was signed.
    async fn edge(&self, head: &TreeHead) -> Result<(Edge, Vec<PlacedEntry>), SequenceError> {
        let mut tiles = Tiles::default();
        for path in Edge::paths(head.size) {
            let bytes = Published::of(self.store).tile(path).await?;
            tiles.add(path, &bytes.unwrap_or_default());
        }
        let edge = Edge::from_tiles(head.size, &tiles)?;
        self.hold_against_checkpoint(head, &edge)?;
        let mut entries = Vec::new();
        if !edge.leaves().is_empty() {
            let bundle = self.store.bundle(head.size / TILE_WIDTH).await?;
            entries = bundle.map(|bundle| bundle.entries).unwrap_or_default();
            // What another added since is not of this size.
            entries.truncate(edge.leaves().len());
        }
        let leaves = entries.iter().map(|placed| Hash(placed.entry.leaf()));
        if !leaves.eq(edge.leaves().iter().copied()) {
            return Err(SequenceError::NotAsSigned("the last entries are not those of their tile"));
        }
        Ok((edge, entries))
    }

    fn hold_against_checkpoint(&self, head: &TreeHead, edge: &Edge) -> Result<(), SequenceError> {
        let Some(Checkpointed { note, key }) = &head.checkpoint else {
            let is_new = head.size == 0 && head.last == 0;
            return if is_new { Ok(()) } else { Err(SequenceError::NotAsSigned("it has no checkpoint")) };
        };
        let log_keys: Vec<VerifierKey> = self.signers().map(|signer| signer.verifier(KeyKind::Text)).collect();
        if !log_keys.iter().any(|own| *key == own.to_string()) {
            return Err(SequenceError::OtherKey(key.clone()));
        }
        let origin = self.signer.name().to_owned();
        let policy = Policy { origin, log_keys, witnesses: Vec::new(), needed: 0 };
        let signed = note.parse::<Note>().ok().and_then(|note| policy.verified(&note).ok());
        let Some((signed, _)) = signed else {
            return Err(SequenceError::NotAsSigned("its checkpoint was not signed with this key"));
        };
        if (signed.size, signed.root) == (edge.size(), edge.root()) {
            Ok(())
        } else {
            Err(SequenceError::NotAsSigned("its tiles lead to another root than its checkpoint's"))
        }
    }

    fn growth(&self, head: &TreeHead, mut edge: Edge, begun: Vec<PlacedEntry>, new: &[PlacedEntry]) -> Growth {
        let mut tiles = Vec::new();
        for placed in new {
            edge.push(Hash(placed.entry.leaf()), |path, hashes| tiles.push(tile(path, hashes)));
        }
        tiles.extend(edge.tiles().map(|(path, hashes)| tile(path, hashes)));
        let first = head.size / TILE_WIDTH;
        let entries: Vec<_> = begun.into_iter().chain(new.iter().copied()).collect();
        let bundles = entries.chunks(256).zip(first..).map(|(some, index)| Bundle { index, entries: some.to_vec() });
        let head = TreeHead {
            turn: head.turn + 1,
            size: edge.size(),
            last: new.last().map_or(head.last, |placed| placed.position),
            checkpoint: Some(self.signed(&edge)),
        };
        Growth { at: self.clock.now(), tiles, bundles: bundles.collect(), head }
    }

    fn signers(&self) -> impl Iterator<Item = &Signer> {
        std::iter::once(self.signer).chain(self.before)
    }

    fn signed(&self, edge: &Edge) -> Checkpointed {
        let origin = self.signer.name().to_owned();
        let text = Checkpoint { origin, size: edge.size(), root: edge.root() }.to_string();
        let signatures = self.signers().map(|signer| signer.sign(&text)).collect();
        let key = self.signer.verifier(KeyKind::Text).to_string();
        Checkpointed { note: Note { text, signatures }.to_string(), key }
    }
}

fn tile(path: TilePath, hashes: &[Hash]) -> (TilePath, Vec<u8>) {
    (path, hashes.iter().flat_map(|hash| hash.0).collect())
}
