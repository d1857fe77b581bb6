//! The files of a source in the hands of whoever loads them.

use delibero_domain::access_log::{Administration, AdministrationKind};
use delibero_domain::capability::Capability;
use delibero_domain::catalogue::{Catalogue, Service};
use delibero_domain::identifier::ServiceId;
use serde_json::json;

use super::error::SourceLoadError;
use super::keeping::{LoadKeeping, new};
use super::model::{KEPT_FOR, KeptRejects, LoadedBy, SourceLoad, SourceLoadPage, SourceLoadQuery};
use super::port::SourceLoadWork;
use crate::accounts::{Actor, NotAllowed};
use crate::catalogue::CatalogueInForce;
use crate::directory::{DirectoryStore, Organisation};
use crate::jobs::JobKind;
use crate::opaque_id::is_opaque_id;
use crate::sent_files::{Receiving, SentFile};
use crate::store_error::StoreError;

/// What loading in the portal works with.
#[derive(Clone, Copy)]
pub struct SourceStores<'s> {
    pub keeping: LoadKeeping<'s>,
    pub directory: &'s dyn DirectoryStore,
    pub in_force: &'s CatalogueInForce,
}

/// Whoever holds one loads for the own organisation, and sees its files and no other's.
#[derive(Clone, Copy)]
pub struct SourceLoads<'s> {
    pub(super) with: SourceStores<'s>,
    pub(super) actor: &'s Actor,
}

impl<'s> SourceLoads<'s> {
    /// # Errors
    /// When the actor loads nothing.
    pub fn for_operator(with: SourceStores<'s>, actor: &'s Actor) -> Result<Self, NotAllowed> {
        actor.must(Capability::LoadRecords)?;
        Ok(Self { with, actor })
    }

    /// Takes in a file that is being sent.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn receive(self) -> Result<Receiving<'s>, StoreError> {
        let LoadKeeping { loads, clock, randomness } = self.with.keeping;
        Receiving::begin(loads, (clock, randomness)).await
    }

    /// Lets a file that came whole be loaded behind the pages.
    ///
    /// # Errors
    /// When the actor may load nothing of this service, or the store fails: the file is destroyed.
    pub async fn send(
        self,
        service: &ServiceId,
        name: &str,
        file: SentFile<'_>,
    ) -> Result<SourceLoad, SourceLoadError> {
        let load = new(self.with.keeping, service, (name, file.bytes));
        let load = SourceLoad { id: file.id.clone(), by: Some(self.as_loader()), ..load };
        if let Err(error) = self.queue(&load).await {
            // What the store does not destroy now it destroys later.
            let _ = file.destroy().await;
            return Err(error);
        }
        Ok(load)
    }

    /// Load, job, and that the file is whole, are there together or not at all.
    async fn queue(self, load: &SourceLoad) -> Result<(), SourceLoadError> {
        let mut work = self.with.keeping.loads.begin_source_load().await?;
        self.still_may(work.as_mut(), &load.service).await?;
        work.forget_source_rejects(load.begun - KEPT_FOR).await?;
        if !work.note_whole(&load.id).await? {
            return Err(SourceLoadError::Unknown);
        }
        work.save_source_load(load).await?;
        work.add_job(JobKind::SourceLoad, &load.id, load.begun).await?;
        Ok(work.commit().await?)
    }

    /// The services that the own organisation sends and whose records are held here, in the order of the catalogue.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn services(self) -> Result<Vec<ServiceId>, StoreError> {
        let Some(organisation) = self.with.directory.organisation(&self.actor.organisation).await? else {
            return Ok(Vec::new());
        };
        let catalogue = &self.with.in_force.now().catalogue;
        Ok(self.sent_by(&organisation, catalogue).map(|service| service.id.clone()).collect())
    }

    fn sent_by<'c>(self, organisation: &Organisation, catalogue: &'c Catalogue) -> impl Iterator<Item = &'c Service> {
        let recipients = match organisation.stopped {
            None => organisation.recipients_on(self.with.keeping.clock.today()),
            Some(_) => Vec::new(),
        };
        catalogue.services().iter().filter(move |service| service.held && recipients.contains(&service.sender))
    }

    /// Files of the own organisation, whatever a query says of organisation and services.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn page(self, query: SourceLoadQuery) -> Result<SourceLoadPage, StoreError> {
        let services = self.services().await?;
        let query = SourceLoadQuery { organisation: self.actor.organisation.clone(), services, ..query };
        self.with.keeping.loads.source_load_page(&query).await
    }

    /// None where there is none, or not for this organisation.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(self, id: &str) -> Result<Option<SourceLoad>, StoreError> {
        if !is_opaque_id(id) {
            return Ok(None);
        }
        let Some(load) = self.with.keeping.loads.source_load(id).await? else { return Ok(None) };
        let seen = match &load.by {
            Some(by) => by.organisation == self.actor.organisation,
            None => self.services().await?.contains(&load.service),
        };
        Ok(Some(load).filter(|_| seen))
    }

    /// Why records of a file were refused: nothing of what they say. None where they are kept no more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn reasons(self, load: &SourceLoad) -> Result<Vec<KeptRejects>, StoreError> {
        if !load.keeps_rejects(self.with.keeping.clock.now()) || !self.is_own(load) {
            return Ok(Vec::new());
        }
        let mut kept = self.with.keeping.loads.source_rejects(&load.id).await?;
        kept.iter_mut().flat_map(|some| &mut some.records).for_each(|record| record.record.clear());
        Ok(kept)
    }

    /// The refused records of a file as they came: that somebody takes them stands in the journal first.
    ///
    /// # Errors
    /// When the actor may no more, they are kept no more, or the store fails.
    pub async fn rejects(self, load: &SourceLoad) -> Result<Vec<KeptRejects>, SourceLoadError> {
        let now = self.with.keeping.clock.now();
        if !load.keeps_rejects(now) || !self.is_own(load) {
            return Err(SourceLoadError::Unknown);
        }
        let mut work = self.with.keeping.loads.begin_source_load().await?;
        self.still_may(work.as_mut(), &load.service).await?;
        let kept = self.with.keeping.loads.source_rejects(&load.id).await?;
        let records = kept.iter().map(|some| some.records.len()).sum::<usize>();
        let entry = Administration {
            form: Administration::FORM,
            at: now,
            kind: AdministrationKind::RejectsExported,
            user: Some(self.actor.user.clone()),
            organisation: self.actor.organisation.clone(),
            subject: load.id.clone(),
            person: None,
            before: None,
            after: Some(json!({ "file": load.file_name, "service": load.service, "refused": records })),
            why: None,
        };
        work.append_administration(&entry, self.with.keeping.randomness.salt()).await?;
        work.commit().await?;
        Ok(kept)
    }

    fn is_own(self, load: &SourceLoad) -> bool {
        load.by.as_ref().is_some_and(|by| by.organisation == self.actor.organisation)
    }

    pub(super) fn as_loader(self) -> LoadedBy {
        LoadedBy { user: self.actor.user.clone(), organisation: self.actor.organisation.clone() }
    }

    /// As account, organisation and catalogue are now.
    pub(super) async fn still_may(
        self,
        work: &mut dyn SourceLoadWork,
        service: &ServiceId,
    ) -> Result<(), SourceLoadError> {
        let account = work.account(&self.actor.user).await?.filter(|account| account.enabled);
        let now = account.map(|account| account.actor).filter(|now| now.organisation == self.actor.organisation);
        if !now.is_some_and(|now| now.may(Capability::LoadRecords)) {
            return Err(SourceLoadError::NotAllowed);
        }
        let organisation = work.organisation(&self.actor.organisation).await?.ok_or(SourceLoadError::NotAllowed)?;
        let catalogue = &self.with.in_force.now().catalogue;
        if self.sent_by(&organisation, catalogue).any(|sent| sent.id == *service) {
            Ok(())
        } else {
            Err(SourceLoadError::NotAllowed)
        }
    }
}
