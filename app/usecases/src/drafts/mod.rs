//! Drafts, whatever they hold: begun, saved over a revision, proposed, sent back, published by a second person, thrown
//! away.
//!
//! A draft is saved under a revision, so that two people cannot overwrite each other, and every save is kept. What a
//! feature drafts is a [`DraftContent`]: it says what must hold of it, and what publishing does.

mod content;
mod contributors;
mod draft;
mod drafting;
mod ended;
mod error;
mod port;
mod read;

pub use content::{DraftContent, Publication};
pub use draft::{Draft, Drafted, Edit, EditKind};
pub use drafting::Drafting;
pub use ended::Ended;
pub use error::DraftError;
pub use port::{DraftStore, DraftWork};
pub use read::Drafts;
