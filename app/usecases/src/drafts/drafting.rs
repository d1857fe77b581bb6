//! Writing: a draft is begun, saved, proposed, and published by somebody else.

use delibero_domain::capability::Capability;
use delibero_domain::niss::holds_niss;

use super::content::{DraftContent, Publication};
use super::contributors::contributed;
use super::draft::{Draft, Edit, EditKind};
use super::error::DraftError;
use super::port::{DraftStore as _, DraftWork as _};
use crate::accounts::Actor;
use crate::clock::Clock;
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;
use crate::unit_of_work::UnitOfWork as _;

/// Writing in the hands of a writer; each step asks whether the writer may.
pub struct Drafting<'w, C: DraftContent> {
    pub(crate) store: &'w C::Store,
    clock: &'w dyn Clock,
    randomness: &'w dyn Randomness,
    pub(crate) writer: &'w Actor,
}

impl<C: DraftContent> Clone for Drafting<'_, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C: DraftContent> Copy for Drafting<'_, C> {}

impl<'w, C: DraftContent> Drafting<'w, C> {
    #[must_use]
    pub const fn new(
        store: &'w C::Store,
        clock: &'w dyn Clock,
        randomness: &'w dyn Randomness,
        writer: &'w Actor,
    ) -> Self {
        Self { store, clock, randomness, writer }
    }

    pub(crate) async fn begin_draft(self, content: C, origin: C::Origin) -> Result<Draft<C>, DraftError<C::Refusal>> {
        self.writer.must(Capability::WriteDrafts)?;
        without_niss(&content)?;
        let draft = Draft {
            id: opaque_id(self.randomness),
            revision: 1,
            author: Some(self.writer.user.clone()),
            editors: vec![self.writer.user.clone()],
            saved: self.clock.now(),
            proposed: None,
            content,
            origin,
        };
        let mut work = C::begin_work(self.store).await?;
        work.begin_draft(&draft).await?;
        work.keep_edit(&self.edit(&draft, EditKind::Begun, None)).await?;
        work.commit().await?;
        Ok(draft)
    }

    /// Saves a draft with another content over the revision that was read; a proposal is taken back, since what was
    /// proposed is another.
    pub(crate) async fn save_content(
        self,
        id: &str,
        read: u32,
        write: impl FnOnce(&mut C) + Send,
    ) -> Result<u32, DraftError<C::Refusal>> {
        let mut draft = self.draft_to_write_in(id).await?;
        write(&mut draft.content);
        without_niss(&draft.content)?;
        draft.proposed = None;
        self.saved_by_writer(draft, read).await
    }

    /// Keeps that the writer has a part in a draft.
    pub(crate) async fn saved_by_writer(self, mut draft: Draft<C>, read: u32) -> Result<u32, DraftError<C::Refusal>> {
        // The last one is whom a conflict names.
        draft.editors.retain(|editor| *editor != self.writer.user);
        draft.editors.push(self.writer.user.clone());
        self.keep(draft, read, EditKind::Saved, None).await
    }

    /// Whether the writer had a part in a draft.
    pub(crate) async fn had_a_part_in(self, draft: &Draft<C>) -> Result<bool, DraftError<C::Refusal>> {
        Ok(contributed(self.store, draft, &self.writer.user).await?)
    }

    /// # Errors
    /// When something keeps it from being proposed, or somebody saved in between.
    pub async fn propose(self, id: &str, read: u32, known: &C::ToPropose) -> Result<u32, DraftError<C::Refusal>> {
        let mut draft = self.draft_to_write_in(id).await?;
        draft.content.may_be_proposed(self.store, known).await?;
        draft.proposed = Some(self.writer.user.clone());
        self.keep(draft, read, EditKind::Proposed, None).await
    }

    /// Sends a draft back, and says what for.
    ///
    /// # Errors
    /// When nobody proposed it, somebody saved in between, or the note holds a NISS: it is kept for ever.
    pub async fn send_back(self, id: &str, read: u32, note: String) -> Result<u32, DraftError<C::Refusal>> {
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

    /// Publishes a draft that others began, wrote and proposed.
    ///
    /// # Errors
    /// When this user had a part in it, nobody proposed it, somebody saved or published in between, or something keeps it
    /// from being published: nothing is, then.
    pub async fn publish(
        self,
        id: &str,
        read: u32,
        confirmed: C::Confirmed,
    ) -> Result<C::Published, DraftError<C::Refusal>> {
        self.writer.must(Capability::PublishDrafts)?;
        let draft = self.draft(id).await?;
        if self.had_a_part_in(&draft).await? {
            return Err(DraftError::OwnDraft);
        }
        if draft.proposed.is_none() {
            return Err(DraftError::NotProposed);
        }
        draft.content.may_be_published(self.store).await?;
        let mut work = C::begin_work(self.store).await?;
        work.save_draft(&draft, read).await?.map_err(DraftError::not_saved)?;
        let publication = Publication { by: &self.writer.user, at: self.clock.now() };
        let published = C::publish(&draft, work.as_mut(), confirmed, publication).await?;
        self.end(work, &draft, EditKind::Published).await?;
        Ok(published)
    }

    /// Throws a draft away; its saves stay.
    ///
    /// # Errors
    /// When somebody saved in between.
    pub async fn discard(self, id: &str, read: u32) -> Result<(), DraftError<C::Refusal>> {
        let draft = self.draft_to_write_in(id).await?;
        let mut work = C::begin_work(self.store).await?;
        work.save_draft(&draft, read).await?.map_err(DraftError::not_saved)?;
        self.end(work, &draft, EditKind::Discarded).await
    }

    /// A draft that is about to be written in.
    pub(crate) async fn draft_to_write_in(self, id: &str) -> Result<Draft<C>, DraftError<C::Refusal>> {
        self.writer.must(Capability::WriteDrafts)?;
        self.draft(id).await
    }

    /// Every save of a draft, newest first.
    pub(crate) async fn edits(self, id: &str) -> Result<Vec<Edit<C>>, DraftError<C::Refusal>> {
        Ok(self.store.edits(id).await?)
    }

    async fn draft(self, id: &str) -> Result<Draft<C>, DraftError<C::Refusal>> {
        self.store.draft(id).await?.ok_or(DraftError::Unknown)
    }

    async fn keep(
        self,
        mut draft: Draft<C>,
        read: u32,
        what: EditKind,
        note: Option<String>,
    ) -> Result<u32, DraftError<C::Refusal>> {
        draft.saved = self.clock.now();
        let mut work = C::begin_work(self.store).await?;
        let revision = work.save_draft(&draft, read).await?.map_err(DraftError::not_saved)?;
        work.keep_edit(&self.edit(&draft, what, note)).await?;
        work.commit().await?;
        Ok(revision)
    }

    async fn end(self, mut work: Box<C::Work>, draft: &Draft<C>, how: EditKind) -> Result<(), DraftError<C::Refusal>> {
        work.keep_edit(&self.edit(draft, how, None)).await?;
        work.remove_draft(&draft.id).await?;
        Ok(work.commit().await?)
    }

    fn edit(self, draft: &Draft<C>, what: EditKind, note: Option<String>) -> Edit<C> {
        Edit {
            place: 0,
            draft: draft.id.clone(),
            at: self.clock.now(),
            user: Some(self.writer.user.clone()),
            what,
            note,
            content: draft.content.clone(),
        }
    }
}

fn without_niss<C: DraftContent>(content: &C) -> Result<(), DraftError<C::Refusal>> {
    if content.holds_niss() { Err(DraftError::Niss) } else { Ok(()) }
}
