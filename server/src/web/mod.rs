//! Everything that speaks HTTP.

pub mod access;
mod cookies;
mod drafts;
mod export;
mod forms;
mod health;
mod matrix;
mod register_list;
mod render;
mod router;
mod sessions;

pub use router::{AppState, router};
pub use sessions::IDLE_LIMIT;
