//! Organisations, and persons as the reference directory knows them.

mod model;
mod port;

pub use model::{Organisation, PersonState};
pub use port::{DirectoryStore, DirectoryWork};
