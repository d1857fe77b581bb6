//! What the pages of changes show, made from the catalogue's drafts and states.

use std::collections::BTreeMap;

use delibero_domain::identifier::UserName;
use delibero_usecases::belgian_time;
use delibero_usecases::catalogue::{CatalogueDraft, CatalogueDrafts, CatalogueEdit};
use delibero_usecases::register::EditKind;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::PageError;

pub mod describe;
pub mod documents;
pub mod draft;
pub mod effect;
pub mod list;
pub mod matrix;
pub mod new;
pub mod states;
pub mod waiting;

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

fn instant(at: Timestamp) -> String {
    belgian_time::written(at)
}

fn day(at: Timestamp) -> Date {
    belgian_time::day_of(at)
}

/// The names that people read.
struct Names(BTreeMap<UserName, String>);

impl Names {
    async fn of(drafts: CatalogueDrafts<'_>, mut users: Vec<UserName>) -> Result<Self, PageError> {
        users.sort();
        users.dedup();
        Ok(Self(drafts.names(&users).await?))
    }

    fn get(&self, user: &UserName) -> String {
        self.0.get(user).map_or_else(|| user.to_string(), Clone::clone)
    }
}

async fn edit_lines(drafts: CatalogueDrafts<'_>, edits: &[CatalogueEdit]) -> Result<Vec<EditLine>, PageError> {
    let names = Names::of(drafts, edits.iter().filter_map(|edit| edit.user.clone()).collect()).await?;
    let line = |edit: &CatalogueEdit| EditLine {
        at: instant(edit.at),
        user: edit.user.as_ref().map(|user| names.get(user)),
        what: edit.what,
        note: edit.note.clone(),
        documents: edit.changes.len(),
    };
    Ok(edits.iter().map(line).collect())
}

async fn known_draft(drafts: CatalogueDrafts<'_>, id: &str) -> Result<CatalogueDraft, PageError> {
    drafts.draft(id).await?.ok_or(PageError::Unknown)
}
