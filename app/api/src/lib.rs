//! Server functions and the types that travel between browser and server.
//!
//! On the server they call the use cases; nothing personal is in a type that can stand in an address or an error.

#![allow(missing_docs, reason = "the server macro makes a type without documentation of every function's arguments")]

pub mod access_log;
pub mod catalogue;
pub mod consultation;
pub mod error;
pub mod filters;
pub mod register;
#[cfg(feature = "ssr")]
pub mod services;
pub mod session;
