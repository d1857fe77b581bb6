//! The catalogue: services, recipients, code lists and the authorisations of every recipient, all of it data.

mod export;
#[cfg(feature = "catalogue-files")]
pub mod files;
mod model;

pub use export::export;
pub use model::{
    Block, Catalogue, Code, CodeList, Deliberation, Element, ElementKind, ElementSet, Module, ModuleKind, Recipient,
    Service, Term,
};
