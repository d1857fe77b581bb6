//! Integrations that want to be looked at.

use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_usecases::directory::{Integrated, Upkeep, UpkeepDays};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::integrations::{IntegratedRow, Whose};
use crate::engine::Engine;
use crate::error::failed;
use crate::seal::DataKey;

/// With the person, whom the rows of one person do not say.
#[derive(sqlx::FromRow)]
struct UpkeepRow {
    person: Vec<u8>,
    #[sqlx(flatten)]
    integrated: IntegratedRow,
}

const SELECTED: &str = "i.person, i.id, i.sector, i.quality_code, i.begin_day, i.end_day, i.file_number, i.origin, \
                        i.registered_by, i.registered_us, i.revision";

/// The text is made of constants, and of an expression of the engine.
fn statement(engine: Engine, list: Upkeep) -> String {
    // An expression of the number keeps the engine from reading all of the organisation in its order, for few that end.
    let number = if list == Upkeep::Ending { "(i.id + 0)" } else { "i.id" };
    let (tables, condition) = match list {
        Upkeep::Ending => ("integrations i", "i.end_day >= $3 AND i.end_day <= $4 AND $5 <> '' AND $6 > 0".to_owned()),
        Upkeep::Unconsulted => {
            let token = engine.hexadecimal("i.person");
            let condition = format!(
                "(i.end_day IS NULL OR i.end_day >= $3) AND $4 <> '' AND i.begin_day <= $5
                 AND NOT EXISTS (SELECT 1 FROM access_log l WHERE l.person = {token} AND l.organisation = i.organisation
                                 AND l.at_us >= $6 AND l.kind IN ('decision', 'disclosure', 'export'))"
            );
            ("integrations i", condition)
        }
        Upkeep::Replaced => (
            "persons p JOIN integrations i ON i.person = p.person",
            "(i.end_day IS NULL OR i.end_day >= $3) AND $4 <> '' AND $5 <> '' AND $6 > 0".to_owned(),
        ),
    };
    format!(
        "SELECT {SELECTED} FROM {tables} WHERE i.organisation = $1 AND {number} > $2 AND {condition} ORDER BY {number} LIMIT $7"
    )
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    (engine, key): (Engine, &DataKey),
    organisation: &OrganisationId,
    (list, days): (Upkeep, UpkeepDays),
    (after, most): (i64, u32),
) -> Result<Vec<(Niss, Integrated)>, StoreError> {
    let rows: Vec<UpkeepRow> = sqlx::query_as(AssertSqlSafe(statement(engine, list)))
        .bind(organisation.as_str())
        .bind(after)
        .bind(days.today.to_string())
        .bind(days.ends_until.to_string())
        .bind(days.begun_until.to_string())
        .bind(days.consulted_since.as_microsecond())
        .bind(i64::from(most))
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    let opened = |row: UpkeepRow| {
        let person = key.unseal_niss(&row.person)?;
        Ok((person, row.integrated.opened(Whose { key, organisation, person })?))
    };
    rows.into_iter().map(opened).collect()
}

pub(super) async fn person_of(
    connection: &mut AnyConnection,
    key: &DataKey,
    organisation: &OrganisationId,
    number: i64,
) -> Result<Option<Niss>, StoreError> {
    let person: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT person FROM integrations WHERE id = $1 AND organisation = $2")
            .bind(number)
            .bind(organisation.as_str())
            .fetch_optional(connection)
            .await
            .map_err(failed)?;
    person.map(|person| key.unseal_niss(&person)).transpose()
}
