//! Published states, and what one changed or two differ in.

use delibero_domain::capability::Capability;
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::PublishedState;

use super::documents::ChangeView;
use super::effect::{EffectView, effect_view};
use super::{EditLine, edit_lines};
use crate::error::PageError;
use crate::pages::drafting::{Names, instant};
use crate::services::{Services, services, signed_in};

/// A published state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateLine {
    pub number: u32,
    /// Of what it decides: 64 hexadecimal digits.
    pub hash: String,
    /// `2026-11-21 01:02:03`
    pub published: String,
    /// None: the program, at its first start.
    pub by: Option<String>,
    pub why: String,
    /// How many documents it changed.
    pub documents: u32,
    /// The newest one is in force.
    pub in_force: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatesView {
    /// Newest first.
    pub states: Vec<StateLine>,
}

/// Two states beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedView {
    /// 0: before the first.
    pub from: u32,
    pub to: StateLine,
    pub changes: Vec<ChangeView>,
    /// None: there was nothing before the first state.
    pub effect: Option<EffectView>,
    /// The saves of the draft from which the later one came, newest first.
    pub edits: Vec<EditLine>,
    /// Every state, newest first.
    pub numbers: Vec<u32>,
    pub writes: bool,
}

/// # Errors
/// When the user may not see drafts, or the store does not answer.
pub async fn load_all() -> Result<StatesView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let (states, _) = state_lines(&with, &account.actor, usize::MAX).await?;
    Ok(StatesView { states })
}

/// The newest states, and how many there are.
pub(super) async fn state_lines(
    with: &Services,
    reader: &Actor,
    most: usize,
) -> Result<(Vec<StateLine>, usize), PageError> {
    let states = with.catalogue_states(reader)?.all().await?;
    let all = states.len();
    let users = states.iter().take(most).filter_map(|state| state.by.clone()).collect();
    let names = Names::of(with.catalogue_drafts(reader)?, users).await?;
    let mut lines = Vec::new();
    for (place, state) in states.iter().take(most).enumerate() {
        lines.push(line(&names, place == 0, state));
    }
    Ok((lines, all))
}

fn line(names: &Names, in_force: bool, state: &PublishedState) -> StateLine {
    StateLine {
        number: state.number,
        hash: state.hash.to_string(),
        published: instant(state.published),
        by: names.find(state.by.as_ref()),
        why: state.why.clone(),
        documents: state.documents,
        in_force,
    }
}

/// A state beside another; by default beside the one before it.
///
/// # Errors
/// When one of them was never published, or the user may not see them.
pub async fn load(from: Option<&str>, to: &str) -> Result<ComparedView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let drafts = with.catalogue_drafts(&account.actor)?;
    let number = |word: &str| word.parse::<u32>().map_err(|_| PageError::Unknown);
    let to = number(to)?;
    let from = from.map_or_else(|| Ok(to.saturating_sub(1)), number)?;
    let published = with.catalogue_states(&account.actor)?;
    let states = published.all().await?;
    let state = states.iter().find(|state| state.number == to).ok_or(PageError::Unknown)?;
    let compared = published.compared(from, to).await?.ok_or(PageError::Unknown)?;
    let names = Names::of(drafts, state.by.iter().cloned().collect()).await?;
    let is_next = from + 1 == to;
    let edits = match state.draft.as_deref().filter(|_| is_next) {
        Some(draft) => edit_lines(drafts, &drafts.edits(draft).await?).await?,
        None => Vec::new(),
    };
    let effect = match from {
        0 => None,
        _ => Some(effect_view(&*with.comparer, &compared.before, Some(&compared.after)).await),
    };
    let catalogues = [&*compared.after, &*compared.before];
    Ok(ComparedView {
        from,
        to: line(&names, states.first().is_some_and(|newest| newest.number == to), state),
        changes: compared.changes.iter().map(|change| ChangeView::of(change, &[], &catalogues)).collect(),
        effect,
        edits,
        numbers: states.iter().map(|state| state.number).collect(),
        writes: account.actor.may(Capability::WriteDrafts),
    })
}
