//! What the pages show, read from the use cases; nothing personal is in a type that can stand in an address or an error.

pub mod access_log;
pub mod catalogue;
pub mod consultation;
pub mod error;
pub mod filters;
pub mod page_facts;
pub mod register;
pub mod services;
pub mod session;
