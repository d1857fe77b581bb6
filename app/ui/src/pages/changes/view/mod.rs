//! What the pages of changes show, made from the catalogue's drafts and states.

use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::{CatalogueDrafts, CatalogueEdit};
use delibero_usecases::drafts::EditKind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::PageError;
use crate::pages::drafting::{Names, instant};

pub mod describe;
pub mod documents;
pub mod draft;
pub mod effect;
pub mod happened;
pub mod list;
pub mod matrix;
pub mod missing;
pub mod new;
pub mod states;
pub mod waiting;
mod without_rule;

/// One save of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditLine {
    /// `2026-11-21 01:02:03`
    pub at: String,
    /// None: the program itself.
    pub user: Option<String>,
    pub what: EditKind,
    pub note: Option<String>,
    /// How many documents the draft changed after it.
    pub documents: usize,
}

fn day(at: Timestamp) -> Date {
    belgian_time::day_of(at)
}

async fn edit_lines(drafts: CatalogueDrafts<'_>, edits: &[CatalogueEdit]) -> Result<Vec<EditLine>, PageError> {
    let names = Names::of(drafts, edits.iter().filter_map(|edit| edit.user.clone()).collect()).await?;
    let line = |edit: &CatalogueEdit| EditLine {
        at: instant(edit.at),
        user: names.find(edit.user.as_ref()),
        what: edit.what,
        note: edit.note.clone(),
        documents: edit.content.changes.len(),
    };
    Ok(edits.iter().map(line).collect())
}
