//! The catalogue: services, recipients, code lists and the authorisations of every recipient, all of it data.

mod canonical_form;
mod element_set;
mod export;
#[cfg(feature = "catalogue-files")]
pub mod files;
mod hash;
mod layout;
mod model;
mod proof;
mod sectors;
mod service;

pub use element_set::ElementSet;
pub(crate) use export::offices_by_region;
pub use export::{EXPORT_SCHEMA, export};
pub use hash::{CatalogueHash, CatalogueHashError};
pub use layout::{Lasting, RecordKind, RecordLayout, RecordNames, RowShape, TimeKind};
pub use model::{Catalogue, Code, CodeList, Deliberation, Recipient, Term};
pub use proof::TextUnknown;
pub use sectors::{QualityCode, Sector};
pub use service::{Block, Element, ElementKind, Module, ModuleKind, Service};
