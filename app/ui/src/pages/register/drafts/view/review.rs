//! A draft beside its source.

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::register::VersionText;
use delibero_domain::text::Language;
use delibero_usecases::catalogue::TouchedRule;
use delibero_usecases::register::changes::{Change, changes};
use delibero_usecases::register::{Content, TextKey};

use super::remarks::{faults, warnings};
use super::text::{FactLine, TextView, VersionLine, facts, text_view, versions};
use super::{DraftKind, Remark, kind_of, lines_of, title_of};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::pages::changes::view::documents::DocumentView;
use crate::pages::drafting::{self, Names, instant, known_draft};
use crate::pages::register::rules::view::touched;
use crate::services::{services, signed_in};

/// A draft beside its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewView {
    /// What stands in the address.
    pub id: String,
    /// The revision that is shown.
    pub revision: u32,
    pub kind: DraftKind,
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub language: Language,
    pub author: Option<String>,
    /// When it was last saved.
    pub saved: String,
    pub proposed: Option<String>,
    /// Why it was sent back, if it was.
    pub note: Option<String>,
    /// Whether this user writes.
    pub writes: bool,
    /// Whether this user publishes, and wrote nothing in it.
    pub publishes: bool,
    /// Whether this user would publish, but wrote in it.
    pub wrote: bool,
    /// The facts, as the form has them.
    pub facts: Vec<FactLine>,
    pub versions: Vec<VersionLine>,
    /// The texts that there are.
    pub texts: Vec<TextKey>,
    /// The one that is shown.
    pub shown: Option<TextKey>,
    pub text: TextView,
    pub source: Vec<String>,
    /// What keeps it from being published.
    pub faults: Vec<Remark>,
    /// What to look at.
    pub warnings: Vec<Remark>,
    /// What it changes in what is published.
    pub changes: Vec<Change>,
    /// The rules that cite points which its newest text has otherwise than the published one.
    pub rules: Vec<(DocumentView, TouchedRule)>,
    /// Why the last action was not done.
    pub problem: Option<ActionProblem>,
    /// The note as typed.
    pub typed_note: String,
}

/// Why a draft is not proposed or published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPublishable {
    Faulty,
    /// It builds on what is no longer published.
    Outdated,
}

pub type ActionProblem = drafting::ActionProblem<NotPublishable>;

pub type ActionReplay = drafting::ActionReplay<NotPublishable, ()>;

/// A draft; `text` names the text to show (`2-fr`), the newest when it is empty.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load(id: &str, text: &str) -> Result<ReviewView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let drafts = with.drafts(&account.actor)?;
    let draft = known_draft(drafts, id).await?;
    let old = drafts.published(&draft).await?;
    let texts = draft.content.newest_first();
    let shown = named_text(text, &texts)?;
    let undone = FormReplay::<ActionReplay>::given();
    let names = Names::of(drafts, draft.author.iter().chain(&draft.proposed).cloned().collect()).await?;
    let wrote = drafts.had_a_part_in(&draft).await?;
    let approves = account.actor.may(Capability::PublishDrafts);
    let is_newest = shown == texts.first().copied();
    let found = drafts.faults(&draft).await?;
    let rules = match old.as_ref().and_then(|old| newest_texts(old, &draft.content)) {
        Some((before, after)) => touched(&with, draft.content.deliberation.number, before, after).await?,
        None => Vec::new(),
    };
    Ok(ReviewView {
        revision: draft.revision,
        kind: kind_of(
            draft.origin.base,
            draft.content.deliberation.versions.len(),
            old.as_ref().map(|old| old.deliberation.versions.len()),
        ),
        number: draft.content.deliberation.number.to_string(),
        language: title_of(&draft.content, shown).0,
        title: title_of(&draft.content, shown).1,
        author: names.find(draft.author.as_ref()),
        saved: instant(draft.saved),
        proposed: names.find(draft.proposed.as_ref()),
        note: drafts.note(&draft.id).await?,
        // Whoever approves edits nothing, even with both roles: a draft that an approver wrote in finds no second person.
        writes: account.actor.may(Capability::WriteDrafts),
        publishes: approves && !wrote && draft.proposed.is_some(),
        wrote: approves && wrote,
        facts: facts(&draft.content),
        versions: versions(&draft.content),
        text: shown
            .and_then(|shown| draft.content.texts.get(&shown))
            .map(|text| text_view(text, is_newest.then_some(&draft)))
            .unwrap_or_default(),
        texts,
        shown,
        source: draft.origin.source.as_deref().map(lines_of).unwrap_or_default(),
        faults: faults(found, &draft.content, shown),
        warnings: warnings(&draft, shown),
        changes: old.as_ref().map(|old| changes(Some(old), &draft.content)).unwrap_or_default(),
        rules,
        typed_note: undone.as_ref().map(|undone| undone.note.clone()).unwrap_or_default(),
        problem: undone.map(|undone| undone.problem),
        id: draft.id,
    })
}

/// The newest text of a draft, and the newest published one in its language.
fn newest_texts<'t>(old: &'t Content, new: &'t Content) -> Option<(&'t VersionText, &'t VersionText)> {
    let newest = *new.newest_first().first()?;
    let before = old.newest_first().into_iter().find(|key| key.language == newest.language)?;
    old.texts.get(&before).zip(new.texts.get(&newest))
}

/// The text that an address names, or the newest where it names none; another one is never shown in its place.
fn named_text(word: &str, texts: &[TextKey]) -> Result<Option<TextKey>, PageError> {
    if word.trim().is_empty() {
        return Ok(texts.first().copied());
    }
    let named = word.trim().parse().ok().filter(|key| texts.contains(key));
    named.map(Some).ok_or(PageError::Unknown)
}
