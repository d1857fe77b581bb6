//! An entry of the journal before it is written.

use delibero_domain::access_log::{PersonToken, PublicEntry, SALT_LENGTH};
use jiff::Timestamp;

/// The columns beside a record, for filters only.
pub(super) struct FilteredBy {
    pub at: Timestamp,
    pub kind: &'static str,
    pub organisation: String,
    pub user: String,
    pub person: Option<PersonToken>,
    pub successor: Option<PersonToken>,
    pub subject: Option<String>,
    pub outcome: String,
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
