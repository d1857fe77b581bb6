//! A file that was sent goes on behind the pages, in the hands of whichever worker has its job.

use super::error::SourceLoadError;
use super::loading::SourceLoading;
use super::model::{LoadProblem, SourceLoad};
use super::operator::{SourceLoads, SourceStores};
use crate::accounts::{AccountStore, Actor};
use crate::jobs::HeldJob;
use crate::sent_files::SentFile;
use crate::store_error::StoreError;

/// A load whose job a worker holds.
pub struct TakenUp<'t> {
    pub load: SourceLoad,
    with: SourceStores<'t>,
    held: HeldJob,
    /// Whoever sent it, as the account is now; none: it acts for that organisation no more.
    actor: Option<Actor>,
}

impl<'t> TakenUp<'t> {
    /// None where there is nothing to do any more: its job is ended.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn of(
        with: SourceStores<'t>,
        accounts: &dyn AccountStore,
        held: &HeldJob,
    ) -> Result<Option<Self>, StoreError> {
        let found = with.keeping.loads.source_load(&held.job.subject).await?.filter(|load| load.ended.is_none());
        let Some((load, by)) = found.and_then(|load| load.by.clone().map(|by| (load, by))) else {
            let mut work = with.keeping.loads.begin_source_load().await?;
            if held.goes_on(work.as_mut(), with.keeping.clock.now()).await? {
                work.end_job(held.job.id).await?;
                work.destroy_file(&held.job.subject).await?;
                work.commit().await?;
            }
            return Ok(None);
        };
        let account = accounts.account(&by.user).await?.filter(|account| account.enabled);
        let actor = account.map(|account| account.actor).filter(|actor| actor.organisation == by.organisation);
        Ok(Some(Self { load, with, held: held.clone(), actor }))
    }

    #[must_use]
    pub fn file(&self) -> SentFile<'t> {
        SentFile::kept(self.with.keeping.loads, self.load.id.clone(), self.load.bytes)
    }

    #[must_use]
    pub fn loading(&self) -> SourceLoading<'_> {
        let operator = self.actor.as_ref().and_then(|actor| SourceLoads::for_operator(self.with, actor).ok());
        SourceLoading::in_a_job(self.with.keeping, operator, self.load.clone(), self.held.clone())
    }
}

impl SourceLoading<'_> {
    /// Whether whoever sent it still may; it is ended where not.
    ///
    /// # Errors
    /// When the store fails, or another worker has it.
    pub async fn may_begin(&mut self) -> Result<bool, SourceLoadError> {
        let mut work = self.with.loads.begin_source_load().await?;
        let may = self.still_may(work.as_mut()).await;
        drop(work);
        match may {
            Ok(()) => Ok(true),
            Err(SourceLoadError::NotAllowed | SourceLoadError::Unknown) => {
                self.end(Some(LoadProblem::Stopped)).await?;
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Ends what was begun again and again and never went on.
    ///
    /// # Errors
    /// When the store fails, or another worker has it.
    pub async fn give_up(&mut self) -> Result<(), SourceLoadError> {
        self.end(Some(LoadProblem::Interrupted)).await
    }
}
