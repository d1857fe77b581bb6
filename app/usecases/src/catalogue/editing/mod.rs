//! One document of the catalogue as a form: read, filled in, put together with what others saved, and saved.

mod cases;
mod ended;
mod grid;
mod identifiers;
mod kind;
mod open;
mod place;
mod save;
mod shape;
#[cfg(test)]
mod tests;
mod values;

pub use grid::{Described, Mark, marks};
pub use kind::{DocumentKind, UnknownKind};
pub use open::OpenDocument;
pub use place::place_of;
pub use save::{DocumentEditing, DocumentSaved, Shown, Subject, described};
pub use shape::{Choices, Part, Shape};
pub use values::{Fault, FieldFault, LANGUAGES, REMOVE, Values, each_point};
