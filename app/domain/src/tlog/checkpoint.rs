//! Checkpoints: how large the log was and what its root (C2SP `tlog-checkpoint`), and who must have seen one.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::hash::{Hash, number};
use super::note::{Note, NoteError, VerifierKey};

/// The text of a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: an address without scheme.
    pub origin: String,
    /// The number of its entries.
    pub size: u64,
    pub root: Hash,
}

/// Why a checkpoint is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CheckpointError {
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error("a checkpoint is three lines: the origin, the size, the root in base64")]
    Form,
    #[error("it is of another log")]
    Origin,
    #[error("{seen} of the witnesses saw it, {needed} are needed")]
    Witnesses { seen: usize, needed: usize },
}

/// Whose signatures a checkpoint needs: one of the log's keys, and `needed` of the witnesses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    pub origin: String,
    /// Several while a key is followed by another.
    pub log_keys: Vec<VerifierKey>,
    pub witnesses: Vec<VerifierKey>,
    pub needed: usize,
}

impl Policy {
    /// The checkpoint in a note, with how many witnesses saw it.
    ///
    /// # Errors
    /// When it is another log's, not signed, or not seen by enough.
    pub fn verified(&self, note: &Note) -> Result<(Checkpoint, usize), CheckpointError> {
        let checkpoint: Checkpoint = note.text.parse()?;
        if checkpoint.origin != self.origin {
            return Err(CheckpointError::Origin);
        }
        note.verified(&self.log_keys)?;
        let mut seen: Vec<&str> = match note.verified(&self.witnesses) {
            Ok(found) => found.into_iter().map(|(place, _)| self.witnesses[place].name()).collect(),
            Err(NoteError::Unsigned) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        // A witness with two keys is one witness.
        seen.sort_unstable();
        seen.dedup();
        if seen.len() < self.needed {
            return Err(CheckpointError::Witnesses { seen: seen.len(), needed: self.needed });
        }
        Ok((checkpoint, seen.len()))
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    /// Further lines are ignored: nothing of ours stands there.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Form)?.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(CheckpointError::Form);
        };
        if origin.is_empty() || lines.any(str::is_empty) {
            return Err(CheckpointError::Form);
        }
        let (size, root) = (number(size).ok_or(CheckpointError::Form)?, root.parse());
        let root = root.map_err(|_| CheckpointError::Form)?;
        if size == 0 && root != Hash::of_nothing() {
            return Err(CheckpointError::Form);
        }
        Ok(Self { origin: origin.to_owned(), size, root })
    }
}
