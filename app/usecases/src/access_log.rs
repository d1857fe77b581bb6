//! Reading the access log.

use delibero_domain::access_log::{Entry, EventKind, PersonToken};
use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use jiff::civil::Date;
use thiserror::Error;

use crate::accounts::Account;
use crate::ports::{Store, StoreError};

/// The place of an entry in the log.
pub type LogPosition = i64;

/// Which entries are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Of one organisation.
    pub organisation: Option<OrganisationId>,
    /// Of one user.
    pub user: Option<UserName>,
    /// About one person.
    pub person: Option<PersonToken>,
    /// With one outcome: `granted`, one reason of a refusal, or [`LogFilter::REFUSED`] for any of them.
    pub outcome: Option<String>,
    /// Of one kind.
    pub kind: Option<EventKind>,
    /// From a Belgian day on.
    pub from: Option<Date>,
    /// Up to a Belgian day, included.
    pub to: Option<Date>,
}

impl LogFilter {
    /// The outcome that stands for every refusal.
    pub const REFUSED: &str = "refused";
}

/// One entry and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedEntry {
    /// Its place.
    pub position: LogPosition,
    /// The entry.
    pub entry: Entry,
    /// Its leaf hash.
    pub leaf: [u8; 32],
}

/// A record as it was written, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedRecord {
    /// Its place.
    pub position: LogPosition,
    /// Its bytes.
    pub record: Vec<u8>,
}

/// One page of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogPage {
    /// Its entries, newest first.
    pub entries: Vec<LoggedEntry>,
    /// Where the next, older page begins; none when this is the last.
    pub next: Option<LogPosition>,
}

/// Why the log was not shown.
#[derive(Debug, Error)]
pub enum LogError {
    /// The user may not see it.
    #[error("this role does not see the access log")]
    NotAllowed,
    /// The store failed.
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
    store: &dyn Store,
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
    Ok(store.log_page(&filter, before, limit).await?)
}
