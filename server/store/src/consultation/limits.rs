//! The limits on consultations.

use delibero_domain::identifier::{OrganisationId, PurposeId};
use delibero_usecases::consultation::{Consultation, LimitRule};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::AnyConnection;

use crate::convert::{instant, number, word};
use crate::error::{failed, unreadable};

pub(super) async fn hourly(
    connection: &mut AnyConnection,
    organisation: &OrganisationId,
    purpose: &PurposeId,
) -> Result<u32, StoreError> {
    let most: Option<i64> = sqlx::query_scalar(
        "SELECT most FROM consultation_limits
         WHERE (organisation = $1 OR organisation = '') AND (purpose = $2 OR purpose = '')
         ORDER BY organisation DESC, purpose DESC LIMIT 1",
    )
    .bind(organisation.as_str())
    .bind(purpose.as_str())
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    number(most.ok_or_else(|| unreadable("the limit on consultations"))?, "a limit on consultations")
}

/// The newest consultations of a user for a purpose, strictly after an instant, newest first.
pub(super) async fn opened_since(
    connection: &mut AnyConnection,
    asked: &Consultation,
    since: Timestamp,
    most: u32,
) -> Result<Vec<Timestamp>, StoreError> {
    let times: Vec<i64> = sqlx::query_scalar(
        "SELECT at_us FROM consultations
         WHERE user_name = $1 AND purpose = $2 AND at_us > $3 AND organisation = $4
         ORDER BY at_us DESC LIMIT $5",
    )
    .bind(asked.user.as_str())
    .bind(asked.question.purpose.as_str())
    .bind(since.as_microsecond())
    .bind(asked.organisation.as_str())
    .bind(i64::from(most))
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    times.into_iter().map(|at| instant(at, "the time of a consultation")).collect()
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<LimitRule>, StoreError> {
    let rows: Vec<(String, String, i64)> =
        sqlx::query_as("SELECT organisation, purpose, most FROM consultation_limits ORDER BY organisation, purpose")
            .fetch_all(connection)
            .await
            .map_err(failed)?;
    let rule = |(organisation, purpose, most): (String, String, i64)| {
        Ok(LimitRule {
            organisation: said(&organisation).map(|id| word(id, "a limit's organisation")).transpose()?,
            purpose: said(&purpose).map(|id| word(id, "a limit's purpose")).transpose()?,
            most: number(most, "a limit on consultations")?,
        })
    };
    rows.into_iter().map(rule).collect()
}

fn said(word: &str) -> Option<&str> {
    Some(word).filter(|word| !word.is_empty())
}

pub(super) async fn set(connection: &mut AnyConnection, rule: &LimitRule) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO consultation_limits (organisation, purpose, most) VALUES ($1, $2, $3)
         ON CONFLICT (organisation, purpose) DO UPDATE SET most = excluded.most",
    )
    .bind(rule.organisation.as_ref().map_or("", OrganisationId::as_str))
    .bind(rule.purpose.as_ref().map_or("", PurposeId::as_str))
    .bind(i64::from(rule.most))
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
