//! The published description of a service's exchange format: XML Schema and JSON Schema, both made from the service.
//!
//! The reader takes a little more than they say: elements in any order, numbers as text, a line of NDJSON without its
//! kind where the service has one.

mod json;
mod tree;
mod xsd;

use delibero_domain::catalogue::{Catalogue, Service};

pub use json::json_schema;
pub use xsd::xml_schema;

/// Why a service has no description.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the service `{0}` has no exchange format")]
pub struct NoFormat(String);

/// The records of a service, as trees of names.
fn described(catalogue: &Catalogue, service: &Service) -> Result<tree::Described, NoFormat> {
    tree::described(catalogue, service).ok_or_else(|| NoFormat(service.id.to_string()))
}
