//! One draft: what it changes, what is wrong with it, and what may be done with it.

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::files::{CatalogueError, CatalogueFault};
use delibero_usecases::accounts::Actor;
use delibero_usecases::catalogue::editing::DocumentKind;
use delibero_usecases::catalogue::{CatalogueDraft, CatalogueDrafts, Judged};
use delibero_usecases::drafts::EditKind;
use jiff::civil::Date;

use super::describe::{DescribeError, DescribeForm, DescribeView};
use super::documents::{ChangeView, DocumentView, document_view};
use super::effect::{EffectView, effect_view};
use super::missing::{MissingPointView, missing_points};
use super::{EditLine, day, edit_lines};
use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::pages::drafting::{self, Names, instant, known_draft};
use crate::pages::register::rules::view::AnswerProblem;
use crate::services::{Services, services, signed_in};

/// How many documents are found at most for words.
pub const MOST_FOUND: usize = 50;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftView {
    pub id: String,
    /// The revision that is shown.
    pub revision: u32,
    /// The state over which it was laid.
    pub state: u32,
    pub title: String,
    pub describe: DescribeView,
    /// None: the program, which ships other documents than before.
    pub author: Option<String>,
    /// `2026-11-21 01:02:03`
    pub saved: String,
    /// The day since which it waits for whoever must act.
    pub since: Date,
    pub proposed: Option<String>,
    /// Everyone who had a part in it.
    pub contributors: Vec<String>,
    /// Why it was sent back, if it was.
    pub note: Option<String>,
    pub writes: bool,
    /// Whether this user may put it in force now.
    pub publishes: bool,
    /// Whether this user would, but had a part in it.
    pub had_a_part: bool,
    pub changes: Vec<ChangeView>,
    pub faults: Vec<FaultView>,
    pub effect: EffectView,
    /// What is looked for, to change it as well.
    pub find: String,
    pub found: Vec<DocumentView>,
    /// Whether more was found than is shown.
    pub more: bool,
    /// Newest first.
    pub edits: Vec<EditLine>,
    pub problem: Option<ActionProblem>,
    pub typed_note: String,
    pub missing: Vec<MissingPointView>,
}

/// Why the catalogue would not be sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultView {
    pub document: DocumentView,
    /// From 1; 0: the whole document.
    pub line: usize,
    pub key: String,
    pub what: CatalogueFault,
}

/// Why a change is not described, proposed or put in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    NothingChanges,
    NotSound,
    Outdated,
    /// Another state is in force than the one that was compared.
    NotCompared,
    /// Points that the text does not have are not answered for.
    PointsNotAnswered,
    /// An answer for one of them was not kept.
    NotAnswered {
        document: String,
        cited: String,
        reason: String,
        problem: AnswerProblem,
    },
    /// What it is called, or which text carries it.
    Describe(Vec<DescribeError>),
}

pub type ActionProblem = drafting::ActionProblem<NotDone>;

/// With what was typed, where it was to be described.
pub type ActionReplay = drafting::ActionReplay<NotDone, Option<DescribeForm>>;

/// A draft, with the documents that are looked for.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load(id: &str, find: &str) -> Result<DraftView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let drafts = with.catalogue_drafts(&account.actor)?;
    let draft = known_draft(drafts, id).await?;
    let judged = with.catalogue_states(&account.actor)?.judged(&draft).await?;
    let undone = FormReplay::<ActionReplay>::given();
    let (problem, typed_note, typed) = match undone {
        Some(ActionReplay { problem, note, typed }) => (Some(problem), note, typed),
        None => (None, String::new(), None),
    };
    let errors = match &problem {
        Some(ActionProblem::Refused(NotDone::Describe(errors))) => errors.clone(),
        _ => Vec::new(),
    };
    let form = typed.unwrap_or_else(|| DescribeForm::of(&draft.content.title, draft.content.carried_by.as_ref()));
    let describe = form.view(with.register(&account.actor)?, errors).await?;
    let effect = effect_view(&*with.comparer, &judged.before, judged.after.as_ref().ok()).await;
    let page = view(drafts, &account.actor, draft, &judged, describe).await?;
    let (found, more) = found(&with, &judged, find, page.writes);
    let missing = missing_points(&with, &account.actor, id).await?;
    Ok(DraftView { missing, effect, find: find.to_owned(), found, more, problem, typed_note, ..page })
}

async fn view(
    drafts: CatalogueDrafts<'_>,
    actor: &Actor,
    draft: CatalogueDraft,
    judged: &Judged,
    describe: DescribeView,
) -> Result<DraftView, PageError> {
    let names = Names::of(drafts, draft.author.iter().chain(&draft.proposed).cloned().collect()).await?;
    let had_a_part = drafts.had_a_part_in(&draft).await?;
    let approves = actor.may(Capability::PublishDrafts);
    let saves = drafts.edits(&draft.id).await?;
    let edits = edit_lines(drafts, &saves).await?;
    let waits_since = saves.iter().find(|edit| edit.what != EditKind::Saved).map_or(draft.saved, |edit| edit.at);
    let after = judged.after.as_ref().ok();
    let catalogues: Vec<_> = after.into_iter().chain([&judged.before]).map(|catalogue| &**catalogue).collect();
    let mut contributors: Vec<String> = edits.iter().filter_map(part_of).collect();
    contributors.sort();
    contributors.dedup();
    let fault = |error: &CatalogueError| FaultView {
        document: document_view(&error.file, &catalogues),
        line: error.line,
        key: error.key.clone(),
        what: error.what.clone(),
    };
    let wrong = judged.after.as_ref().err().into_iter().flatten().chain(&judged.broken_cases);
    Ok(DraftView {
        revision: draft.revision,
        state: judged.state,
        title: draft.content.title.clone(),
        describe,
        author: names.find(draft.author.as_ref()),
        saved: instant(draft.saved),
        since: day(waits_since),
        proposed: names.find(draft.proposed.as_ref()),
        contributors,
        note: drafts.note(&draft.id).await?,
        writes: actor.may(Capability::WriteDrafts),
        publishes: approves && !had_a_part && draft.proposed.is_some(),
        had_a_part: approves && had_a_part,
        changes: draft
            .content
            .changes
            .iter()
            .map(|change| ChangeView::of(change, &judged.outdated, &catalogues))
            .collect(),
        faults: wrong.map(fault).collect(),
        effect: EffectView::NotSound,
        find: String::new(),
        found: Vec::new(),
        more: false,
        edits,
        problem: None,
        typed_note: String::new(),
        missing: Vec::new(),
        id: draft.id,
    })
}

/// Whoever wrote or proposed; sending back is no part.
fn part_of(edit: &EditLine) -> Option<String> {
    let wrote = matches!(edit.what, EditKind::Begun | EditKind::Saved | EditKind::Proposed);
    edit.user.clone().filter(|_| wrote)
}

/// The documents whose name or labels hold each of some words.
fn found(with: &Services, judged: &Judged, find: &str, writes: bool) -> (Vec<DocumentView>, bool) {
    use delibero_domain::folding::folded_line;
    let wanted = folded_line(find);
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    if wanted.is_empty() || !writes {
        return (Vec::new(), false);
    }
    let views = judged.documents.iter().map(|document| document_view(&document.name, &[&with.catalogue]));
    let fits = |found: &DocumentView| {
        let labels = found.labels.iter().flat_map(|label| [&label.fr, &label.nl, &label.de]);
        let words = labels.chain([&found.name]).map(|words| folded_line(words)).collect::<Vec<_>>().join(" ");
        wanted.iter().all(|word| words.contains(word))
    };
    let mut fitting: Vec<_> = views.filter(fits).take(MOST_FOUND + 1).collect();
    let more = fitting.len() > MOST_FOUND;
    fitting.truncate(MOST_FOUND);
    fitting.sort_by_key(|found| found.kind != Some(DocumentKind::Authorisation));
    (fitting, more)
}
