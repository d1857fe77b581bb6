//! Goes on with jobs behind the pages; each node has a few workers.

use std::sync::Arc;
use std::time::Duration;

use delibero_usecases::batches::{BatchError, Going};
use delibero_usecases::jobs::{HELD_FOR, Job, JobKind, JobStore};
use delibero_usecases::randomness::Randomness as _;
use delibero_usecases::services::Application;

use crate::entropy::SystemRandomness;

/// On SQLite they take turns; on PostgreSQL several nodes have some each.
const WORKERS: usize = 2;
/// How often a worker without work looks for some.
const LOOKING: Duration = Duration::from_secs(1);
/// How often what is kept too long is looked for.
const DESTROYING: Duration = Duration::from_hours(1);

/// Works as long as the program runs.
pub fn begin(application: &Application, jobs: Arc<dyn JobStore>) {
    for _ in 0..WORKERS {
        tokio::spawn(keep_working(application.clone(), Arc::clone(&jobs)));
    }
    tokio::spawn(keep_destroying(application.clone()));
}

async fn keep_working(application: Application, jobs: Arc<dyn JobStore>) {
    let name = hex::encode(SystemRandomness.bytes_16());
    let mut every = tokio::time::interval(LOOKING);
    loop {
        every.tick().await;
        if let Err(error) = do_all(&application, jobs.as_ref(), &name).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "a job is gone on with later");
        }
    }
}

/// Does what there is to do, and comes back when there is nothing left.
///
/// # Errors
/// When the store fails: the job is gone on with once nobody holds it.
pub async fn do_all(application: &Application, jobs: &dyn JobStore, name: &str) -> Result<(), BatchError> {
    loop {
        let now = application.clock.now();
        let Some(job) = jobs.claim_job(name, now, now + HELD_FOR).await? else { return Ok(()) };
        while go_on(application, &job, name).await? == Going::On {
            tokio::task::yield_now().await;
        }
    }
}

async fn go_on(application: &Application, job: &Job, name: &str) -> Result<Going, BatchError> {
    match job.kind {
        JobKind::Batch => application.running().go_on(job, name).await,
    }
}

async fn keep_destroying(application: Application) {
    let mut every = tokio::time::interval(DESTROYING);
    loop {
        every.tick().await;
        if let Err(error) = application.running().destroy_old().await {
            tracing::warn!(error = &error as &dyn std::error::Error, "old results were not destroyed");
        }
    }
}
