//! The whole log against its tree, and both against checkpoints that somebody outside kept.

use std::collections::VecDeque;

use delibero_domain::access_log::first_form_leaf;
use delibero_domain::tlog::{Checkpoint, Edge, Hash, Note, Policy, TILE_WIDTH, TilePath};
use thiserror::Error;

use super::model::{KeptEntry, PlacedEntry, TreeHead};
use super::port::{AuditStore, TreeStore};
use crate::journal::LogPosition;
use crate::store_error::StoreError;

/// How many entries are read at once.
const CHUNK: u32 = 1024;

/// The first thing that is not as it was signed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Difference {
    #[error("nothing was signed yet")]
    Unsigned,
    #[error("the checkpoint in the database is not believed: {0}")]
    Checkpoint(String),
    #[error("the database says that the tree has {head} entries, its checkpoint says {signed}")]
    Head { head: u64, signed: u64 },
    #[error("the log has {here} entries in its tree, and somebody outside saw {outside}: the end is gone")]
    Shorter { here: u64, outside: u64 },
    #[error("the entries of bundle {0} are missing")]
    Bundle(u64),
    #[error("the entry at position {position}, number {index} of the tree, is gone from the log")]
    Missing { position: LogPosition, index: u64 },
    #[error("the entry at position {position} was put into the log before ones that were there")]
    Inserted { position: LogPosition },
    #[error("record or salt of the entry at position {position}, number {index} of the tree, was changed")]
    Record { position: LogPosition, index: u64 },
    #[error("at position {position}, number {index} of the tree, stands another entry")]
    Entry { position: LogPosition, index: u64 },
    #[error("of the entry at position {position}, the column {column} is not what its record says")]
    Column { position: LogPosition, column: &'static str },
    #[error("hash {hash} of the tile {tile} is not that of what is below it, or is missing")]
    Tile { tile: String, hash: usize },
    #[error("the entries are not those that were signed: they lead to another root than the checkpoint's")]
    Root,
    #[error(
        "one of the entries {first} to {last} of the tree is not what somebody outside saw in a checkpoint of {size}"
    )]
    Outside { first: u64, last: u64, size: u64 },
}

/// What was found whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub checkpoint: Checkpoint,
    /// How many entries wait for their place: nothing but the database says that they are all.
    pub waiting: u64,
    /// The largest outside checkpoint that agreed; none where none was at hand.
    pub outside: Option<u64>,
}

/// What the log is held against.
#[derive(Clone, Copy)]
pub struct Auditing<'a> {
    pub tree: &'a dyn TreeStore,
    pub log: &'a dyn AuditStore,
    /// Who signs it.
    pub policy: &'a Policy,
}

impl Auditing<'_> {
    /// Goes through everything; `seen` is told how many entries of how many were looked at.
    ///
    /// # Errors
    /// When the store fails. What is not as it was signed is the inner error.
    pub async fn audit(
        &self,
        mut outside: Vec<Checkpoint>,
        mut seen: impl FnMut(u64, u64) + Send,
    ) -> Result<Result<Whole, Difference>, StoreError> {
        let head = self.tree.tree_head().await?;
        let checkpoint = match self.signed(&head) {
            Ok(checkpoint) => checkpoint,
            Err(difference) => return Ok(Err(difference)),
        };
        outside.sort_by_key(|checkpoint| checkpoint.size);
        let largest = outside.last().map(|checkpoint| checkpoint.size);
        if let Some(outside) = largest.filter(|size| *size > checkpoint.size) {
            return Ok(Err(Difference::Shorter { here: checkpoint.size, outside }));
        }
        let mut walk = Walk { edge: Edge::default(), outside: outside.into(), agreed: 0 };
        let mut rows = Rows { log: self.log, read: VecDeque::new(), last: LogPosition::MIN, ended: false };
        while walk.edge.size() < checkpoint.size {
            match self.bundle(&mut walk, &mut rows, checkpoint.size).await? {
                Ok(()) => seen(walk.edge.size(), checkpoint.size),
                Err(difference) => return Ok(Err(difference)),
            }
        }
        let last: Vec<_> = walk.edge.tiles().map(|(path, hashes)| (path, hashes.to_vec())).collect();
        if let Err(difference) = self.tiles(&last).await? {
            return Ok(Err(difference));
        }
        if let Err(difference) = walk.agrees_outside() {
            return Ok(Err(difference));
        }
        if walk.edge.root() != checkpoint.root {
            return Ok(Err(Difference::Root));
        }
        let mut waiting = 0;
        while let Some(row) = rows.next().await? {
            if let Err(difference) = alone(&row) {
                return Ok(Err(difference));
            }
            waiting += 1;
        }
        Ok(Ok(Whole { checkpoint, waiting, outside: largest }))
    }

    fn signed(&self, head: &TreeHead) -> Result<Checkpoint, Difference> {
        let signed = head.checkpoint.as_ref().ok_or(Difference::Unsigned)?;
        let note: Note = signed.note.parse().map_err(not_believed)?;
        let (checkpoint, _) = self.policy.verified(&note).map_err(not_believed)?;
        if checkpoint.size == head.size {
            Ok(checkpoint)
        } else {
            Err(Difference::Head { head: head.size, signed: checkpoint.size })
        }
    }

    /// The next bundle of entries, each with its row of the log, and the tiles that they fill.
    async fn bundle(
        &self,
        walk: &mut Walk,
        rows: &mut Rows<'_>,
        size: u64,
    ) -> Result<Result<(), Difference>, StoreError> {
        let index = walk.edge.size() / TILE_WIDTH;
        let width = usize::try_from((size - walk.edge.size()).min(TILE_WIDTH)).unwrap_or(usize::MAX);
        let bundle = self.tree.bundle(index).await?;
        let Some(entries) = bundle.as_ref().and_then(|bundle| bundle.entries.get(..width)) else {
            return Ok(Err(Difference::Bundle(index)));
        };
        let mut full = Vec::new();
        for placed in entries {
            if let Err(difference) = walk.agrees_outside() {
                return Ok(Err(difference));
            }
            let row = rows.next().await?;
            if let Err(difference) = compared(placed, walk.edge.size(), row.as_ref()) {
                return Ok(Err(difference));
            }
            walk.edge.push(Hash(placed.entry.leaf()), |path, hashes| full.push((path, hashes.to_vec())));
        }
        self.tiles(&full).await
    }

    async fn tiles(&self, expected: &[(TilePath, Vec<Hash>)]) -> Result<Result<(), Difference>, StoreError> {
        for (path, hashes) in expected {
            let bytes = self.tree.tile(path.level, path.index).await?.unwrap_or_default();
            let (kept, _) = bytes.as_chunks::<{ Hash::LENGTH }>();
            let differs = (0..hashes.len()).find(|at| kept.get(*at) != Some(&hashes[*at].0));
            if let Some(hash) = differs {
                return Ok(Err(Difference::Tile { tile: path.to_string(), hash }));
            }
        }
        Ok(Ok(()))
    }
}

fn not_believed(why: impl ToString) -> Difference {
    Difference::Checkpoint(why.to_string())
}

/// How far the tree was built again, and what others saw of it.
struct Walk {
    edge: Edge,
    outside: VecDeque<Checkpoint>,
    /// The size of the last outside checkpoint that agreed.
    agreed: u64,
}

impl Walk {
    /// Whether outside checkpoints of this size have this root.
    fn agrees_outside(&mut self) -> Result<(), Difference> {
        let size = self.edge.size();
        while let Some(checkpoint) = self.outside.pop_front_if(|checkpoint| checkpoint.size == size) {
            if checkpoint.root != self.edge.root() {
                return Err(Difference::Outside { first: self.agreed, last: size.saturating_sub(1), size });
            }
            self.agreed = size;
        }
        Ok(())
    }
}

/// The rows of the log, in order.
struct Rows<'r> {
    log: &'r dyn AuditStore,
    read: VecDeque<KeptEntry>,
    last: LogPosition,
    ended: bool,
}

impl Rows<'_> {
    async fn next(&mut self) -> Result<Option<KeptEntry>, StoreError> {
        if self.read.is_empty() && !self.ended {
            self.read = self.log.kept(self.last, CHUNK).await?.into();
            self.ended = self.read.is_empty();
            self.last = self.read.back().map_or(self.last, |row| row.position);
        }
        Ok(self.read.pop_front())
    }
}

/// A place of the tree and the row that should be in it.
fn compared(placed: &PlacedEntry, index: u64, row: Option<&KeptEntry>) -> Result<(), Difference> {
    let position = placed.position;
    let row = match row {
        Some(row) if row.position < position => return Err(Difference::Inserted { position: row.position }),
        Some(row) if row.position == position => row,
        _ => return Err(Difference::Missing { position, index }),
    };
    if row.opening.entry() != placed.entry {
        let only_what_opens = row.entry.is_none_or(|entry| entry == placed.entry);
        return Err(match only_what_opens {
            true => Difference::Record { position, index },
            false => Difference::Entry { position, index },
        });
    }
    alone(row)
}

/// A row by itself.
fn alone(row: &KeptEntry) -> Result<(), Difference> {
    let differs = |column| Err(Difference::Column { position: row.position, column });
    let own = row.opening.entry();
    if row.entry.is_some_and(|entry| entry != own) {
        return differs("entry");
    }
    let leaf = match row.entry {
        Some(entry) => entry.leaf(),
        None => first_form_leaf(&row.opening.salt, &row.opening.record),
    };
    if row.leaf != leaf {
        return differs("leaf");
    }
    row.column.map_or(Ok(()), differs)
}
