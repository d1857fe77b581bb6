//! Persons: what became of their NISS, and who has them integrated.

use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_domain::period::Period;
use delibero_domain::reference_directory::Integration;
use delibero_usecases::directory::PersonState;
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use sqlx::AnyConnection;

use crate::convert::{number, optional_day, word};
use crate::error::{failed, not_added, unreadable};
use crate::seal::DataKey;

pub(super) async fn state(
    connection: &mut AnyConnection,
    key: &DataKey,
    person: Niss,
) -> Result<PersonState, StoreError> {
    let row: Option<(String, Option<Vec<u8>>)> =
        sqlx::query_as("SELECT state, replaced_by FROM persons WHERE person = $1")
            .bind(key.seal_niss(person))
            .fetch_optional(connection)
            .await
            .map_err(failed)?;
    match row.as_ref().map(|(state, by)| (state.as_str(), by.as_deref())) {
        None => Ok(PersonState::InUse),
        Some(("cancelled", None)) => Ok(PersonState::Cancelled),
        Some(("replaced", Some(by))) => Ok(PersonState::Replaced(key.unseal_niss(by)?)),
        Some(_) => Err(unreadable("what became of a NISS")),
    }
}

pub(super) async fn note_state(
    connection: &mut AnyConnection,
    key: &DataKey,
    person: Niss,
    state: &PersonState,
) -> Result<(), StoreError> {
    let (word, by) = match state {
        PersonState::InUse => return forget_state(connection, key, person).await,
        PersonState::Replaced(by) => ("replaced", Some(key.seal_niss(*by))),
        PersonState::Cancelled => ("cancelled", None),
    };
    sqlx::query(
        "INSERT INTO persons (person, state, replaced_by) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET state = excluded.state, replaced_by = excluded.replaced_by",
    )
    .bind(key.seal_niss(person))
    .bind(word)
    .bind(by)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

async fn forget_state(connection: &mut AnyConnection, key: &DataKey, person: Niss) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM persons WHERE person = $1").bind(key.seal_niss(person));
    delete.execute(connection).await.map_err(failed)?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct IntegrationRow {
    sector: i64,
    quality_code: i64,
    begin_day: String,
    end_day: Option<String>,
}

impl TryFrom<IntegrationRow> for Integration {
    type Error = StoreError;

    fn try_from(row: IntegrationRow) -> Result<Self, StoreError> {
        Ok(Self {
            sector: number(row.sector, "the sector of an integration")?,
            quality_code: number(row.quality_code, "the quality code of an integration")?,
            period: Period {
                begin: word(&row.begin_day, "the period of an integration")?,
                end: optional_day(row.end_day.as_deref(), "the period of an integration")?,
            },
        })
    }
}

pub(super) async fn integrations(
    connection: &mut AnyConnection,
    key: &DataKey,
    organisation: &OrganisationId,
    person: Niss,
) -> Result<Vec<Integration>, StoreError> {
    let rows: Vec<IntegrationRow> = sqlx::query_as(
        "SELECT sector, quality_code, begin_day, end_day FROM integrations
         WHERE person = $1 AND organisation = $2 ORDER BY begin_day, sector, quality_code",
    )
    .bind(key.seal_niss(person))
    .bind(organisation.as_str())
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(Integration::try_from).collect()
}

/// Integrating again from the same day under the same code says when it ends.
pub(super) async fn integrate(
    connection: &mut AnyConnection,
    key: &DataKey,
    organisation: &OrganisationId,
    person: Niss,
    integration: &Integration,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO integrations (organisation, person, sector, quality_code, begin_day, end_day)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (person, organisation, sector, quality_code, begin_day) DO UPDATE SET end_day = excluded.end_day",
    )
    .bind(organisation.as_str())
    .bind(key.seal_niss(person))
    .bind(i64::from(integration.sector))
    .bind(i64::from(integration.quality_code))
    .bind(integration.period.begin.to_string())
    .bind(integration.period.end.map(|day| day.to_string()))
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "an integration"))?;
    Ok(())
}

pub(super) async fn integrated_by(
    connection: &mut AnyConnection,
    key: &DataKey,
    recipient: &str,
    person: Niss,
    day: Date,
) -> Result<bool, StoreError> {
    let found: Option<i64> = sqlx::query_scalar(
        "SELECT i.sector FROM integrations i
         JOIN organisation_recipients r ON r.organisation = i.organisation AND r.recipient = $2
             AND (r.from_day IS NULL OR r.from_day <= $3) AND (r.until_day IS NULL OR r.until_day >= $3)
         WHERE i.person = $1 AND i.begin_day <= $3 AND (i.end_day IS NULL OR i.end_day >= $3) LIMIT 1",
    )
    .bind(key.seal_niss(person))
    .bind(recipient)
    .bind(day.to_string())
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    Ok(found.is_some())
}
