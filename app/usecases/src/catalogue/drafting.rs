//! Writing in the catalogue: a draft is begun, saved, proposed, and put in force by somebody else.

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::niss::holds_niss;

use super::contributors::contributed;
use super::error::DraftError;
use super::judge::outdated;
use super::model::{CarriedBy, CatalogueDraft, CatalogueEdit, DocumentChange, NewState};
use super::port::{CatalogueStore, CatalogueWork};
use super::publish::{changed, publishable};
use crate::accounts::Actor;
use crate::clock::Clock;
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;
use crate::register::EditKind;

/// Writing in the hands of a writer; each step asks whether the writer may.
#[derive(Clone, Copy)]
pub struct CatalogueDrafting<'w> {
    store: &'w dyn CatalogueStore,
    clock: &'w dyn Clock,
    randomness: &'w dyn Randomness,
    writer: &'w Actor,
}

impl<'w> CatalogueDrafting<'w> {
    #[must_use]
    pub const fn new(
        store: &'w dyn CatalogueStore,
        clock: &'w dyn Clock,
        randomness: &'w dyn Randomness,
        writer: &'w Actor,
    ) -> Self {
        Self { store, clock, randomness, writer }
    }

    /// # Errors
    /// When the title holds a NISS.
    pub async fn begin(
        self,
        title: String,
        carried_by: Option<CarriedBy>,
        changes: Vec<DocumentChange>,
    ) -> Result<CatalogueDraft, DraftError> {
        self.writer.must(Capability::WriteDrafts)?;
        without_niss(&title, &changes)?;
        let draft = CatalogueDraft {
            id: opaque_id(self.randomness),
            revision: 1,
            title,
            carried_by,
            author: Some(self.writer.user.clone()),
            editors: vec![self.writer.user.clone()],
            saved: self.clock.now(),
            proposed: None,
            changes,
        };
        let mut work = self.store.begin_catalogue().await?;
        work.begin_draft(&draft).await?;
        self.keep_edit(work.as_mut(), &draft, EditKind::Begun, None).await?;
        work.commit().await?;
        Ok(draft)
    }

    /// Saves one document of a draft over the revision that was read; a proposal is taken back, since what was proposed
    /// is another. None for `after`: the document is to be removed. A document that is again as in force is no change.
    ///
    /// # Errors
    /// When somebody saved in between, or a NISS stands in it.
    pub async fn save(
        self,
        id: &str,
        read: u32,
        name: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<u32, DraftError> {
        self.writer.must(Capability::WriteDrafts)?;
        let mut draft = self.draft(id).await?;
        let place = draft.changes.iter().position(|change| change.name == name);
        let change = DocumentChange { name: name.to_owned(), before, after };
        match place {
            Some(place) if change.before == change.after => drop(draft.changes.remove(place)),
            Some(place) => draft.changes[place] = change,
            None if change.before == change.after => {}
            None => draft.changes.push(change),
        }
        without_niss(&draft.title, &draft.changes)?;
        self.saved(draft, read).await
    }

    /// Saves what a draft is called and which text carries it.
    ///
    /// # Errors
    /// When somebody saved in between, or the title holds a NISS.
    pub async fn describe(
        self,
        id: &str,
        read: u32,
        title: String,
        carried_by: Option<CarriedBy>,
    ) -> Result<u32, DraftError> {
        self.writer.must(Capability::WriteDrafts)?;
        let draft = self.draft(id).await?;
        without_niss(&title, &[])?;
        self.saved(CatalogueDraft { title, carried_by, ..draft }, read).await
    }

    async fn saved(self, mut draft: CatalogueDraft, read: u32) -> Result<u32, DraftError> {
        draft.proposed = None;
        // The last one is whom a conflict names.
        draft.editors.retain(|editor| *editor != self.writer.user);
        draft.editors.push(self.writer.user.clone());
        self.keep(draft, read, EditKind::Saved, None).await
    }

    /// Proposes a draft.
    ///
    /// # Errors
    /// When it changes nothing, the catalogue would not be sound, or somebody saved in between.
    pub async fn propose(self, id: &str, read: u32) -> Result<u32, DraftError> {
        self.writer.must(Capability::WriteDrafts)?;
        let mut draft = self.draft(id).await?;
        if draft.changes.is_empty() {
            return Err(DraftError::NothingChanges);
        }
        let documents = self.store.documents(self.store.state_in_force().await?).await?;
        not_outdated(outdated(&documents, &draft.changes))?;
        publishable(&changed(documents, &draft.changes)).map_err(DraftError::NotSound)?;
        draft.proposed = Some(self.writer.user.clone());
        self.keep(draft, read, EditKind::Proposed, None).await
    }

    /// Sends a draft back, and says what for.
    ///
    /// # Errors
    /// When nobody proposed it, somebody saved in between, or the note holds a NISS: it is kept for ever.
    pub async fn send_back(self, id: &str, read: u32, note: String) -> Result<u32, DraftError> {
        self.writer.must(Capability::PublishDrafts)?;
        if holds_niss(&note) {
            return Err(DraftError::Niss);
        }
        let mut draft = self.draft(id).await?;
        if draft.proposed.take().is_none() {
            return Err(DraftError::NotProposed);
        }
        self.keep(draft, read, EditKind::Returned, Some(note)).await
    }

    /// Puts in force a draft that others began, wrote and proposed, and gives the number of the state. Its effect was
    /// compared with a state: when another one is in force, it is to be compared again.
    ///
    /// # Errors
    /// When this user had a part in it, nobody proposed it, somebody saved or published in between, or the catalogue would
    /// not be sound: nothing is published then.
    pub async fn publish(self, id: &str, read: u32, compared: u32) -> Result<u32, DraftError> {
        self.writer.must(Capability::PublishDrafts)?;
        let draft = self.draft(id).await?;
        if contributed(self.store, &draft, &self.writer.user).await? {
            return Err(DraftError::OwnDraft);
        }
        if draft.proposed.is_none() {
            return Err(DraftError::NotProposed);
        }
        let mut work = self.store.begin_catalogue().await?;
        work.wait_to_publish().await?;
        work.save_draft(&draft, read).await?.map_err(DraftError::Conflict)?;
        let state = work.state_in_force().await?;
        if state != compared {
            return Err(DraftError::NotCompared);
        }
        let documents = work.documents(state).await?;
        not_outdated(outdated(&documents, &draft.changes))?;
        let after = publishable(&changed(documents, &draft.changes)).map_err(DraftError::NotSound)?;
        let new = NewState {
            hash: after.hash(),
            published: self.clock.now(),
            by: Some(self.writer.user.clone()),
            why: draft.title.clone(),
            draft: Some(draft.id.clone()),
        };
        let number = work.add_state(&new, &draft.changes).await?;
        self.keep_edit(work.as_mut(), &draft, EditKind::Published, None).await?;
        work.remove_draft(id).await?;
        work.commit().await?;
        Ok(number)
    }

    /// Throws a draft away; its saves stay.
    ///
    /// # Errors
    /// When somebody saved in between.
    pub async fn discard(self, id: &str, read: u32) -> Result<(), DraftError> {
        self.writer.must(Capability::WriteDrafts)?;
        let draft = self.draft(id).await?;
        let mut work = self.store.begin_catalogue().await?;
        work.save_draft(&draft, read).await?.map_err(DraftError::Conflict)?;
        self.keep_edit(work.as_mut(), &draft, EditKind::Discarded, None).await?;
        work.remove_draft(id).await?;
        Ok(work.commit().await?)
    }

    /// A draft that is about to be written in.
    pub(super) async fn draft_to_write_in(self, id: &str) -> Result<CatalogueDraft, DraftError> {
        self.writer.must(Capability::WriteDrafts)?;
        self.draft(id).await
    }

    pub(super) async fn documents_in_force(self) -> Result<Vec<Document>, DraftError> {
        Ok(self.store.documents(self.store.state_in_force().await?).await?)
    }

    /// Every save of a draft, newest first.
    pub(super) async fn edits(self, id: &str) -> Result<Vec<CatalogueEdit>, DraftError> {
        Ok(self.store.edits(id).await?)
    }

    /// Whether there ever was a document of a name.
    pub(super) async fn was_published(self, name: &str) -> Result<bool, DraftError> {
        Ok(!self.store.versions(name).await?.is_empty())
    }

    async fn draft(self, id: &str) -> Result<CatalogueDraft, DraftError> {
        self.store.draft(id).await?.ok_or(DraftError::Unknown)
    }

    async fn keep(
        self,
        mut draft: CatalogueDraft,
        read: u32,
        what: EditKind,
        note: Option<String>,
    ) -> Result<u32, DraftError> {
        draft.saved = self.clock.now();
        let mut work = self.store.begin_catalogue().await?;
        let revision = work.save_draft(&draft, read).await?.map_err(DraftError::Conflict)?;
        self.keep_edit(work.as_mut(), &draft, what, note).await?;
        work.commit().await?;
        Ok(revision)
    }

    async fn keep_edit(
        self,
        work: &mut dyn CatalogueWork,
        draft: &CatalogueDraft,
        what: EditKind,
        note: Option<String>,
    ) -> Result<(), DraftError> {
        let edit = CatalogueEdit {
            at: self.clock.now(),
            user: Some(self.writer.user.clone()),
            what,
            note,
            title: draft.title.clone(),
            changes: draft.changes.clone(),
        };
        Ok(work.keep_edit(&draft.id, &edit).await?)
    }
}

fn not_outdated(outdated: Vec<String>) -> Result<(), DraftError> {
    if outdated.is_empty() { Ok(()) } else { Err(DraftError::Outdated(outdated)) }
}

/// Drafts are kept for ever: no number of a person stands in them.
fn without_niss(title: &str, changes: &[DocumentChange]) -> Result<(), DraftError> {
    let texts = changes.iter().filter_map(|change| change.after.as_deref());
    let holds = holds_niss(title) || texts.into_iter().any(holds_niss);
    if holds { Err(DraftError::Niss) } else { Ok(()) }
}
