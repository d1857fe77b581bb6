//! The journal: every decision, every disclosure and every change in the portal, in the order of their commits. The
//! domain and the tables call it the access log.

mod again;
mod model;
mod port;
mod read;
mod reading;
mod watch;

pub use again::{DecidedAgain, DecidingEntries};
pub use model::{
    AdministrationFilter, AdministrationPage, LogFilter, LogPage, LogPosition, LoggedAdministration, LoggedEntry,
    LoggedOpening, LoggedRecord,
};
pub use port::{JournalStore, JournalWork, PersonTokens};
pub use read::{Journal, JournalStores};
pub(crate) use reading::Read;
pub use watch::{Noticed, Watch, of_the_portal};
