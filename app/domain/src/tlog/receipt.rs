//! A proof in hand: that an entry is in the log, with the checkpoint that says so (C2SP `tlog-proof`).

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use thiserror::Error;

use super::checkpoint::{Checkpoint, CheckpointError, Policy};
use super::hash::{Hash, number};
use super::note::{Note, NoteError};
use super::proof::{ProofError, verify_inclusion};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";
/// A tree of 2 to the power of 63 leaves has as many.
const MOST_HASHES: usize = 63;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Beside the proof, and not proved by it.
    pub extra: Option<Vec<u8>>,
    /// The place of the entry, from 0.
    pub index: u64,
    /// From the sibling of the leaf up.
    pub hashes: Vec<Hash>,
    pub checkpoint: Note,
}

/// Why a receipt proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReceiptError {
    #[error("a proof begins with `c2sp.org/tlog-proof@v1`, then `index N`, hashes, an empty line and the checkpoint")]
    Form,
    #[error(transparent)]
    Note(#[from] NoteError),
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl Receipt {
    /// What is proved: that the entry of this leaf is in the log, at a size that enough have seen.
    ///
    /// # Errors
    /// When it is not.
    pub fn verified(&self, leaf: Hash, policy: &Policy) -> Result<(Checkpoint, usize), ReceiptError> {
        let (checkpoint, seen) = policy.verified(&self.checkpoint)?;
        verify_inclusion(leaf, self.index, checkpoint.size, &self.hashes, checkpoint.root)?;
        Ok((checkpoint, seen))
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", STANDARD.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        self.hashes.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(ReceiptError::Form)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(ReceiptError::Form);
        }
        let extra = lines.next_if(|line| line.starts_with("extra ")).map(|line| STANDARD.decode(&line[6..]));
        let extra = extra.transpose().map_err(|_| ReceiptError::Form)?;
        let index = lines.next().and_then(|line| line.strip_prefix("index ")).and_then(number);
        let hashes = lines.map(str::parse).collect::<Result<Vec<Hash>, _>>().map_err(|_| ReceiptError::Form)?;
        if hashes.len() > MOST_HASHES {
            return Err(ReceiptError::Form);
        }
        Ok(Self { extra, index: index.ok_or(ReceiptError::Form)?, hashes, checkpoint: checkpoint.parse()? })
    }
}
