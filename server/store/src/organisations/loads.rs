//! Files of organisations that were loaded.

use delibero_domain::identifier::UserName;
use delibero_usecases::organisations::LoadReport;
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use crate::convert::{instant, json, number, to_json, word};
use crate::error::{failed, not_added};

#[derive(sqlx::FromRow)]
struct LoadRow {
    id: String,
    at_us: i64,
    user_name: Option<String>,
    file_name: String,
    added: i64,
    changed: i64,
    known: i64,
    proposed: i64,
    refused: String,
}

impl TryFrom<LoadRow> for LoadReport {
    type Error = StoreError;

    fn try_from(row: LoadRow) -> Result<Self, StoreError> {
        let count = |count| number(count, "a count of a load of organisations");
        Ok(Self {
            id: row.id,
            at: instant(row.at_us, "the time of a load of organisations")?,
            by: row.user_name.map(|user| word(&user, "who loaded organisations")).transpose()?,
            file: row.file_name,
            added: count(row.added)?,
            changed: count(row.changed)?,
            known: count(row.known)?,
            proposed: count(row.proposed)?,
            refused: json(&row.refused, "refused rows of organisations")?,
        })
    }
}

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<LoadReport>, StoreError> {
    let row: Option<LoadRow> = sqlx::query_as(
        "SELECT id, at_us, user_name, file_name, added, changed, known, proposed, refused
         FROM organisation_loads WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(LoadReport::try_from).transpose()
}

pub(super) async fn keep(connection: &mut AnyConnection, report: &LoadReport) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO organisation_loads (id, at_us, user_name, file_name, added, changed, known, proposed, refused)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(&report.id)
    .bind(report.at.as_microsecond())
    .bind(report.by.as_ref().map(UserName::as_str))
    .bind(&report.file)
    .bind(i64::from(report.added))
    .bind(i64::from(report.changed))
    .bind(i64::from(report.known))
    .bind(i64::from(report.proposed))
    .bind(to_json(&report.refused, "refused rows of organisations")?)
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "a load of organisations"))?;
    Ok(())
}
