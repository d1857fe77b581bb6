//! Files of integrations that were loaded or are being loaded.

use delibero_domain::capability::Capability;
use delibero_usecases::directory::{FileProblem, Load};
use jiff::{SignedDuration, Timestamp};

use crate::error::PageError;
use crate::form_replay::FormReplay;
use crate::pages::consultation::view::local_time;
use crate::services::{services, signed_in_with};

/// The largest file that a page takes.
pub const MOST_MEBIBYTES: u32 = 96;
/// How many files the page lists.
const NEWEST: u32 = 20;
/// After this much silence nobody loads at the command line any more.
const SILENCE: SignedDuration = SignedDuration::from_secs(60);

/// A file that was not taken.
#[derive(Clone)]
pub enum ImportProblem {
    NoFile,
    TooLarge,
    File(FileProblem),
}

#[derive(Clone)]
pub struct ImportReplay(pub ImportProblem);

pub struct ImportView {
    pub problem: Option<ImportProblem>,
    pub loads: Vec<LoadView>,
}

pub struct LoadView {
    pub id: String,
    pub file_name: String,
    pub user: Option<String>,
    /// `2026-11-21 01:02:03`, in Belgium.
    pub begun: String,
    pub ended: Option<String>,
    /// Whether it went on a moment ago.
    pub still: bool,
    pub bytes: u64,
    pub read_bytes: u64,
    pub added: u64,
    pub changed: u64,
    pub known: u64,
    pub refused: u64,
    pub problem: Option<FileProblem>,
}

impl LoadView {
    /// Nothing of it was loaded yet: a worker takes it in its turn.
    pub(in crate::pages::directory) const fn waits(&self) -> bool {
        self.user.is_some() && self.added + self.changed + self.known + self.refused == 0
    }
}

fn view(load: Load, now: Timestamp) -> LoadView {
    LoadView {
        user: load.user.as_ref().map(ToString::to_string),
        begun: local_time(load.begun),
        ended: load.ended.map(local_time),
        // What was sent waits for a worker, however long, and is ended by one.
        still: load.user.is_some() || now.duration_since(load.seen) < SILENCE,
        id: load.id,
        file_name: load.file_name,
        bytes: load.bytes,
        read_bytes: load.read_bytes,
        added: load.added,
        changed: load.changed,
        known: load.known,
        refused: load.refused,
        problem: load.problem,
    }
}

/// # Errors
/// When the user registers nobody, or the store does not answer.
pub async fn load_import() -> Result<ImportView, PageError> {
    let account = signed_in_with(Capability::Integrate)?;
    let with = services()?;
    let now = with.clock.now();
    let loads = with.reference_directory(&account.actor)?.loads(NEWEST).await?;
    let problem = FormReplay::<ImportReplay>::given().map(|ImportReplay(problem)| problem);
    Ok(ImportView { problem, loads: loads.into_iter().map(|load| view(load, now)).collect() })
}

/// # Errors
/// When there is no such file of the own organisation.
pub async fn load_one(id: &str) -> Result<LoadView, PageError> {
    let account = signed_in_with(Capability::Integrate)?;
    let with = services()?;
    let load = with.reference_directory(&account.actor)?.load(id).await?.ok_or(PageError::Unknown)?;
    Ok(view(load, with.clock.now()))
}
