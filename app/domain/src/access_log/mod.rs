//! The access log: who asked what about whom, when, why, what was decided on which facts, and what left; and who changed
//! what in the portal.
//!
//! An event is written as a *record* ([`Entry::canonical`], [`Administration::canonical`]), which is personal and may be deleted, and as a *public
//! entry* ([`PublicEntry`]), which commits to the record without telling anything of it and stays.

mod administration;
mod canonical;
mod commitment;
mod decided;
mod entry;
mod opening;
mod replay;
mod written;

pub use administration::{Administration, AdministrationFamily, AdministrationKind, ChangedField};
pub(crate) use canonical::canonical;
pub use commitment::{PublicEntry, SALT_LENGTH, first_form_leaf};
pub use decided::{
    ActedAs, Acting, Conclusion, Considered, Decided, ENGINE, Facts, Kept, PassedOver, ReducedElement, Respected,
    Ruling, Stopped, WithheldElements,
};
pub use entry::{Disclosed, Entry, EventKind, PersonToken, RecordError};
pub use opening::{Opening, OpeningError};
pub use replay::{Replay, replay};
pub use written::{About, AlikeEntries, WrittenEntry};
