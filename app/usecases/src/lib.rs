//! What Delibero does, and the ports it needs. It knows no SQL and no HTTP.

pub mod access_log;
pub mod accounts;
pub mod belgian_time;
pub mod consult;
pub mod directory;
pub mod form_mark;
pub mod limits;
pub mod load;
mod opaque_id;
pub mod ports;
pub mod register;
pub mod saved_views;
pub mod sending;
pub mod sign_in;
