//! The journal: every decision and every disclosure, in the order of their commits. The domain and the tables call it
//! the access log.

mod model;
mod port;
mod read;

pub use model::{LogFilter, LogPage, LogPosition, LoggedEntry, LoggedRecord};
pub use port::{JournalStore, JournalWork, PersonTokens};
pub use read::{Journal, JournalStores, PAGE_SIZE};
