//! What the pages of drafts show, made from the register.

use delibero_domain::text::Language;
use delibero_usecases::register::{Content, TextKey};

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

/// A count or place as pages show it.
fn counted(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
