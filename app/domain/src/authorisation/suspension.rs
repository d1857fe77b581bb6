//! What is stopped at once, by one person, until two lift it.

use jiff::civil::{Date, DateTime};

use crate::identifier::{OrganisationId, RecipientId, ServiceId, UserName};

/// The authorisations of a recipient and its members for a service, stopped for everybody or for one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// The stable number.
    pub deliberation: String,
    pub recipient: RecipientId,
    pub service: ServiceId,
    /// None: for everybody who asks.
    pub organisation: Option<OrganisationId>,
    /// In Belgian time. Its day decides: what was asked on a day before is decided as it was.
    pub since: DateTime,
    pub by: UserName,
    /// As it was typed, in one language. People of the organisation read it.
    pub reason: String,
    /// The file or document that it stands in: without it, it is lifted.
    pub file: String,
}

impl Suspension {
    /// Whether it stops what is asked on a day by an organisation; none: by nobody who is registered.
    #[must_use]
    pub fn stops(&self, day: Date, organisation: Option<&OrganisationId>) -> bool {
        self.since.date() <= day && (self.organisation.is_none() || self.organisation.as_ref() == organisation)
    }

    /// The first day that it stops.
    #[must_use]
    pub fn first_day(&self) -> Date {
        self.since.date()
    }
}
