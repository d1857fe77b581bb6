//! How many consultations a user may open in an hour, for an organisation and a purpose.

use delibero_domain::consultation::HourlyLimit;
use jiff::{SignedDuration, Timestamp};

use super::model::Consultation;
use super::port::ConsultationWork;
use crate::store_error::StoreError;

const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// Where a user stands.
pub(super) struct Standing {
    pub limit: HourlyLimit,
    /// Where the limit is reached: from when on another may be opened; none while the limit is zero.
    pub until: Option<Timestamp>,
}

/// Where the user of a consultation stands before it is opened.
pub(super) async fn standing(work: &mut dyn ConsultationWork, asked: &Consultation) -> Result<Standing, StoreError> {
    let most = work.hourly_limit(&asked.organisation, &asked.question.purpose).await?;
    let opened = work.opened_since(asked, before(asked.at), most).await?;
    let limit = HourlyLimit { most, opened: u32::try_from(opened.len()).unwrap_or(u32::MAX) };
    let oldest = opened.last().filter(|_| limit.reached());
    Ok(Standing { limit, until: oldest.map(|at| at.saturating_add(WINDOW).unwrap_or(Timestamp::MAX)) })
}

fn before(at: Timestamp) -> Timestamp {
    at.saturating_sub(WINDOW).unwrap_or(Timestamp::MIN)
}
