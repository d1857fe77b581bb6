//! Everything that speaks HTTP.

pub mod access;
mod access_log;
mod addresses;
mod catalogue;
pub mod client;
mod cookies;
mod drafts;
mod export;
mod forms;
mod health;
mod language;
mod matrix;
mod register_list;
mod render;
mod router;
mod sessions;
mod sign_in;
mod spreadsheet;
mod under_another;

pub use router::{AppState, router};
pub use sessions::IDLE_LIMIT;
