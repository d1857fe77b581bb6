//! What Delibero does, one folder for each feature: its model, its port, its use cases. It knows no SQL and no HTTP.
//!
//! A port is two small traits: what is read (`…Store`), and what is done inside a transaction (`…Work`). Every unit of
//! work is a [`unit_of_work::UnitOfWork`]; one that needs several features is a trait that asks for all of theirs.

pub mod accounts;
pub mod batches;
pub mod belgian_time;
pub mod catalogue;
pub mod clock;
pub mod consultation;
pub mod directory;
pub mod drafts;
pub mod jobs;
pub mod journal;
pub mod log_tree;
mod opaque_id;
pub mod organisations;
pub mod randomness;
pub mod records;
pub mod register;
pub mod saved_views;
pub mod sent_files;
pub mod services;
pub mod source_loads;
pub mod store_error;
pub mod unit_of_work;
