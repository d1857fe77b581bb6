//! What the pages of drafts show, made from the register.

use std::collections::BTreeMap;

use delibero_domain::identifier::UserName;
use delibero_domain::text::Language;
use delibero_usecases::belgian_time;
use delibero_usecases::register::{Content, Draft, Drafts, TextKey};
use jiff::Timestamp;

use crate::error::PageError;

pub mod begin;
pub mod edit;
pub mod history;
pub mod list;
mod remarks;
pub mod review;
pub mod text;

pub use remarks::Remark;

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    /// A deliberation that is not in the register yet.
    New,
    /// A new version of one that is.
    Amendment,
    /// What is published, corrected.
    Correction,
}

/// What a draft is, by how many versions it has and how many are published.
fn kind_of(base: Option<u32>, versions: usize, published: Option<usize>) -> DraftKind {
    match (base, published) {
        (None, _) => DraftKind::New,
        (Some(_), Some(published)) if published < versions => DraftKind::Amendment,
        _ => DraftKind::Correction,
    }
}

fn instant(at: Timestamp) -> String {
    belgian_time::written(at)
}

/// A count or place as pages show it.
fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The names that people read.
struct Names(BTreeMap<UserName, String>);

impl Names {
    async fn of(drafts: Drafts<'_>, users: Vec<UserName>) -> Result<Self, PageError> {
        Ok(Self(drafts.names(&users).await?))
    }

    fn get(&self, user: &UserName) -> String {
        self.0.get(user).map_or_else(|| user.to_string(), Clone::clone)
    }
}

async fn known_draft(drafts: Drafts<'_>, id: &str) -> Result<Draft, PageError> {
    drafts.draft(id).await?.ok_or(PageError::Unknown)
}

/// The title with its language: that of the text shown, or the first that there is.
fn title_of(content: &Content, shown: Option<TextKey>) -> (Language, String) {
    let titles = &content.deliberation.title;
    let shown = shown.and_then(|key| titles.get_key_value(&key.language));
    let found = shown.or_else(|| titles.first_key_value());
    found.map(|(language, title)| (*language, title.clone())).unwrap_or_default()
}

fn lines_of(source: &str) -> Vec<String> {
    source.lines().map(|line| line.trim_end().replace('\u{c}', "")).collect()
}
