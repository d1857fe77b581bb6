//! Every save of a deliberation, and one of them whole.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::text::Language;
use delibero_usecases::drafts::EditKind;
use delibero_usecases::register::changes::{Change, changes};
use delibero_usecases::register::editing::FieldKey;
use delibero_usecases::register::{Content, Edit, TextKey};

use super::text::{FactLine, TextView, VersionLine, facts, text_view, versions};
use super::{counted, title_of};
use crate::error::PageError;
use crate::pages::drafting::{Names, instant};
use crate::services::{services, signed_in};

/// A save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveLine {
    /// Its place, from 1.
    pub place: u32,
    pub at: String,
    pub user: Option<String>,
    pub kind: EditKind,
    /// Why, where somebody said so.
    pub note: Option<String>,
    /// How many things it changed.
    pub changes: u32,
}

/// Every save of a deliberation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryView {
    pub number: String,
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// The saves, newest first.
    pub saves: Vec<SaveLine>,
    /// The one that is shown whole, with its facts and its newest text.
    pub shown: Option<SaveView>,
}

/// One save, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveView {
    pub place: u32,
    pub changes: Vec<Change>,
    pub facts: Vec<FactLine>,
    pub versions: Vec<VersionLine>,
    pub texts: Vec<(TextKey, TextView)>,
}

/// Every save, and the one of a place, whole; none where `save` is empty.
///
/// # Errors
/// When there is none, or not for this user.
pub async fn load(number: &str, save: &str) -> Result<HistoryView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let drafts = with.drafts(&account.actor)?;
    let unknown = || PageError::Unknown;
    let number: DeliberationNumber = number.parse().map_err(|_| unknown())?;
    let edits = drafts.edits_of(number).await?;
    let (language, title) = title_of(&edits.first().ok_or_else(unknown)?.content, None);
    let names = Names::of(drafts, edits.iter().filter_map(|edit| edit.user.clone()).collect()).await?;
    let before = |at: usize| before(&edits[at], &edits[at + 1..]);
    let mut saves = Vec::with_capacity(edits.len());
    for (at, edit) in edits.iter().enumerate() {
        let before = before(at);
        let changed = if before == Some(&edit.content) { 0 } else { changes(before, &edit.content).len() };
        saves.push(SaveLine {
            place: edit.place,
            at: instant(edit.at),
            user: names.find(edit.user.as_ref()),
            kind: edit.what,
            note: edit.note.clone(),
            changes: counted(changed),
        });
    }
    let asked = match save.trim() {
        "" => None,
        word => Some(edits.iter().position(|edit| word == edit.place.to_string()).ok_or_else(unknown)?),
    };
    let shown = asked.map(|at| {
        let content = &edits[at].content;
        let texts = content.newest_first().into_iter();
        let texts = texts.filter_map(|key| Some((key, text_view(content.texts.get(&key)?, None))));
        SaveView {
            place: edits[at].place,
            changes: before(at).map(|before| changes(Some(before), content)).unwrap_or_default(),
            facts: facts(content).into_iter().filter(|fact| fact.key != FieldKey::Number).collect(),
            versions: versions(content),
            texts: texts.collect(),
        }
    });
    Ok(HistoryView { number: number.to_string(), title, language, saves, shown })
}

/// What a save was made over: the save before it of the same draft, or what was published when it was begun.
fn before<'e>(edit: &Edit, earlier: &'e [Edit]) -> Option<&'e Content> {
    let own = earlier.iter().find(|other| !edit.draft.is_empty() && other.draft == edit.draft);
    let published = || earlier.iter().find(|other| other.what == EditKind::Published);
    own.or_else(published).map(|edit| &edit.content)
}
