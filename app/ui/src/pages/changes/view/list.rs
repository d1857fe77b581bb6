//! What is being prepared, and the newest states.

use std::collections::BTreeSet;

use delibero_domain::capability::Capability;
use delibero_domain::text::Text;
use delibero_usecases::catalogue::CatalogueDraft;

use super::documents::document_view;
use super::states::{StateLine, state_lines};
use super::waiting::{WaitingLine, to_look_at, waiting};
use super::without_rule;
use crate::error::PageError;
use crate::pages::drafting::{Names, instant};
use crate::pages::suspensions::Suspensions;
use crate::services::{services, signed_in};

/// How many states stand below the drafts.
const NEWEST: usize = 5;

/// A line of the list of drafts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftLine {
    pub id: String,
    pub title: String,
    /// None: the program, which ships other documents than before.
    pub author: Option<String>,
    /// When it was last saved or proposed, `2026-11-21 01:02:03`.
    pub saved: String,
    pub proposed: Option<String>,
    /// How many documents it changes.
    pub documents: usize,
    pub recipients: Vec<Text>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangesView {
    pub waiting: Vec<WaitingLine>,
    /// Newest save first.
    pub drafts: Vec<DraftLine>,
    /// The newest ones.
    pub states: Vec<StateLine>,
    /// How many states there are.
    pub all_states: usize,
    pub writes: bool,
}

/// # Errors
/// When the user may not see drafts, or the store does not answer.
pub async fn load() -> Result<ChangesView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.catalogue_drafts(&account.actor)?;
    let drafts = known.all().await?;
    let (suspended, today) = (Suspensions::load().await?, with.clock.today());
    let mut waiting = waiting(known, &account.actor, &with.catalogue, &drafts, &suspended, today).await?;
    let texts = with.looking_again(&account.actor)?.waiting().await?;
    let coming = waiting.iter().position(WaitingLine::is_coming).unwrap_or(waiting.len());
    let mut with_texts: Vec<WaitingLine> = texts.iter().map(to_look_at).collect();
    with_texts.extend(without_rule::open_points(&with.catalogue));
    let register = with.register(&account.actor)?;
    with_texts.extend(without_rule::deliberations(register, &with.catalogue, today).await?);
    waiting.splice(coming..coming, with_texts);
    let users = drafts.iter().flat_map(|draft| draft.author.iter().chain(&draft.proposed)).cloned().collect();
    let names = Names::of(known, users).await?;
    let line = |draft: CatalogueDraft| {
        let of = |name: &str| {
            let found = document_view(name, &[&with.catalogue]);
            found.recipient.map(|id| (id, found.labels.into_iter().next().unwrap_or_default()))
        };
        let mut seen = BTreeSet::new();
        let touched = draft.content.changes.iter().filter_map(|change| of(&change.name));
        DraftLine {
            recipients: touched.filter(|(id, _)| seen.insert(id.clone())).map(|(_, label)| label).collect(),
            title: draft.content.title,
            author: names.find(draft.author.as_ref()),
            saved: instant(draft.saved),
            proposed: names.find(draft.proposed.as_ref()),
            documents: draft.content.changes.len(),
            id: draft.id,
        }
    };
    let lines = drafts.into_iter().map(line).collect();
    let (states, all_states) = state_lines(&with, &account.actor, NEWEST).await?;
    Ok(ChangesView { waiting, drafts: lines, states, all_states, writes: account.actor.may(Capability::WriteDrafts) })
}
