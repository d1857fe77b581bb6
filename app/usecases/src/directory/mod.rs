//! Organisations, and persons as the reference directory knows them.

mod model;
mod port;

pub use model::{Membership, Organisation, PersonState, StopKind, Stopped};
pub use port::{DirectoryStore, DirectoryWork};
