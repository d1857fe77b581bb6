//! What a witness is asked, and when it signs (C2SP `tlog-witness`, `add-checkpoint`; read at commit 5ba5ee8).

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::checkpoint::Checkpoint;
use super::hash::{Hash, number};
use super::note::{Note, NoteError, VerifierKey};
use super::proof::verify_consistency;

/// A proof has at most as many hashes.
const MOST_HASHES: usize = 63;

/// A checkpoint that is to be cosigned, with the proof that it goes on from one of a size that the witness cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint {
    pub old_size: u64,
    pub proof: Vec<Hash>,
    pub checkpoint: Note,
}

/// Why a witness does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotCosigned {
    #[error("a request is `old SIZE`, hashes, an empty line and a checkpoint")]
    Form,
    #[error("the old size is above that of the checkpoint")]
    Sizes,
    #[error("no key is known of this log")]
    UnknownLog,
    #[error("no known key of this log signed it")]
    Unsigned,
    #[error("what was cosigned last has size {0}")]
    Conflict(u64),
    #[error("it does not go on from what was cosigned last")]
    NotConsistent,
}

impl NotCosigned {
    /// The status that it is answered with.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Form | Self::Sizes => 400,
            Self::Unsigned => 403,
            Self::UnknownLog => 404,
            Self::Conflict(_) => 409,
            Self::NotConsistent => 422,
        }
    }
}

impl AddCheckpoint {
    /// The checkpoint, where a witness may sign it that trusts these keys of its log and cosigned this one last.
    ///
    /// # Errors
    /// When it may not.
    pub fn judged(&self, trusted: &[VerifierKey], last: Option<&Checkpoint>) -> Result<Checkpoint, NotCosigned> {
        let checkpoint: Checkpoint = self.checkpoint.text.parse().map_err(|_| self.not_read())?;
        if trusted.is_empty() {
            return Err(NotCosigned::UnknownLog);
        }
        self.checkpoint.verified(trusted).map_err(|_: NoteError| NotCosigned::Unsigned)?;
        if self.old_size > checkpoint.size {
            return Err(NotCosigned::Sizes);
        }
        let (size, root) = last.map_or_else(|| (0, Hash::of_nothing()), |last| (last.size, last.root));
        if self.old_size != size {
            return Err(NotCosigned::Conflict(size));
        }
        let goes_on = verify_consistency((size, root), (checkpoint.size, checkpoint.root), &self.proof);
        goes_on.map(|()| checkpoint).map_err(|_| NotCosigned::NotConsistent)
    }

    /// A checkpoint of an empty tree with another root is read and refused.
    fn not_read(&self) -> NotCosigned {
        let is_empty = self.checkpoint.text.split('\n').nth(1) == Some("0");
        if is_empty { NotCosigned::NotConsistent } else { NotCosigned::Form }
    }
}

impl fmt::Display for AddCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old_size)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for AddCheckpoint {
    type Err = NotCosigned;

    fn from_str(body: &str) -> Result<Self, Self::Err> {
        let (head, checkpoint) = body.split_once("\n\n").ok_or(NotCosigned::Form)?;
        let mut lines = head.split('\n');
        let old_size = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(number);
        let proof: Vec<Hash> = lines.map(str::parse).collect::<Result<_, _>>().map_err(|_| NotCosigned::Form)?;
        if proof.len() > MOST_HASHES {
            return Err(NotCosigned::Form);
        }
        let checkpoint = checkpoint.parse().map_err(|_| NotCosigned::Form)?;
        Ok(Self { old_size: old_size.ok_or(NotCosigned::Form)?, proof, checkpoint })
    }
}
