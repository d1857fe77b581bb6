//! How many integrations organisations have, kept beside them: each unit of work that changes some counts them, so that
//! nobody counts all.

use std::collections::BTreeMap;

use delibero_domain::identifier::OrganisationId;
use delibero_domain::reference_directory::Integration;
use delibero_usecases::organisations::IntegrationCount;
use delibero_usecases::store_error::StoreError;
use jiff::civil::Date;
use serde::Serialize;
use sqlx::AnyConnection;

use crate::convert::{number, to_json};
use crate::engine::Engine;
use crate::error::failed;

/// What is added to the counts of an organisation, or taken from them.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<Place, Ends>);

/// Where something is counted: on its day, and in its year as a whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    span: &'static str,
    day_or_year: String,
    sector: u16,
    quality_code: u16,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Ends {
    begun: i64,
    ended: i64,
}

/// As the statement of the engine reads it.
#[derive(Serialize)]
struct Row<'t> {
    p: &'static str,
    d: &'t str,
    s: u16,
    c: u16,
    b: i64,
    e: i64,
}

impl Tally {
    pub fn add(&mut self, integration: &Integration) {
        self.put(integration, 1);
    }

    pub fn take(&mut self, integration: &Integration) {
        self.put(integration, -1);
    }

    fn put(&mut self, integration: &Integration, by: i64) {
        let period = integration.period;
        self.count(integration, period.begin, Ends { begun: by, ended: 0 });
        if let Some(end) = period.end {
            self.count(integration, end, Ends { begun: 0, ended: by });
        }
    }

    fn count(&mut self, integration: &Integration, day: Date, by: Ends) {
        let day = day.to_string();
        let year = year_of(&day).to_owned();
        for (span, day_or_year) in [("day", day), ("year", year)] {
            let (sector, quality_code) = (integration.sector, integration.quality_code);
            let ends = self.0.entry(Place { span, day_or_year, sector, quality_code }).or_default();
            ends.begun += by.begun;
            ends.ended += by.ended;
        }
    }

    /// Whoever keeps one holds the lock of [`Engine::integrating_lock`]: two could wait for rows of each other.
    pub async fn keep(
        self,
        connection: &mut AnyConnection,
        engine: Engine,
        organisation: &OrganisationId,
    ) -> Result<(), StoreError> {
        let rows: Vec<Row<'_>> = self.0.iter().filter(|(_, ends)| **ends != Ends::default()).map(row).collect();
        if rows.is_empty() {
            return Ok(());
        }
        sqlx::query(engine.count_integrations())
            .bind(organisation.as_str())
            .bind(to_json(&rows, "counts of integrations")?)
            .execute(connection)
            .await
            .map_err(failed)?;
        Ok(())
    }
}

fn row<'t>((place, ends): (&'t Place, &Ends)) -> Row<'t> {
    let Place { span, day_or_year, sector, quality_code } = place;
    Row { p: span, d: day_or_year, s: *sector, c: *quality_code, b: ends.begun, e: ends.ended }
}

fn year_of(day: &str) -> &str {
    day.rsplitn(3, '-').last().unwrap_or(day)
}

/// Of one organisation, from the years before that of a day and from the days of its own year.
pub(crate) async fn counts(
    connection: &mut AnyConnection,
    id: &OrganisationId,
    day: Date,
) -> Result<Vec<IntegrationCount>, StoreError> {
    let day = day.to_string();
    let year = year_of(&day);
    let rows: Vec<(i64, i64, i64, i64)> = sqlx::query_as(
        "SELECT sector, quality_code, CAST(SUM(every) AS BIGINT), CAST(SUM(valid) AS BIGINT)
         FROM (SELECT sector, quality_code, begun AS every,
                      CASE WHEN day_or_year < $3 THEN begun - ended ELSE 0 END AS valid
               FROM integration_counts WHERE organisation = $1 AND span = 'year'
               UNION ALL
               SELECT sector, quality_code, 0, begun - CASE WHEN day_or_year = $2 THEN 0 ELSE ended END
               FROM integration_counts
               WHERE organisation = $1 AND span = 'day' AND day_or_year > $3 AND day_or_year <= $2) parts
         GROUP BY sector, quality_code HAVING SUM(every) <> 0 ORDER BY sector, quality_code",
    )
    .bind(id.as_str())
    .bind(day.as_str())
    .bind(year)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let what = "a count of integrations";
    rows.into_iter()
        .map(|(sector, quality_code, every, valid)| {
            Ok(IntegrationCount {
                sector: number(sector, what)?,
                quality_code: number(quality_code, what)?,
                valid: number(valid, what)?,
                other: number(every - valid, what)?,
            })
        })
        .collect()
}
