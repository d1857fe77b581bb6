//! How many consultations a user may open in an hour.

use serde::{Deserialize, Serialize};

use super::decide::decide;
use super::permit::Permit;
use super::request::{Refusal, RefusalReason, Request};
use crate::catalogue::Catalogue;

/// The limit that holds for a user and a purpose, and how much of it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourlyLimit {
    /// The most consultations in an hour.
    pub most: u32,
    /// Those opened in the last hour; never counted beyond the most.
    pub opened: u32,
}

impl HourlyLimit {
    /// Whether no other may be opened.
    #[must_use]
    pub const fn reached(self) -> bool {
        self.opened >= self.most
    }
}

/// Decides on a request, where the limit counts: once it is reached, nothing else is asked.
///
/// # Errors
/// The refusal.
pub fn decide_within<'c>(
    limit: Option<HourlyLimit>,
    catalogue: &'c Catalogue,
    request: &Request,
) -> Result<Permit<'c>, Refusal> {
    if limit.is_some_and(HourlyLimit::reached) {
        return Err(Refusal { reason: RefusalReason::LimitReached, source: None });
    }
    decide(catalogue, request)
}
