//! What is kept of the tree.

use delibero_domain::access_log::{Opening, PublicEntry};
use delibero_domain::tlog::TilePath;
use jiff::Timestamp;

use crate::journal::LogPosition;

/// How far the tree is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeHead {
    /// Each turn of a sequencer adds one: whoever saw another one comes too late.
    pub turn: i64,
    /// How many entries are in the tree.
    pub size: u64,
    /// The position of the last of them in the journal, 0 before the first. Positions have gaps, places have none.
    pub last: LogPosition,
    /// The signed checkpoint of this size; none before the first turn.
    pub checkpoint: Option<Checkpointed>,
}

/// A checkpoint and who signed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpointed {
    /// The signed note.
    pub note: String,
    /// The key by which others verify it.
    pub key: String,
}

/// What outsiders have seen of the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witnessed {
    /// How many entries the newest checkpoint has that enough of them cosigned.
    pub size: u64,
    /// That checkpoint with their signatures; none before the first.
    pub note: Option<String>,
    /// Since when there is a checkpoint that too few cosigned; none: there is none.
    pub waiting_since: Option<Timestamp>,
}

/// What is public of an entry, and where the entry is in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedEntry {
    pub position: LogPosition,
    pub entry: PublicEntry,
}

/// A row of the journal with all that it can be held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    pub position: LogPosition,
    pub opening: Opening,
    /// As it stands beside the record; none in rows of the first form.
    pub entry: Option<PublicEntry>,
    pub leaf: [u8; 32],
    /// The first column for filters that does not say what the record says.
    pub column: Option<&'static str>,
}

/// Up to 256 entries in their order, those below one tile of leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    pub index: u64,
    pub entries: Vec<PlacedEntry>,
}

/// What one turn adds: all of it or nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// How far the tree will be.
    pub head: TreeHead,
    pub at: Timestamp,
    /// Tiles that became longer, with all of their bytes.
    pub tiles: Vec<(TilePath, Vec<u8>)>,
    /// Bundles that became longer, with all of their entries.
    pub bundles: Vec<Bundle>,
}
