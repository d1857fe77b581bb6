//! The journal as a tree that outsiders verify: a sequencer gives each entry its place and signs checkpoints; tiles,
//! entries and checkpoints are there for everybody, and say nothing of what the entries commit to.

mod audit;
mod gate;
mod model;
mod port;
mod published;
mod receipts;
mod sequence;
mod witnessing;

pub use audit::{Auditing, Difference, Whole};
pub use gate::{DisclosureGate, Standing};
pub use model::{Bundle, Checkpointed, Growth, KeptEntry, PlacedEntry, TreeHead, Witnessed};
pub use port::{AuditStore, TreeStore, WitnessedStore};
pub use published::Published;
pub use receipts::{HandOver, NoReceipt, Receipts};
pub use sequence::{ENTRIES_AT_ONCE, SequenceError, Sequencing, Turn};
pub use witnessing::{NotWitnessed, Round, WitnessAnswer, WitnessClient, Witnessing};
