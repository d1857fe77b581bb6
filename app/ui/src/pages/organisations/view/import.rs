//! A file of organisations: the form, and what became of it.

use delibero_domain::capability::Capability;
use delibero_usecases::belgian_time;
use delibero_usecases::organisations::{HeadProblem, LoadReport};

use super::Names;
use crate::error::{PageError, Trouble};
use crate::form_replay::FormReplay;
use crate::services::{services, signed_in, signed_in_with};

/// Why nothing of a file was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    NoFile,
    TooLarge,
    TooMany,
    NotText,
    NotAWorkbook,
    /// It is larger, unpacked, than what is read.
    Unfolds,
    Empty,
    /// The line that cannot be read.
    Broken(u32),
    Heads(Vec<HeadProblem>),
    Store(Trouble),
}

/// # Errors
/// When the user may not register organisations.
pub async fn load_import() -> Result<Option<ImportProblem>, PageError> {
    signed_in_with(Capability::WriteOrganisations)?;
    Ok(FormReplay::<ImportProblem>::given())
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadView {
    pub report: LoadReport,
    /// None: at the command line.
    pub by: Option<String>,
    /// `2026-11-21 01:02:03`
    pub at: String,
}

/// # Errors
/// When there is no such load, or not for this user.
pub async fn load_report(id: &str) -> Result<LoadView, PageError> {
    let account = signed_in()?;
    let with = services()?;
    let known = with.organisations(&account.actor)?;
    let report = known.load(id).await?.ok_or(PageError::Unknown)?;
    let names = Names::of(known, report.by.iter().cloned().collect()).await?;
    Ok(LoadView { by: report.by.as_ref().map(|user| names.get(user)), at: belgian_time::written(report.at), report })
}
