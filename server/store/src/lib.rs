//! The ports of the use cases on SQLite and PostgreSQL: the only crate that names `sqlx`.
//!
//! There is one implementation, on `sqlx::Any`, in statements that both engines understand; what must differ stands in
//! `engine`. Days are ISO texts, instants are microseconds, yes and no are 1 and 0.
//!
//! No NISS and no content of an attestation is ever written in clear: see [`DataKey`], and `README.md` of this crate
//! for what that hides and what it does not.

mod accounts;
mod batches;
mod catalogue;
mod consultation;
mod convert;
mod database;
mod diagnosis;
mod directory;
mod drafts;
mod engine;
mod error;
mod jobs;
mod journal;
mod log_tree;
mod mandates;
mod organisations;
mod people;
mod records;
mod register;
mod saved_views;
mod schema;
mod seal;
mod sent_files;
mod sessions;
mod source_loads;
mod unit_of_work;

pub use catalogue::Publications;
pub use database::{Database, Purpose};
pub use diagnosis::{SchemaState, Transport};
pub use error::ConnectError;
pub use seal::{DataKey, DataKeyError};
pub use sessions::{PLACE, StoredSession};
