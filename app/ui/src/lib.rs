//! Pages and components of the portal, rendered on the server.

#![recursion_limit = "256"]

pub mod address;
pub mod components;
mod document;
pub mod pages;
#[cfg(test)]
mod rendering;
pub mod routes;

pub use document::{Document, document};
