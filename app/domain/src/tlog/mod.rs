//! The log as a tree that outsiders verify: hashes and proofs of RFC 6962, tiles, signed notes and checkpoints of C2SP
//! (`tlog-tiles`, `signed-note`, `tlog-checkpoint`, `tlog-cosignature`, `tlog-witness`, `tlog-proof`; read at commit 5ba5ee8).
//!
//! An entry of the log is a [`crate::access_log::PublicEntry`]; nothing here knows what it commits to.

mod checkpoint;
mod edge;
mod hand_over;
mod hash;
mod note;
mod path;
mod policy_file;
mod proof;
mod receipt;
mod tile;
mod tree;
mod witness;

pub use checkpoint::{Checkpoint, CheckpointError, Policy};
pub use edge::Edge;
pub use hand_over::{Manifest, ManifestError};
pub use hash::{Hash, HashError};
pub use note::{KeyError, KeyKind, Note, NoteError, Signature, Signer, VerifierKey};
pub use path::{ConsistencyPlan, InclusionPlan, MissingTile};
pub use policy_file::{PolicyError, PolicyFile, Witness};
pub use proof::{ProofError, verify_consistency, verify_inclusion};
pub use receipt::{Receipt, ReceiptError};
pub use tile::{TILE_WIDTH, TilePath, TilePathError, Tiles};
pub use tree::Frontier;
pub use witness::{AddCheckpoint, NotCosigned};
