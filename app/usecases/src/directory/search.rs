//! A person that a registrar searched: its identifier stands in the address, the NISS never does.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::Niss;
use jiff::{SignedDuration, Timestamp};

/// How long what was found can be opened again.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Opaque, unpredictable.
    pub id: String,
    pub at: Timestamp,
    pub user: UserName,
    pub organisation: OrganisationId,
    pub person: Niss,
}

impl Search {
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) <= OPEN_FOR
    }
}
