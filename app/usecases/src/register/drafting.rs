//! Writing in the register: a draft is begun, saved, proposed, and published by somebody else.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::register::{Deliberation, Version, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::niss::holds_niss;
use delibero_domain::text::Language;
use jiff::civil::Date;

use super::contributors::contributed;
use super::draft::{Content, Draft, Edit, EditKind};
use super::error::RegisterError;
use super::faults::{Fault, faults_of, names_hold_niss};
use super::port::{RegisterStore, RegisterWork};
use super::publishable::sound;
use super::read_text::content_of;
use super::statuses::with_statuses;
use super::texts::{TextKey, Texts};
use crate::accounts::Actor;
use crate::clock::Clock;
use crate::opaque_id::opaque_id;
use crate::randomness::Randomness;

/// Writing in the hands of a writer; each step asks whether the writer may.
#[derive(Clone, Copy)]
pub struct Drafting<'w> {
    register: &'w dyn RegisterStore,
    clock: &'w dyn Clock,
    randomness: &'w dyn Randomness,
    writer: &'w Actor,
}

/// A deliberation that somebody writes by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByHand {
    pub number: DeliberationNumber,
    pub date: Date,
    pub title: String,
    /// The language of title and text.
    pub language: Language,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewVersion {
    /// The number of its document, where it is known.
    pub document: Option<DocumentNumber>,
    pub approved: Date,
    /// When it enters into force, where that is known.
    pub in_force: Option<Date>,
}

impl<'w> Drafting<'w> {
    #[must_use]
    pub const fn new(
        register: &'w dyn RegisterStore,
        clock: &'w dyn Clock,
        randomness: &'w dyn Randomness,
        writer: &'w Actor,
    ) -> Self {
        Self { register, clock, randomness, writer }
    }

    /// Begins a draft from what was read in a file; the one that was begun from the same reading, if there is one.
    ///
    /// # Errors
    /// When the reading is not complete, or its document is in the register: with the same text, or with another and
    /// `replace` does not say that it may go.
    pub async fn begin_from_reading(
        self,
        reading: Reading,
        source: String,
        replace: bool,
    ) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        let (content, base) = content_of(self.register, &reading, replace).await?;
        if let Some(begun) = self.register.draft_of(&reading).await? {
            return self.taken_over(begun).await;
        }
        self.begin(content, base, Some((reading, source))).await
    }

    /// A draft that was begun from the same file: whoever brings the file again has a part in it too.
    async fn taken_over(self, mut draft: Draft) -> Result<Draft, RegisterError> {
        if contributed(self.register, &draft, &self.writer.user).await? {
            return Ok(draft);
        }
        draft.editors.push(self.writer.user.clone());
        draft.revision = self.keep(draft.clone(), draft.revision, EditKind::Saved).await?;
        Ok(draft)
    }

    /// Begins a deliberation by hand.
    ///
    /// # Errors
    /// When its number is in the register.
    pub async fn begin_by_hand(self, by_hand: ByHand) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        if self.register.deliberation(by_hand.number).await?.is_some() {
            return Err(RegisterError::AlreadyThere);
        }
        let ByHand { number, date, title, language } = by_hand;
        let version = Version { document: None, approved: date, in_force: None, languages: vec![language] };
        let deliberation = Deliberation {
            number,
            committee: String::new(),
            title: BTreeMap::from([(language, title.clone())]),
            date,
            rapporteur: None,
            grounds: Vec::new(),
            requesters: Vec::new(),
            sources: Vec::new(),
            versions: vec![version],
            amendments_complete: true,
            end: None,
        };
        let text = VersionText { title, ..VersionText::default() };
        let texts = Texts::from([(TextKey::new(0, language), text)]);
        self.begin(Content { deliberation, texts }, None, None).await
    }

    /// Begins a new version, with the words of the newest one that is known.
    ///
    /// # Errors
    /// When there is no such deliberation, or a version of that day.
    pub async fn begin_amendment(
        self,
        number: DeliberationNumber,
        amendment: NewVersion,
    ) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        let (mut content, base) = self.register.content(number).await?.ok_or(RegisterError::Unknown)?;
        let place = content.deliberation.versions.len();
        let newest = content.texts.last_key_value().map(|(key, _)| key.version);
        let of_newest = content.texts.iter().filter(|(key, _)| Some(key.version) == newest);
        let copied: Vec<_> = of_newest.map(|(key, text)| (key.language, text.clone())).collect();
        let version = Version {
            document: amendment.document,
            approved: amendment.approved,
            in_force: amendment.in_force,
            languages: copied.iter().map(|(language, _)| *language).collect(),
        };
        content.deliberation.versions.push(version);
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        content.texts.extend(copied.into_iter().map(|(language, text)| (TextKey::new(place, language), text)));
        let faults = faults_of(&content);
        if faults.iter().any(|fault| matches!(fault, Fault::VersionsOutOfOrder | Fault::InForceTooEarly(_))) {
            return Err(RegisterError::Faulty(faults));
        }
        self.begin(content, Some(base), None).await
    }

    /// Begins a correction of what is published.
    ///
    /// # Errors
    /// When there is no such deliberation.
    pub async fn begin_correction(self, number: DeliberationNumber) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        let (content, base) = self.register.content(number).await?.ok_or(RegisterError::Unknown)?;
        self.begin(content, Some(base), None).await
    }

    /// Saves a draft over the revision that was read; a proposal is taken back, since what was proposed is another.
    ///
    /// # Errors
    /// When somebody saved in between.
    pub async fn save(self, id: &str, read: u32, content: Content) -> Result<u32, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        without_niss(&content)?;
        let mut draft = self.draft(id).await?;
        draft.content = with_statuses(content);
        draft.proposed = None;
        // The last one is whom a conflict names.
        draft.editors.retain(|editor| *editor != self.writer.user);
        draft.editors.push(self.writer.user.clone());
        self.keep(draft, read, EditKind::Saved).await
    }

    /// Proposes a draft for publication.
    ///
    /// # Errors
    /// When it has faults, or somebody saved in between.
    pub async fn propose(self, id: &str, read: u32) -> Result<u32, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        let mut draft = self.draft(id).await?;
        self.sound(&draft.content).await?;
        draft.proposed = Some(self.writer.user.clone());
        self.keep(draft, read, EditKind::Proposed).await
    }

    /// Sends a draft back to the secretariat, and says what for.
    ///
    /// # Errors
    /// When nobody proposed it, somebody saved in between, or the note holds a NISS: it is kept for ever.
    pub async fn send_back(self, id: &str, read: u32, note: String) -> Result<u32, RegisterError> {
        self.writer.must(Capability::PublishDrafts)?;
        if holds_niss(&note) {
            return Err(RegisterError::Faulty(vec![Fault::Niss]));
        }
        let mut draft = self.draft(id).await?;
        if draft.proposed.take().is_none() {
            return Err(RegisterError::NotProposed);
        }
        self.keep_with(draft, read, EditKind::Returned, Some(note)).await
    }

    /// Publishes a draft that others began, wrote and proposed.
    ///
    /// # Errors
    /// When this user had a part in it, nobody proposed it, it has faults, somebody saved in between, or something else was
    /// published since it was begun.
    pub async fn publish(self, id: &str, read: u32) -> Result<DeliberationNumber, RegisterError> {
        self.writer.must(Capability::PublishDrafts)?;
        let draft = self.draft(id).await?;
        if contributed(self.register, &draft, &self.writer.user).await? {
            return Err(RegisterError::OwnDraft);
        }
        if draft.proposed.is_none() {
            return Err(RegisterError::NotProposed);
        }
        self.sound(&draft.content).await?;
        let mut work = self.register.begin_writing().await?;
        work.save_draft(&draft, read).await?.map_err(RegisterError::Conflict)?;
        let number = draft.content.deliberation.number;
        work.publish(&draft.content, draft.base).await?.map_err(|_| RegisterError::Outdated)?;
        self.keep_edit(work.as_mut(), &draft, EditKind::Published, None).await?;
        work.remove_draft(id).await?;
        work.commit().await?;
        Ok(number)
    }

    /// Throws a draft away; its saves stay.
    ///
    /// # Errors
    /// When somebody saved in between.
    pub async fn discard(self, id: &str, read: u32) -> Result<(), RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        let draft = self.draft(id).await?;
        let mut work = self.register.begin_writing().await?;
        work.save_draft(&draft, read).await?.map_err(RegisterError::Conflict)?;
        self.keep_edit(work.as_mut(), &draft, EditKind::Discarded, None).await?;
        work.remove_draft(id).await?;
        Ok(work.commit().await?)
    }

    /// A draft that is about to be written in.
    pub(super) async fn draft_to_write_in(self, id: &str) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        self.draft(id).await
    }

    async fn draft(self, id: &str) -> Result<Draft, RegisterError> {
        self.register.draft(id).await?.ok_or(RegisterError::Unknown)
    }

    async fn begin(
        self,
        content: Content,
        base: Option<u32>,
        imported: Option<(Reading, String)>,
    ) -> Result<Draft, RegisterError> {
        without_niss(&content)?;
        let (reading, source) = imported.unzip();
        let draft = Draft {
            id: opaque_id(self.randomness),
            revision: 1,
            author: self.writer.user.clone(),
            editors: vec![self.writer.user.clone()],
            saved: self.clock.now(),
            proposed: None,
            base,
            content: with_statuses(content),
            reading,
            source,
        };
        let mut work = self.register.begin_writing().await?;
        work.begin_draft(&draft).await?;
        self.keep_edit(work.as_mut(), &draft, EditKind::Begun, None).await?;
        work.commit().await?;
        Ok(draft)
    }

    async fn keep(self, draft: Draft, read: u32, what: EditKind) -> Result<u32, RegisterError> {
        self.keep_with(draft, read, what, None).await
    }

    async fn keep_with(
        self,
        mut draft: Draft,
        read: u32,
        what: EditKind,
        note: Option<String>,
    ) -> Result<u32, RegisterError> {
        draft.saved = self.clock.now();
        let mut work = self.register.begin_writing().await?;
        let revision = work.save_draft(&draft, read).await?.map_err(RegisterError::Conflict)?;
        self.keep_edit(work.as_mut(), &draft, what, note).await?;
        work.commit().await?;
        Ok(revision)
    }

    async fn keep_edit(
        self,
        work: &mut dyn RegisterWork,
        draft: &Draft,
        what: EditKind,
        note: Option<String>,
    ) -> Result<(), RegisterError> {
        let user = self.writer.user.clone();
        let (at, content) = (self.clock.now(), draft.content.clone());
        let edit = Edit { place: 0, draft: draft.id.clone(), at, user, what, note, content };
        Ok(work.keep_edit(draft.content.deliberation.number, &edit).await?)
    }

    async fn sound(self, content: &Content) -> Result<(), RegisterError> {
        sound(self.register, content).await
    }
}

/// Names that hold a NISS are kept nowhere, not even in a draft.
fn without_niss(content: &Content) -> Result<(), RegisterError> {
    if names_hold_niss(content) { Err(RegisterError::Faulty(vec![Fault::Niss])) } else { Ok(()) }
}
