//! Pages and components of the portal.

pub mod components;
pub mod pages;
mod routes;
mod shell;

include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));

pub use routes::App;
pub use shell::shell;
