//! Reading the journal, as far as a user may.

use delibero_domain::role::Role;
use thiserror::Error;

use super::model::{LogFilter, LogPage, LogPosition};
use super::port::JournalStore;
use crate::accounts::Account;
use crate::store_error::StoreError;

/// Why the log was not shown.
#[derive(Debug, Error)]
pub enum LogError {
    #[error("this role does not see the access log")]
    NotAllowed,
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The most entries on one page.
pub const PAGE_SIZE: u32 = 50;

/// A part of the log, as far as the user may see it: auditors all of it, security advisers their organisation's.
///
/// # Errors
/// When the user may not see the log at all.
pub async fn part(
    journal: &dyn JournalStore,
    reader: &Account,
    mut filter: LogFilter,
    before: Option<LogPosition>,
    limit: u32,
) -> Result<LogPage, LogError> {
    if !reader.has(Role::Auditor) {
        if !reader.has(Role::SecurityAdviser) {
            return Err(LogError::NotAllowed);
        }
        filter.organisation = Some(reader.organisation.clone());
    }
    Ok(journal.log_page(&filter, before, limit).await?)
}
