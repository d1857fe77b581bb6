//! Text and rule: the rules whose points a newer version of a text has otherwise than the one that they follow, until
//! somebody answers each.

use std::collections::HashMap;

use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, Version, VersionText};
use delibero_domain::identifier::UserName;
use delibero_domain::niss::holds_niss;
use delibero_domain::text::Language;
use jiff::Timestamp;
use thiserror::Error;

use super::answers::{Answer, Asked};
use super::citations::{TouchedRule, touched_rules};
use super::in_force::CatalogueInForce;
use super::port::CatalogueStore;
use crate::accounts::{Actor, NotAllowed};
use crate::clock::Clock;
use crate::drafts::EditKind;
use crate::register::RegisterStore;
use crate::store_error::StoreError;

/// A version that is newer than what the rules follow, and the rules that it touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewText {
    pub deliberation: DeliberationNumber,
    /// Its place among the versions, from 0.
    pub version: u16,
    pub described: Version,
    /// When its text came into the register.
    pub published: Option<Timestamp>,
    pub rules: Vec<RuleToLookAt>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleToLookAt {
    /// The name of a document of the catalogue.
    pub document: String,
    /// The points that are otherwise now.
    pub points: Vec<String>,
    pub answered: Option<Answered>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Somebody looked at it, and it stays as it is.
    Stays { by: UserName, at: Timestamp, reason: String },
    /// A state changed it since.
    Changed { state: u32 },
}

impl NewText {
    /// How many rules nobody answered for.
    #[must_use]
    pub fn open(&self) -> usize {
        self.rules.iter().filter(|rule| rule.answered.is_none()).count()
    }
}

#[derive(Debug, Error)]
pub enum AnswerError {
    #[error("this account may not do that")]
    NotAllowed(#[from] NotAllowed),
    #[error("no reason is given")]
    NoReason,
    #[error("a NISS stands in the reason")]
    Niss,
    /// Nothing of the sort waits for an answer.
    #[error("nothing waits for this answer")]
    NothingAsked,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where it is read from.
#[derive(Clone, Copy)]
pub struct LookingAgainStores<'r> {
    pub catalogue: &'r dyn CatalogueStore,
    pub register: &'r dyn RegisterStore,
    pub in_force: &'r CatalogueInForce,
    pub clock: &'r dyn Clock,
}

/// In the hands of somebody who works on the catalogue.
#[derive(Clone, Copy)]
pub struct LookingAgain<'r> {
    stores: LookingAgainStores<'r>,
    reader: &'r Actor,
}

impl<'r> LookingAgain<'r> {
    /// # Errors
    /// When the reader may not see drafts.
    pub fn for_reader(stores: LookingAgainStores<'r>, reader: &'r Actor) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadDrafts)?;
        Ok(Self { stores, reader })
    }

    /// The newer texts that touch rules which nobody answered for, of every deliberation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(self) -> Result<Vec<NewText>, StoreError> {
        let mut waiting = Vec::new();
        for known in self.stores.in_force.now().catalogue.deliberations() {
            if let Ok(number) = known.number.parse() {
                waiting.extend(self.of(number).await?.into_iter().filter(|text| text.open() > 0));
            }
        }
        Ok(waiting)
    }

    /// The newer texts of a deliberation that touch rules, newest first, answered or not.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(self, number: DeliberationNumber) -> Result<Vec<NewText>, StoreError> {
        let now = self.stores.in_force.now();
        let Some((found, _)) = self.stores.register.deliberation(number).await? else { return Ok(Vec::new()) };
        let Some(followed) = followed(&now.catalogue, &found) else { return Ok(Vec::new()) };
        let newer = (followed + 1..found.versions.len()).rev().filter(|place| found.versions[*place].is_known());
        let mut documents: Option<Vec<Document>> = None;
        let mut texts = Vec::new();
        for place in newer {
            let Some((before, after)) = self.pair(&found, place).await? else { continue };
            if documents.is_none() {
                documents = Some(self.stores.catalogue.documents(now.state).await?);
            }
            let touched = touched_rules(documents.as_deref().unwrap_or_default(), &number.to_string(), &before, &after);
            if !touched.is_empty() {
                texts.push(self.text(&found, place, touched).await?);
            }
        }
        Ok(texts)
    }

    /// The text of a version, and of the nearest known one before it in the same language.
    async fn pair(self, found: &Deliberation, place: usize) -> Result<Option<(VersionText, VersionText)>, StoreError> {
        let languages = &found.versions[place].languages;
        let common = |version: &Version| languages.iter().copied().find(|known| version.languages.contains(known));
        let earlier = (0..place).rev().find_map(|earlier| Some((earlier, common(&found.versions[earlier])?)));
        let Some((earlier, language)) = earlier else { return Ok(None) };
        let (before, after) =
            (self.known(found.number, earlier, language).await?, self.known(found.number, place, language).await?);
        Ok(before.zip(after))
    }

    async fn known(
        self,
        number: DeliberationNumber,
        place: usize,
        language: Language,
    ) -> Result<Option<VersionText>, StoreError> {
        self.stores.register.text(number, version(place), language).await
    }

    async fn text(self, found: &Deliberation, place: usize, touched: Vec<TouchedRule>) -> Result<NewText, StoreError> {
        let published = self.published(found.number, place).await?;
        let answers = self.stores.catalogue.answers_about(found.number).await?;
        let states = self.stores.catalogue.states().await?;
        let since: HashMap<u32, Timestamp> = states.iter().map(|state| (state.number, state.published)).collect();
        let mut rules = Vec::new();
        for TouchedRule { document, points } in touched {
            let about =
                Asked::ChangedText { deliberation: found.number, version: version(place), document: document.clone() };
            let stays = answers.iter().find(|answer| answer.asked == about);
            let stays = stays.map(|answer| Answered::Stays {
                by: answer.user.clone(),
                at: answer.at,
                reason: answer.reason.clone(),
            });
            let answered = match stays {
                Some(stays) => Some(stays),
                None => self.changed_since(&document, published, &since).await?,
            };
            rules.push(RuleToLookAt { document, points, answered });
        }
        let described = found.versions[place].clone();
        Ok(NewText { deliberation: found.number, version: version(place), described, published, rules })
    }

    /// A state that was published after the text and changed the document.
    async fn changed_since(
        self,
        document: &str,
        published: Option<Timestamp>,
        states: &HashMap<u32, Timestamp>,
    ) -> Result<Option<Answered>, StoreError> {
        let Some(published) = published else { return Ok(None) };
        let versions = self.stores.catalogue.versions(document).await?;
        let later = versions.iter().find(|found| states.get(&found.state).is_some_and(|at| *at > published));
        Ok(later.map(|found| Answered::Changed { state: found.state }))
    }

    /// When the text of a version came into the register, as the saves of the deliberation have it.
    async fn published(self, number: DeliberationNumber, place: usize) -> Result<Option<Timestamp>, StoreError> {
        let edits = self.stores.register.edits_of(number).await?;
        let with_it = edits.iter().filter(|edit| {
            let versions = &edit.content.deliberation.versions;
            edit.what == EditKind::Published && versions.get(place).is_some_and(Version::is_known)
        });
        Ok(with_it.map(|edit| edit.at).min())
    }

    /// Says that a rule was looked at and stays as it is.
    ///
    /// # Errors
    /// When no reason is given, or nothing waits for it.
    pub async fn stays(
        self,
        deliberation: DeliberationNumber,
        version: u16,
        document: &str,
        reason: &str,
    ) -> Result<(), AnswerError> {
        self.reader.must(Capability::WriteDrafts)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(AnswerError::NoReason);
        }
        if holds_niss(reason) {
            return Err(AnswerError::Niss);
        }
        let texts = self.of(deliberation).await?;
        let rules = texts.iter().filter(|text| text.version == version).flat_map(|text| &text.rules);
        if !rules.into_iter().any(|rule| rule.document == document) {
            return Err(AnswerError::NothingAsked);
        }
        let answer = Answer {
            asked: Asked::ChangedText { deliberation, version, document: document.to_owned() },
            at: self.stores.clock.now(),
            user: self.reader.user.clone(),
            reason: reason.to_owned(),
        };
        Ok(self.stores.catalogue.keep_answer(&answer).await?)
    }
}

/// The place of the version whose words the rules follow: by its document, or by the day from which they are proven.
fn followed(catalogue: &Catalogue, found: &Deliberation) -> Option<usize> {
    let number = found.number.to_string();
    let known = catalogue.deliberations().iter().find(|known| known.number == number)?;
    let named = |version: &Version| version.document.as_ref().is_some_and(|one| one.to_string() == known.document);
    found.versions.iter().position(named).or_else(|| found.version_on(known.proven_from))
}

fn version(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}
