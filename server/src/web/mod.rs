//! Everything that speaks HTTP: a folder for each feature, with its routes, forms and downloads.
//!
//! Features know the frame and the state, the frame knows no feature, and the router knows them all.

pub mod access;
mod account;
mod addresses;
mod batches;
mod catalogue;
mod changes;
pub mod client;
mod consultation;
pub mod directory;
mod documents;
mod download;
mod drafts;
mod forms;
mod frame;
mod health;
mod journal;
mod loads;
mod log_tree;
mod matrix;
pub(crate) mod organisations;
mod people;
mod readiness;
mod register;
mod router;
mod seen;
mod sign_in;
mod state;
mod uploads;
mod who;

pub use readiness::Readiness;
pub use router::router;
pub use seen::Seen;
pub use sign_in::session_table::SessionTable;
pub use state::AppState;
