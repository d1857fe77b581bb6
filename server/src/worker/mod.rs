//! Goes on with jobs behind the pages; each node has a few workers.

mod loads;

use std::sync::Arc;
use std::time::Duration;

use delibero_files::records::ImportError;
use delibero_usecases::batches::{BatchError, Going};
use delibero_usecases::directory::DirectoryError;
use delibero_usecases::jobs::{HELD_FOR, HeldJob, JobKind, JobStore};
use delibero_usecases::randomness::Randomness as _;
use delibero_usecases::records::RecordStore;
use delibero_usecases::sent_files::{SentFileStore, UNFINISHED_FOR};
use delibero_usecases::services::Application;
use delibero_usecases::source_loads::SourceLoadError;
use delibero_usecases::store_error::StoreError;
use thiserror::Error;

use crate::entropy::SystemRandomness;
use crate::laid_out::LayOutError;

/// On SQLite they take turns; on PostgreSQL several nodes have some each. A large file keeps one for minutes.
const WORKERS: usize = 4;
/// How often a worker without work looks for some.
const LOOKING: Duration = Duration::from_secs(1);
/// How often what is kept too long is looked for.
const DESTROYING: Duration = Duration::from_hours(1);

/// What workers work with.
#[derive(Clone)]
pub struct Workshop {
    application: Application,
    jobs: Arc<dyn JobStore>,
    files: Arc<dyn SentFileStore>,
    /// Where the records of files go that a source sends.
    records: Arc<dyn RecordStore>,
}

/// Why a job did not go on: another worker takes it once nobody holds it.
#[derive(Debug, Error)]
pub enum WorkError {
    #[error(transparent)]
    Batch(#[from] BatchError),
    #[error(transparent)]
    Records(#[from] ImportError),
    #[error(transparent)]
    Source(#[from] SourceLoadError),
    #[error(transparent)]
    Integrations(#[from] DirectoryError),
    #[error(transparent)]
    LayOut(#[from] LayOutError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Workshop {
    #[must_use]
    pub fn of<S>(application: &Application, store: &S) -> Self
    where
        S: Clone + JobStore + SentFileStore + RecordStore + 'static,
    {
        Self {
            application: application.clone(),
            jobs: Arc::new(store.clone()),
            files: Arc::new(store.clone()),
            records: Arc::new(store.clone()),
        }
    }

    /// Works as long as the program runs.
    pub fn begin(&self) {
        for _ in 0..WORKERS {
            tokio::spawn(keep_working(self.clone()));
        }
        tokio::spawn(keep_destroying(self.clone()));
    }

    /// Does what there is to do, and comes back when there is nothing left.
    ///
    /// # Errors
    /// When the store fails: the job is gone on with once nobody holds it.
    pub async fn do_all(&self, name: &str) -> Result<(), WorkError> {
        loop {
            let now = self.application.clock.now();
            if let Some(job) = self.jobs.claim_job(name, now, now + HELD_FOR).await? {
                self.work(&HeldJob { job, worker: name.to_owned() }).await?;
            } else if let Some(job) = self.jobs.claim_left_job(name, now, now + HELD_FOR).await? {
                self.give_up(&HeldJob { job, worker: name.to_owned() }).await?;
            } else {
                return Ok(());
            }
        }
    }

    async fn work(&self, held: &HeldJob) -> Result<(), WorkError> {
        match self.go_on(held).await {
            // It is not read later either: another key, or damage.
            Err(error @ WorkError::LayOut(LayOutError::Store(StoreError::Unreadable(_)))) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a file that was sent is given up");
                self.give_up(held).await
            }
            done => done,
        }
    }

    async fn go_on(&self, held: &HeldJob) -> Result<(), WorkError> {
        match held.job.kind {
            JobKind::Batch => {
                while self.application.running().go_on(&held.job, &held.worker).await? == Going::On {
                    tokio::task::yield_now().await;
                }
                Ok(())
            }
            JobKind::SourceLoad => loads::while_held(self, held, loads::records(self, held)).await,
            JobKind::IntegrationLoad => loads::while_held(self, held, loads::integrations(self, held)).await,
        }
    }

    /// Whoever waits for it is told.
    async fn give_up(&self, held: &HeldJob) -> Result<(), WorkError> {
        match held.job.kind {
            JobKind::Batch => Ok(()),
            JobKind::SourceLoad => loads::give_up_records(self, held).await,
            JobKind::IntegrationLoad => loads::give_up_integrations(self, held).await,
        }
    }

    /// Destroys lists, results and pieces of files whose time is over.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn destroy_old(&self) -> Result<(), WorkError> {
        self.application.running().destroy_old().await?;
        Ok(self.files.destroy_unfinished(self.application.clock.now() - UNFINISHED_FOR).await?)
    }
}

async fn keep_working(workshop: Workshop) {
    let name = hex::encode(SystemRandomness.bytes_16());
    let mut every = tokio::time::interval(LOOKING);
    loop {
        every.tick().await;
        let (shop, worker) = (workshop.clone(), name.clone());
        // Apart, since a file that makes its reader panic must not end the worker.
        match tokio::spawn(async move { shop.do_all(&worker).await }).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::warn!(error = &error as &dyn std::error::Error, "a job is gone on with later");
            }
            Err(error) => tracing::error!(%error, "a worker stopped; its job is gone on with later"),
        }
    }
}

async fn keep_destroying(workshop: Workshop) {
    let mut every = tokio::time::interval(DESTROYING);
    loop {
        every.tick().await;
        if let Err(error) = workshop.destroy_old().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "what is kept too long was not destroyed");
        }
    }
}
