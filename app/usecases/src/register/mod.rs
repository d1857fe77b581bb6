//! The register of deliberations: reading it, drafting in it, and publishing by a second person.
//!
//! What is published is read by everyone signed in. A draft is the secretariat's, and lives as [`crate::drafts`] says.

pub mod changes;
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

pub use draft::{Content, Draft, DraftSummary, Edit, Origin};
pub use drafting::{ByHand, Drafting, NewVersion};
pub use error::{RegisterError, RegisterRefusal};
pub use faults::Fault;
pub use import::{Imported, import, publish_content};
pub use list::{PAGE_LENGTH, RegisterLine, RegisterPage, RegisterQuery, Sort};
pub use port::{RegisterStore, RegisterWork};
pub use read::{Drafts, Register};
pub use texts::{NotATextKey, TextKey, Texts};
