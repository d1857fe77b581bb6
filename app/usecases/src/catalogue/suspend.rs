//! Stopping an authorisation at once: the one state that one person publishes alone. It has one document more than the
//! state before and nothing else; lifting it is a draft as any other, which a second person puts in force.

use std::sync::Arc;

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::authorisation::Suspension;
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::CatalogueError;
use delibero_domain::catalogue::files::documents::{Document, suspension_document};
use delibero_domain::identifier::{OrganisationId, RecipientId, ServiceId};
use delibero_domain::niss::holds_niss;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::json;
use thiserror::Error;

use super::documents::is_suspension;
use super::model::{DocumentChange, NewState};
use super::port::{CatalogueStore, CatalogueWork, Comparer};
use crate::accounts::{Actor, NotAllowed};
use crate::belgian_time::{day_of, zone};
use crate::clock::Clock;
use crate::directory::{DirectoryStore, Organisation};
use crate::randomness::Randomness;
use crate::store_error::StoreError;

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 2000;

/// What is to be stopped, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSuspend {
    /// The stable number.
    pub deliberation: String,
    /// With its members.
    pub recipient: RecipientId,
    pub service: ServiceId,
    /// None: everybody who asks.
    pub organisation: Option<OrganisationId>,
    pub reason: String,
}

#[derive(Debug, Error)]
pub enum SuspendError {
    #[error("this account may not do that")]
    NotAllowed,
    #[error("the reason is missing")]
    NoReason,
    #[error("the reason is longer than {LONGEST_REASON} characters")]
    TooLong,
    #[error("a NISS stands in the reason")]
    Niss,
    #[error("there is no such authorisation")]
    NoAuthorisation,
    /// Nobody is registered under this name who asks as the recipient or a member of it.
    #[error("no such organisation asks as this recipient")]
    NoOrganisation,
    /// Since when, in Belgian time.
    #[error("it is suspended already, since {0}")]
    Already(DateTime),
    #[error("the catalogue would not be sound: {} faults", .0.len())]
    NotSound(Vec<CatalogueError>),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotAllowed> for SuspendError {
    fn from(_: NotAllowed) -> Self {
        Self::NotAllowed
    }
}

/// Suspending in the hands of somebody of the committee.
#[derive(Clone, Copy)]
pub struct Suspending<'w> {
    store: &'w dyn CatalogueStore,
    directory: &'w dyn DirectoryStore,
    comparer: &'w dyn Comparer,
    clock: &'w dyn Clock,
    randomness: &'w dyn Randomness,
    writer: &'w Actor,
}

impl<'w> Suspending<'w> {
    #[must_use]
    pub const fn new(
        store: &'w dyn CatalogueStore,
        directory: &'w dyn DirectoryStore,
        comparer: &'w dyn Comparer,
        clock: &'w dyn Clock,
        randomness: &'w dyn Randomness,
        writer: &'w Actor,
    ) -> Self {
        Self { store, directory, comparer, clock, randomness, writer }
    }

    /// Whether it could be done: everything but doing it.
    ///
    /// # Errors
    /// Why not.
    pub async fn check(self, asked: &ToSuspend, catalogue: &Catalogue) -> Result<(), SuspendError> {
        self.writer.must(Capability::Suspend)?;
        reason_is_fit(&asked.reason)?;
        self.known_organisation(asked, catalogue).await?;
        not_yet(asked, catalogue)
    }

    /// Stops it, and gives the number of the state. Drafts that wait go on waiting, and cases are not asked: they are
    /// about rules.
    ///
    /// # Errors
    /// When the writer may not, what is asked for is not there or is suspended already, or the reason will not do.
    pub async fn suspend(self, asked: &ToSuspend) -> Result<u32, SuspendError> {
        self.writer.must(Capability::Suspend)?;
        reason_is_fit(&asked.reason)?;
        let mut work = self.store.begin_catalogue().await?;
        work.wait_to_publish().await?;
        let state = work.state_in_force().await?;
        let mut documents = work.documents(state).await?;
        let before = self.compiled(documents.clone()).await?;
        self.known_organisation(asked, &before).await?;
        not_yet(asked, &before)?;
        let now = self.clock.now();
        let added = self.document(asked, now);
        documents.push(added.clone());
        let after = self.compiled(documents).await?;
        let new = NewState {
            hash: after.hash(),
            published: now,
            by: Some(self.writer.user.clone()),
            why: asked.reason.trim().to_owned(),
            draft: None,
        };
        let number = work.add_state(&new, &[addition(&added)]).await?;
        self.log(work.as_mut(), asked, &added, now).await?;
        work.commit().await?;
        Ok(number)
    }

    async fn compiled(self, documents: Vec<Document>) -> Result<Arc<Catalogue>, SuspendError> {
        self.comparer.compiled(documents).await.map_err(StoreError::from)?.map_err(SuspendError::NotSound)
    }

    /// Those who ask as a recipient or a member of it, by name in French.
    ///
    /// # Errors
    /// When the writer may not suspend, or the store fails.
    pub async fn organisations(
        self,
        recipient: &RecipientId,
        catalogue: &Catalogue,
    ) -> Result<Vec<Organisation>, SuspendError> {
        self.writer.must(Capability::Suspend)?;
        let mut all = self.directory.organisations().await?;
        let today = day_of(self.clock.now());
        all.retain(|found| found.recipients_from(today).iter().any(|own| is_of(catalogue, own, recipient)));
        all.sort_by(|one, other| one.name.fr.cmp(&other.name.fr));
        Ok(all)
    }

    /// What lifts the suspension that stands in a document.
    ///
    /// # Errors
    /// When the writer begins no drafts, or the store fails.
    pub async fn lifting(self, file: &str) -> Result<Lifting, SuspendError> {
        self.writer.must(Capability::WriteDrafts)?;
        let documents = self.store.documents(self.store.state_in_force().await?).await?;
        let found = documents.into_iter().find(|found| found.name == file && is_suspension(file));
        let Some(Document { name, text }) = found else { return Ok(Lifting::NotSuspended) };
        let lifts = |change: &DocumentChange| change.name == file && change.after.is_none();
        let drafts = self.store.drafts().await?;
        let begun = drafts.into_iter().find(|draft| draft.content.changes.iter().any(lifts));
        Ok(match begun {
            Some(draft) => Lifting::Begun(draft.id),
            None => Lifting::Takes(DocumentChange { name, before: Some(text), after: None }),
        })
    }

    fn document(self, asked: &ToSuspend, now: Timestamp) -> Document {
        suspension_document(&Suspension {
            deliberation: asked.deliberation.clone(),
            recipient: asked.recipient.clone(),
            service: asked.service.clone(),
            organisation: asked.organisation.clone(),
            since: since(now),
            by: self.writer.user.clone(),
            reason: asked.reason.trim().to_owned(),
            file: String::new(),
        })
    }

    async fn log(
        self,
        work: &mut dyn CatalogueWork,
        asked: &ToSuspend,
        added: &Document,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let entry = Administration {
            form: Administration::FORM,
            at,
            kind: AdministrationKind::CatalogueSuspended,
            user: Some(self.writer.user.clone()),
            organisation: asked.organisation.clone().unwrap_or_else(|| self.writer.organisation.clone()),
            subject: added.name.clone(),
            person: None,
            before: None,
            after: Some(json!({
                "deliberation": asked.deliberation,
                "recipient": asked.recipient,
                "service": asked.service,
                "organisation": asked.organisation,
                "since": since(at),
            })),
            why: Some(asked.reason.trim().to_owned()),
        };
        work.append_administration(&entry, self.randomness.salt()).await
    }

    async fn known_organisation(self, asked: &ToSuspend, catalogue: &Catalogue) -> Result<(), SuspendError> {
        let Some(id) = &asked.organisation else { return Ok(()) };
        let found = self.directory.organisation(id).await?;
        let today = day_of(self.clock.now());
        let known = found.is_some_and(|found| {
            found.recipients_from(today).iter().any(|recipient| is_of(catalogue, recipient, &asked.recipient))
        });
        if known { Ok(()) } else { Err(SuspendError::NoOrganisation) }
    }
}

/// How a suspension comes to be lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lifting {
    /// A draft that lifts it is there already: its identifier.
    Begun(String),
    /// What a draft has to change.
    Takes(DocumentChange),
    /// Nothing of that name is suspended.
    NotSuspended,
}

/// Whether somebody is a recipient or a member of it.
fn is_of(catalogue: &Catalogue, id: &RecipientId, recipient: &RecipientId) -> bool {
    id == recipient || catalogue.members_of(recipient.as_str()).any(|member| member.id == *id)
}

fn addition(document: &Document) -> DocumentChange {
    DocumentChange { name: document.name.clone(), before: None, after: Some(document.text.clone()) }
}

/// To the second, in Belgian time.
fn since(now: Timestamp) -> DateTime {
    let local = now.to_zoned(zone()).datetime();
    local.with().subsec_nanosecond(0).build().unwrap_or(local)
}

fn reason_is_fit(reason: &str) -> Result<(), SuspendError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(SuspendError::NoReason);
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(SuspendError::TooLong);
    }
    if holds_niss(reason) { Err(SuspendError::Niss) } else { Ok(()) }
}

/// Whether there is such an authorisation, and nobody stopped just this.
fn not_yet(asked: &ToSuspend, catalogue: &Catalogue) -> Result<(), SuspendError> {
    let same = |found: &&Suspension| {
        found.deliberation == asked.deliberation
            && found.recipient == asked.recipient
            && found.service == asked.service
            && found.organisation == asked.organisation
    };
    if let Some(found) = catalogue.suspensions().iter().map(|found| &**found).find(same) {
        return Err(SuspendError::Already(found.since));
    }
    let named = |id: &RecipientId| {
        let mut held = catalogue.authorisations_of(id.as_str(), asked.service.as_str());
        held.any(|found| found.source.deliberation == asked.deliberation)
    };
    let mut members = catalogue.members_of(asked.recipient.as_str());
    if named(&asked.recipient) || members.any(|member| named(&member.id)) {
        Ok(())
    } else {
        Err(SuspendError::NoAuthorisation)
    }
}
