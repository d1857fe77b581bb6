//! Integrations that want to be looked at.

use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_usecases::directory::{Upkeep, UpkeepDays, UpkeepLine, UpkeepPlace};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::integrations::{IntegratedRow, Whose};
use crate::convert::optional_day;
use crate::engine::Engine;
use crate::error::failed;
use crate::seal::DataKey;

/// With the person, whom the rows of one person do not say.
#[derive(sqlx::FromRow)]
struct UpkeepRow {
    person: Vec<u8>,
    quiet_since: String,
    #[sqlx(flatten)]
    integrated: IntegratedRow,
}

const SELECTED: &str = "i.person, i.id, i.sector, i.quality_code, i.begin_day, i.end_day, i.file_number, i.origin, \
                        i.registered_by, i.registered_us, i.revision, i.quiet_since";

/// The text is made of constants, and of an expression of the engine.
fn statement(engine: Engine, list: Upkeep) -> String {
    let (tables, condition, place) = match list {
        // An expression of the number keeps the engine from reading all of the organisation in its order, for few that end.
        Upkeep::Ending => (
            "integrations i",
            "i.end_day >= $3 AND i.end_day <= $4 AND $5 <> '' AND $6 > 0 AND $8 = ''".to_owned(),
            ("(i.id + 0) > $2", "(i.id + 0)"),
        ),
        // In the order of an index that holds those whom nobody can have consulted since at its beginning.
        Upkeep::Unconsulted => {
            let token = engine.hexadecimal("i.person");
            let condition = format!(
                "i.quiet_since <= $5 AND (i.end_day IS NULL OR i.end_day >= $3) AND $4 <> '' AND i.begin_day <= $5
                 AND NOT EXISTS (SELECT 1 FROM access_log l WHERE l.person = {token} AND l.organisation = i.organisation
                                 AND l.at_us >= $6 AND l.kind IN ('decision', 'disclosure', 'export', 'batch'))"
            );
            ("integrations i", condition, ("(i.quiet_since, i.id) > ($8, $2)", "i.quiet_since, i.id"))
        }
        // From the few numbers that were replaced: what is crossed keeps its order, and is not read from the other side.
        Upkeep::Replaced => (
            "persons p CROSS JOIN integrations i",
            "i.person = p.person AND (i.end_day IS NULL OR i.end_day >= $3) AND $4 <> '' AND $5 <> '' AND $6 > 0
             AND $8 = ''"
                .to_owned(),
            ("(i.id + 0) > $2", "(i.id + 0)"),
        ),
    };
    let (after, order) = place;
    format!(
        "SELECT {SELECTED} FROM {tables} WHERE i.organisation = $1 AND {after} AND {condition} ORDER BY {order} LIMIT $7"
    )
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    (engine, key): (Engine, &DataKey),
    organisation: &OrganisationId,
    (list, days): (Upkeep, UpkeepDays),
    (after, most): (Option<UpkeepPlace>, u32),
) -> Result<Vec<UpkeepLine>, StoreError> {
    let is_by_day = list == Upkeep::Unconsulted;
    let day = after.and_then(|place| place.quiet_since).filter(|_| is_by_day);
    let rows: Vec<UpkeepRow> = sqlx::query_as(AssertSqlSafe(statement(engine, list)))
        .bind(organisation.as_str())
        .bind(after.map_or(0, |place| place.number))
        .bind(days.today.to_string())
        .bind(days.ends_until.to_string())
        .bind(days.begun_until.to_string())
        .bind(days.consulted_since.as_microsecond())
        .bind(i64::from(most))
        .bind(day.map(|day| day.to_string()).unwrap_or_default())
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    let opened = |row: UpkeepRow| {
        let person = key.unseal_niss(&row.person)?;
        let quiet_since = optional_day(Some(&row.quiet_since).filter(|_| is_by_day).map(String::as_str), "a day")?;
        let integrated = row.integrated.opened(Whose { key, organisation, person })?;
        let place = UpkeepPlace { quiet_since, number: integrated.number };
        Ok(UpkeepLine { person, integrated, place })
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
