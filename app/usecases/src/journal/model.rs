//! What is asked of the journal, and what it gives.

use delibero_domain::access_log::{
    Administration, AdministrationFamily, AdministrationKind, Entry, EventKind, Opening, PersonToken,
};
use delibero_domain::identifier::{OrganisationId, UserName};
use jiff::civil::Date;

/// The place of an entry in the log.
pub type LogPosition = i64;

/// Which entries; none: any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    pub organisation: Option<OrganisationId>,
    pub user: Option<UserName>,
    /// Whoever was asked about, or whose number was shown in the place of the one asked for.
    pub person: Option<PersonToken>,
    /// With one outcome: `granted`, one reason of a refusal, or [`LogFilter::REFUSED`] for any of them.
    pub outcome: Option<String>,
    pub kind: Option<EventKind>,
    /// Only what was decided for the first time: consultations, each person of a batch among them, and no view of an
    /// answer.
    pub decided: bool,
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
    pub position: LogPosition,
    pub entry: Entry,
    /// The hash of its leaf in the tree (RFC 6962).
    pub leaf: [u8; 32],
}

/// A record as it was written, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedRecord {
    pub position: LogPosition,
    pub record: Vec<u8>,
}

/// What opens an entry, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedOpening {
    pub organisation: OrganisationId,
    pub opening: Opening,
}

/// One page of the log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogPage {
    /// Newest first.
    pub entries: Vec<LoggedEntry>,
    /// Where the next, older page begins; none when this is the last.
    pub next: Option<LogPosition>,
}

/// Which entries about what was changed or read; none: any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdministrationFilter {
    pub family: Option<AdministrationFamily>,
    pub organisation: Option<OrganisationId>,
    /// Who did it.
    pub user: Option<UserName>,
    pub kind: Option<AdministrationKind>,
    /// The identifier of what was changed.
    pub subject: Option<String>,
    /// From a Belgian day on.
    pub from: Option<Date>,
    /// Up to a Belgian day, included.
    pub to: Option<Date>,
}

/// One entry about what was changed, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedAdministration {
    pub position: LogPosition,
    pub entry: Administration,
}

/// One page of entries about what was changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdministrationPage {
    /// Newest first.
    pub entries: Vec<LoggedAdministration>,
    /// Where the next, older page begins; none when this is the last.
    pub next: Option<LogPosition>,
}
