//! Editing a draft, part by part: facts, versions, and of each text its title and end, sections, footnotes, points.
//!
//! Each part is a typed form: read from what was posted, applied to a draft, merged with what somebody else saved. What
//! cannot be read is kept as it was typed, with the reason at its field. A form carries a [`Mark`] of the part as it was
//! read; a part that is another now is a [`Conflict`], from which people choose. [`Editing::save`] does all this and
//! says what became of it as one [`SaveOutcome`].

mod begin;
mod conflict;
mod entry;
mod facts;
mod field;
mod field_key;
mod footnotes;
mod form;
mod located;
mod mark;
mod part;
mod point;
mod posted;
mod row_name;
mod rows;
mod save;
mod sections;
#[cfg(test)]
mod tests;
mod text;
mod versions;

pub use begin::{ByHandForm, NewVersionForm};
pub use conflict::{Conflict, Faulty};
pub use entry::{EndKind, Entry, Level, Lines};
pub use facts::FactsForm;
pub use field::{AnyField, Field};
pub use field_key::{FieldError, FieldKey, FieldName};
pub use footnotes::{FootnoteRow, FootnotesForm};
pub use form::{Form, RowView};
pub use mark::Mark;
pub use part::{NotAPart, Part};
pub use point::PointForm;
pub use posted::{Action, MAX_ROWS, PostedFields};
pub use row_name::RowName;
pub use rows::{RowForm, RowsForm};
pub use save::{Editing, FindCitations, Obstacle, OpenPart, SaveOutcome, SavedPart};
pub use sections::{SectionRow, SectionsForm};
pub use text::TextForm;
pub use versions::{VersionRow, VersionsForm};
