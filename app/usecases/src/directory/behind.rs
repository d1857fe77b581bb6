//! A file of integrations that was sent goes on behind the pages, in the hands of whichever worker has its job.

use delibero_domain::niss::NissRules;

use super::error::DirectoryError;
use super::file::{FileProblem, Load};
use super::load::{Loading, end};
use super::registrar::{DirectoryStores, ReferenceDirectory};
use crate::accounts::Actor;
use crate::jobs::{HeldJob, JobKind};
use crate::sent_files::{Receiving, SentFile};
use crate::store_error::StoreError;

impl<'d> ReferenceDirectory<'d> {
    /// Takes in a file that is being sent.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn receive(self) -> Result<Receiving<'d>, StoreError> {
        Receiving::begin(self.with.directory, (self.with.clock, self.with.randomness)).await
    }

    /// Lets a file that came whole be loaded behind the pages.
    ///
    /// # Errors
    /// When the actor may no more, or the store fails: the file is destroyed.
    pub async fn send(self, name: &str, file: SentFile<'_>) -> Result<Load, DirectoryError> {
        let whose = (self.actor.organisation.clone(), Some(self.actor.user.clone()));
        let load = Load::new(file.id.clone(), whose, self.with.clock.now(), (name, file.bytes));
        if let Err(error) = self.queue(&load).await {
            // What the store does not destroy now it destroys later.
            let _ = file.destroy().await;
            return Err(error);
        }
        Ok(load)
    }

    /// Load, job, and that the file is whole, are there together or not at all.
    async fn queue(self, load: &Load) -> Result<(), DirectoryError> {
        let mut work = self.begin().await?;
        if !work.note_whole(&load.id).await? {
            return Err(DirectoryError::Unknown);
        }
        work.save_load(load).await?;
        work.add_job(JobKind::IntegrationLoad, &load.id, load.begun).await?;
        Ok(work.commit().await?)
    }
}

/// A load whose job a worker holds.
pub struct TakenUp<'t> {
    pub load: Load,
    with: DirectoryStores<'t>,
    held: HeldJob,
    /// Whoever sent it, as the account is now; none: it acts for that organisation no more.
    actor: Option<Actor>,
}

impl<'t> TakenUp<'t> {
    /// None where there is nothing to do any more: its job is ended.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn of(with: DirectoryStores<'t>, held: &HeldJob) -> Result<Option<Self>, StoreError> {
        let found = with.directory.load_of_job(&held.job.subject).await?.filter(|load| load.ended.is_none());
        let Some((load, user)) = found.and_then(|load| load.user.clone().map(|user| (load, user))) else {
            let mut work = with.directory.begin_registering().await?;
            if held.goes_on(work.as_mut(), with.clock.now()).await? {
                work.end_job(held.job.id).await?;
                work.destroy_file(&held.job.subject).await?;
                work.commit().await?;
            }
            return Ok(None);
        };
        let account = with.accounts.account(&user).await?.filter(|account| account.enabled);
        let actor = account.map(|account| account.actor).filter(|actor| actor.organisation == load.organisation);
        Ok(Some(Self { load, with, held: held.clone(), actor }))
    }

    #[must_use]
    pub fn file(&self) -> SentFile<'t> {
        SentFile::kept(self.with.directory, self.load.id.clone(), self.load.bytes)
    }

    /// None where whoever sent it may no more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn loading(&self, rules: NissRules) -> Result<Option<Loading<'_>>, DirectoryError> {
        let registrar = self.actor.as_ref().and_then(|actor| ReferenceDirectory::for_registrar(self.with, actor).ok());
        let Some(registrar) = registrar else { return Ok(None) };
        match Loading::of_registrar(registrar, rules, self.held.clone()).await {
            Ok(loading) => Ok(Some(loading)),
            Err(DirectoryError::NotAllowed) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Ends it before its end.
    ///
    /// # Errors
    /// When the store fails, or another worker has it.
    pub async fn end(&self, problem: FileProblem) -> Result<(), DirectoryError> {
        end(self.with, &mut self.load.clone(), Some(&self.held), Some(problem)).await
    }
}
