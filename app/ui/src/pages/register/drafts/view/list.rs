//! The list of drafts.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::text::Language;
use delibero_usecases::register::DraftSummary;

use super::{DraftKind, kind_of};
use crate::error::PageError;
use crate::pages::drafting::{Names, instant};
use crate::services::{services, signed_in};

/// A line of the list of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    /// What stands in the address.
    pub id: String,
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub language: Language,
    pub kind: DraftKind,
    /// Whether it came from a file.
    pub imported: bool,
    pub author: Option<String>,
    /// When it was last saved, `2026-11-21 01:02:03`.
    pub saved: String,
    pub proposed: Option<String>,
}

/// The list of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftsView {
    /// The drafts, newest save first.
    pub drafts: Vec<DraftLine>,
    /// Whether this user writes.
    pub writes: bool,
}

/// # Errors
/// When the user may not see them, or the store does not answer.
pub async fn load() -> Result<DraftsView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.drafts(&account.actor)?;
    let drafts = known.all().await?;
    let users = drafts.iter().flat_map(|draft| draft.author.iter().chain(&draft.proposed)).cloned().collect();
    let names = Names::of(known, users).await?;
    let built_on: Vec<_> = drafts.iter().filter(|draft| draft.base.is_some()).map(|draft| draft.number).collect();
    let published = with.register(&account.actor)?.known(&built_on).await?;
    let published: BTreeMap<_, _> = published.iter().map(|known| (known.number, known.versions.len())).collect();
    let line = |draft: DraftSummary| {
        let (language, title) = draft.titles.into_iter().next().unwrap_or_default();
        DraftLine {
            number: draft.number.to_string(),
            language,
            title,
            kind: kind_of(draft.base, draft.versions, published.get(&draft.number).copied()),
            imported: draft.imported,
            author: names.find(draft.author.as_ref()),
            saved: instant(draft.saved),
            proposed: names.find(draft.proposed.as_ref()),
            id: draft.id,
        }
    };
    let lines = drafts.into_iter().map(line).collect();
    Ok(DraftsView { drafts: lines, writes: account.actor.may(Capability::WriteDrafts) })
}
