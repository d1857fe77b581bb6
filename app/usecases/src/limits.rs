//! How many consultations a user may open in an hour, for an organisation and a purpose.

use delibero_domain::consultation::HourlyLimit;
use delibero_domain::identifier::{OrganisationId, PurposeId};
use jiff::{SignedDuration, Timestamp};

use crate::consult::Consultation;
use crate::ports::{StoreError, UnitOfWork};

const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// A limit as it is set. What is said of an organisation goes before what is said of a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRule {
    /// The organisation; none: all.
    pub organisation: Option<OrganisationId>,
    /// The purpose; none: all.
    pub purpose: Option<PurposeId>,
    /// The most consultations of one user in an hour.
    pub most: u32,
}

/// Where a user stands.
pub(crate) struct Standing {
    pub limit: HourlyLimit,
    /// Where the limit is reached: from when on another may be opened; none while the limit is zero.
    pub until: Option<Timestamp>,
}

/// Where the user of a consultation stands before it is opened.
pub(crate) async fn standing(work: &mut dyn UnitOfWork, asked: &Consultation) -> Result<Standing, StoreError> {
    let most = work.hourly_limit(&asked.organisation, &asked.purpose).await?;
    let opened = work.opened_since(asked, before(asked.at), most).await?;
    let limit = HourlyLimit { most, opened: u32::try_from(opened.len()).unwrap_or(u32::MAX) };
    let oldest = opened.last().filter(|_| limit.reached());
    Ok(Standing { limit, until: oldest.map(|at| at.saturating_add(WINDOW).unwrap_or(Timestamp::MAX)) })
}

fn before(at: Timestamp) -> Timestamp {
    at.saturating_sub(WINDOW).unwrap_or(Timestamp::MIN)
}
