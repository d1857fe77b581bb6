//! Points that a draft cites and the text does not have are read and answered for by whoever works on the catalogue.

use delibero_domain::authorisation::Source;
use delibero_domain::capability::Capability;
use delibero_domain::niss::holds_niss;
use thiserror::Error;

use super::answers::{Answer, Asked};
use super::drafting::CatalogueDrafting;
use super::error::ChangeError;
use super::looking_again::AnswerError;
use super::missing_points::{MissingPoint, missing_in};
use super::model::CatalogueDraft;
use super::port::CatalogueStore;
use crate::accounts::{Actor, NotAllowed};
use crate::clock::Clock;
use crate::register::RegisterStore;
use crate::store_error::StoreError;

/// Where it is read from.
#[derive(Clone, Copy)]
pub struct MissingPointStores<'m> {
    pub catalogue: &'m dyn CatalogueStore,
    pub register: &'m dyn RegisterStore,
    pub clock: &'m dyn Clock,
}

/// In the hands of somebody who works on the catalogue.
#[derive(Clone, Copy)]
pub struct MissingPoints<'m> {
    stores: MissingPointStores<'m>,
    reader: &'m Actor,
}

impl<'m> MissingPoints<'m> {
    /// # Errors
    /// When the reader may not see drafts.
    pub fn for_reader(stores: MissingPointStores<'m>, reader: &'m Actor) -> Result<Self, NotAllowed> {
        reader.must(Capability::ReadDrafts)?;
        Ok(Self { stores, reader })
    }

    /// Those of a draft, with what was answered.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(self, draft: &CatalogueDraft) -> Result<Vec<MissingPoint>, StoreError> {
        missing_in(self.stores.catalogue, self.stores.register, draft).await
    }

    /// Says why a document cites a point all the same. Whoever answers has a part in the draft, and a proposal is taken
    /// back: what was proposed is another.
    ///
    /// # Errors
    /// When no reason is given, nothing waits for it, or somebody saved in between.
    pub async fn answer(
        self,
        drafting: CatalogueDrafting<'_>,
        id: &str,
        read: u32,
        (document, cited): (&str, Source),
        reason: &str,
    ) -> Result<(), AnswerMissingError> {
        self.reader.must(Capability::WriteDrafts).map_err(AnswerError::from)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(AnswerError::NoReason.into());
        }
        if holds_niss(reason) {
            return Err(AnswerError::Niss.into());
        }
        let draft = self.stores.catalogue.draft(id).await.map_err(AnswerError::from)?.ok_or(ChangeError::Unknown)?;
        let missing = self.of(&draft).await.map_err(AnswerError::from)?;
        if !missing.iter().any(|found| found.document == document && found.cited == cited) {
            return Err(AnswerError::NothingAsked.into());
        }
        drafting.describe(id, read, draft.content.title, draft.content.carried_by).await?;
        let answer = Answer {
            asked: Asked::MissingPoint { draft: id.to_owned(), document: document.to_owned(), cited },
            at: self.stores.clock.now(),
            user: self.reader.user.clone(),
            reason: reason.to_owned(),
        };
        Ok(self.stores.catalogue.keep_answer(&answer).await.map_err(AnswerError::from)?)
    }
}

/// Why an answer for a missing point was not kept.
#[derive(Debug, Error)]
pub enum AnswerMissingError {
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error(transparent)]
    Draft(#[from] ChangeError),
}
