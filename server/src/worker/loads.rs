//! Files that were sent: out of the store, on disk, and through the same import as at the command line.

use std::time::Duration;

use delibero_files::integrations::load_file;
use delibero_files::progress::NoProgress;
use delibero_files::records::{ImportError, ImportOptions, import_sent};
use delibero_usecases::directory::{DirectoryError, FileProblem};
use delibero_usecases::jobs::{HELD_FOR, HeldJob};
use delibero_usecases::source_loads::SourceLoadError;

use super::{WorkError, Workshop};
use crate::laid_out::lay_out;

/// Reading a file through before any of it is loaded takes longer than a job is held.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

/// Holds the job beside the work, which is dropped where another worker has it by now. What is loaded holds it as well, each
/// time in its own transaction.
pub(super) async fn while_held(
    shop: &Workshop,
    held: &HeldJob,
    work: impl Future<Output = Result<(), WorkError>>,
) -> Result<(), WorkError> {
    tokio::select! {
        done = work => match done {
            Err(error) if is_lost(&error) => Ok(()),
            done => done,
        },
        () = until_lost(shop, held) => Ok(()),
    }
}

async fn until_lost(shop: &Workshop, held: &HeldJob) {
    let mut every = tokio::time::interval(SIGN_OF_LIFE);
    every.tick().await;
    loop {
        every.tick().await;
        let until = shop.application.clock.now() + HELD_FOR;
        // Where the store fails, the work finds that out for itself.
        if let Ok(false) = shop.jobs.keep_job(held, until).await {
            return;
        }
    }
}

const fn is_lost(error: &WorkError) -> bool {
    matches!(
        error,
        WorkError::Records(ImportError::Lost { .. })
            | WorkError::Source(SourceLoadError::Lost)
            | WorkError::Integrations(DirectoryError::Lost)
    )
}

pub(super) async fn records(shop: &Workshop, held: &HeldJob) -> Result<(), WorkError> {
    let Some(taken) = shop.application.take_up_source_load(held).await? else { return Ok(()) };
    let mut loading = taken.loading();
    if !loading.may_begin().await? {
        return Ok(());
    }
    let (file, services) = (lay_out(&taken.file()).await?, shop.application.services());
    let how = ImportOptions::new(services.niss_rules());
    match import_sent(shop.records.as_ref(), &services.catalogue, &mut loading, file, &how, &NoProgress).await {
        // What is wrong with a file stands with the load; a trace could hold its name.
        Err(error) if !error.is_ours() => Ok(()),
        done => Ok(done.map(drop)?),
    }
}

pub(super) async fn give_up_records(shop: &Workshop, held: &HeldJob) -> Result<(), WorkError> {
    match shop.application.take_up_source_load(held).await? {
        Some(taken) => Ok(taken.loading().give_up().await?),
        None => Ok(()),
    }
}

pub(super) async fn integrations(shop: &Workshop, held: &HeldJob) -> Result<(), WorkError> {
    let Some(taken) = shop.application.take_up_integrations(held).await? else { return Ok(()) };
    let rules = shop.application.services().niss_rules();
    let Some(loading) = taken.loading(rules).await? else { return Ok(taken.end(FileProblem::Stopped).await?) };
    let (mut load, file) = (taken.load.clone(), lay_out(&taken.file()).await?);
    match load_file(&loading, &mut load, file, &NoProgress, |_| {}).await {
        // It stands with the load.
        Err(DirectoryError::NotAllowed) => Ok(()),
        done => Ok(done?),
    }
}

pub(super) async fn give_up_integrations(shop: &Workshop, held: &HeldJob) -> Result<(), WorkError> {
    match shop.application.take_up_integrations(held).await? {
        Some(taken) => Ok(taken.end(FileProblem::Interrupted).await?),
        None => Ok(()),
    }
}
