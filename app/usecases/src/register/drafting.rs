//! Beginning drafts of the register, and writing in them.

use std::collections::BTreeMap;

use delibero_domain::capability::Capability;
use delibero_domain::deliberation::register::{Deliberation, Version, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber, Reading};
use delibero_domain::text::Language;
use jiff::civil::Date;

use super::draft::{Content, Draft, Origin};
use super::error::{RegisterError, RegisterRefusal};
use super::faults::{Fault, faults_of};
use super::read_text::content_of;
use super::statuses::with_statuses;
use super::texts::{TextKey, Texts};
use crate::drafts;

pub type Drafting<'w> = drafts::Drafting<'w, Content>;

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

impl Drafting<'_> {
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
        let (content, base) = content_of(self.store, &reading, replace).await?;
        if let Some(begun) = self.store.draft_of(&reading).await? {
            return self.taken_over(begun).await;
        }
        self.begin(content, base, Some((reading, source))).await
    }

    /// A draft that was begun from the same file: whoever brings the file again has a part in it too.
    async fn taken_over(self, mut draft: Draft) -> Result<Draft, RegisterError> {
        if self.had_a_part_in(&draft).await? {
            return Ok(draft);
        }
        draft.editors.push(self.writer.user.clone());
        draft.revision = self.saved_by_writer(draft.clone(), draft.revision).await?;
        Ok(draft)
    }

    /// Begins a deliberation by hand.
    ///
    /// # Errors
    /// When its number is in the register.
    pub async fn begin_by_hand(self, by_hand: ByHand) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        if self.store.deliberation(by_hand.number).await?.is_some() {
            return Err(RegisterRefusal::AlreadyThere.into());
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
        let (mut content, base) = self.store.content(number).await?.ok_or(RegisterError::Unknown)?;
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
            return Err(RegisterRefusal::Faulty(faults).into());
        }
        self.begin(content, Some(base), None).await
    }

    /// Begins a correction of what is published.
    ///
    /// # Errors
    /// When there is no such deliberation.
    pub async fn begin_correction(self, number: DeliberationNumber) -> Result<Draft, RegisterError> {
        self.writer.must(Capability::WriteDrafts)?;
        let (content, base) = self.store.content(number).await?.ok_or(RegisterError::Unknown)?;
        self.begin(content, Some(base), None).await
    }

    /// Saves a draft over the revision that was read; a proposal is taken back, since what was proposed is another.
    ///
    /// # Errors
    /// When somebody saved in between.
    pub async fn save(self, id: &str, read: u32, content: Content) -> Result<u32, RegisterError> {
        self.save_content(id, read, |now| *now = with_statuses(content)).await
    }

    async fn begin(
        self,
        content: Content,
        base: Option<u32>,
        imported: Option<(Reading, String)>,
    ) -> Result<Draft, RegisterError> {
        let (reading, source) = imported.unzip();
        self.begin_draft(with_statuses(content), Origin { base, reading, source }).await
    }
}
