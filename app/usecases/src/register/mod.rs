//! The register of deliberations: reading it, drafting in it, and publishing by a second person.
//!
//! What is published is read by everyone signed in. A draft is the secretariat's: it is saved under a revision, so that
//! two people cannot overwrite each other, and every save is kept. Publishing takes an approver who had no part in it.

pub mod changes;
mod contributors;
mod draft;
mod drafting;
pub mod editing;
mod error;
mod faults;
mod import;
mod list;
mod port;
mod publishable;
mod read;
mod read_text;
pub mod search;
mod statuses;
mod texts;
pub mod uses;

pub use draft::{Content, Draft, DraftSummary, Edit, EditKind};
pub use drafting::{ByHand, Drafting, NewVersion};
pub use error::RegisterError;
pub use faults::Fault;
pub use import::{Imported, import, publish_content};
pub use list::{PAGE_LENGTH, RegisterLine, RegisterPage, RegisterQuery, Sort};
pub use port::{RegisterStore, RegisterWork};
pub use read::{Drafts, Register};
pub use texts::{NotATextKey, TextKey, Texts};
