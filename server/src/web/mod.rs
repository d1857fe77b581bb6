//! Everything that speaks HTTP.

pub mod access;
mod access_log;
mod addresses;
mod catalogue;
pub mod client;
mod cookies;
mod download;
mod drafts;
mod export;
mod forms;
mod health;
mod language;
mod matrix;
mod palette;
mod register_list;
#[cfg_attr(not(debug_assertions), path = "reload/never.rs")]
mod reload;
mod render;
mod router;
mod seen;
mod sessions;
mod shown_otherwise;
mod sign_in;
mod trouble;
mod under_another;

pub use health::Readiness;
pub use router::{AppState, router};
pub use seen::Seen;
pub use sessions::IDLE_LIMIT;
