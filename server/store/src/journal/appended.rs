//! An entry of the journal before it is written.

use delibero_domain::access_log::{Administration, Entry, PersonToken, PublicEntry, SALT_LENGTH, WrittenEntry};
use jiff::Timestamp;

/// The outcome of entries about what was changed: it tells them from consultations, which have another.
pub(super) const DONE: &str = "done";

/// The columns beside a record, for filters only.
pub(crate) struct FilteredBy {
    pub at: Timestamp,
    pub kind: &'static str,
    pub organisation: String,
    pub user: String,
    pub person: Option<PersonToken>,
    pub successor: Option<PersonToken>,
    pub subject: Option<String>,
    pub outcome: String,
}

impl FilteredBy {
    pub(super) fn of_written(entry: &WrittenEntry) -> Self {
        Self {
            at: entry.at(),
            kind: entry.kind().as_str(),
            organisation: entry.organisation().to_string(),
            user: entry.user().to_string(),
            person: entry.person().cloned(),
            successor: entry.successor().cloned(),
            subject: None,
            outcome: entry.outcome().to_owned(),
        }
    }

    /// Of a record that was read.
    pub(crate) fn of_entry(entry: &Entry) -> Self {
        Self {
            at: entry.at,
            kind: entry.kind.as_str(),
            organisation: entry.organisation.to_string(),
            user: entry.user.to_string(),
            person: entry.person.clone(),
            successor: entry.successor.clone(),
            subject: None,
            outcome: entry.outcome.clone(),
        }
    }

    pub(crate) fn of_administration(entry: &Administration) -> Self {
        Self {
            at: entry.at,
            kind: entry.kind.as_str(),
            organisation: entry.organisation.to_string(),
            user: entry.user.as_ref().map(ToString::to_string).unwrap_or_default(),
            person: entry.person.clone(),
            successor: None,
            subject: Some(entry.subject.clone()),
            outcome: DONE.to_owned(),
        }
    }
}

/// An entry as it is written.
pub(crate) struct Appended {
    pub(super) record: Vec<u8>,
    pub(super) salt: [u8; SALT_LENGTH],
    pub(super) public: PublicEntry,
    pub(super) filtered_by: FilteredBy,
}

impl Appended {
    pub(super) fn of(form: u8, record: Vec<u8>, salt: [u8; SALT_LENGTH], filtered_by: FilteredBy) -> Self {
        Self { public: PublicEntry::of(form, &salt, &record), record, salt, filtered_by }
    }
}
