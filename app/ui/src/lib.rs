//! Pages and components of the portal, rendered on the server.

#![recursion_limit = "256"]

pub mod address;
pub mod components;
mod document;
pub mod error;
pub mod filters;
pub mod form_replay;
mod island_names;
pub mod page_facts;
pub mod pages;
#[cfg(test)]
mod rendering;
pub mod routes;
pub mod services;
pub mod session;

pub use document::{BrowserFiles, Document, document};
pub use island_names::island_names;
