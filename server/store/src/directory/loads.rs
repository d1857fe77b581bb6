//! Files of integrations: how far they are, what they bring, and the rows that were refused, sealed.

use std::collections::HashMap;

use delibero_domain::identifier::OrganisationId;
use delibero_domain::niss::Niss;
use delibero_domain::reference_directory::Integration;
use delibero_usecases::directory::{
    ChangeKind, FileOnPerson, IntegrationChange, Load, LoadedRows, Registration, Reject, RowFault,
};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::counted::Tally;
use super::integrations::{self, Whose};
use crate::convert::{instant, json, number, to_json, word};
use crate::engine::Engine;
use crate::error::{bad_json, failed, not_added};
use crate::seal::DataKey;

#[derive(sqlx::FromRow)]
struct LoadRow {
    id: String,
    organisation: String,
    user_name: Option<String>,
    file_name: String,
    begun_us: i64,
    seen_us: i64,
    ended_us: Option<i64>,
    bytes: i64,
    read_bytes: i64,
    added: i64,
    changed: i64,
    known: i64,
    refused: i64,
    problem: Option<String>,
}

impl TryFrom<LoadRow> for Load {
    type Error = StoreError;

    fn try_from(row: LoadRow) -> Result<Self, StoreError> {
        let what = "a file of integrations";
        Ok(Self {
            id: row.id,
            organisation: word(&row.organisation, what)?,
            user: row.user_name.map(|user| word(&user, what)).transpose()?,
            file_name: row.file_name,
            begun: instant(row.begun_us, what)?,
            seen: instant(row.seen_us, what)?,
            ended: row.ended_us.map(|at| instant(at, what)).transpose()?,
            bytes: number(row.bytes, what)?,
            read_bytes: number(row.read_bytes, what)?,
            added: number(row.added, what)?,
            changed: number(row.changed, what)?,
            known: number(row.known, what)?,
            refused: number(row.refused, what)?,
            problem: row.problem.map(|problem| json(&problem, what)).transpose()?,
        })
    }
}

const COLUMNS: &str = "id, organisation, user_name, file_name, begun_us, seen_us, ended_us, bytes, read_bytes, added, \
                       changed, known, refused, problem";

pub(super) async fn of(
    connection: &mut AnyConnection,
    organisation: &OrganisationId,
    most: u32,
) -> Result<Vec<Load>, StoreError> {
    let sql =
        format!("SELECT {COLUMNS} FROM integration_loads WHERE organisation = $1 ORDER BY begun_us DESC LIMIT {most}");
    let rows: Vec<LoadRow> =
        sqlx::query_as(AssertSqlSafe(sql)).bind(organisation.as_str()).fetch_all(connection).await.map_err(failed)?;
    rows.into_iter().map(Load::try_from).collect()
}

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Load>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM integration_loads WHERE id = $1");
    let row: Option<LoadRow> =
        sqlx::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await.map_err(failed)?;
    row.map(Load::try_from).transpose()
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) async fn save(connection: &mut AnyConnection, load: &Load) -> Result<(), StoreError> {
    let problem = load.problem.as_ref().map(|problem| to_json(problem, "a file of integrations")).transpose()?;
    sqlx::query(
        "INSERT INTO integration_loads (id, organisation, user_name, file_name, begun_us, seen_us, ended_us, bytes,
                                        read_bytes, added, changed, known, refused, problem)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (id) DO UPDATE SET seen_us = excluded.seen_us, ended_us = excluded.ended_us,
             read_bytes = excluded.read_bytes, added = excluded.added, changed = excluded.changed,
             known = excluded.known, refused = excluded.refused, problem = excluded.problem",
    )
    .bind(load.id.as_str())
    .bind(load.organisation.as_str())
    .bind(load.user.as_ref().map(|user| user.as_str()))
    .bind(load.file_name.as_str())
    .bind(load.begun.as_microsecond())
    .bind(load.seen.as_microsecond())
    .bind(load.ended.map(|at| at.as_microsecond()))
    .bind(count(load.bytes))
    .bind(count(load.read_bytes))
    .bind(count(load.added))
    .bind(count(load.changed))
    .bind(count(load.known))
    .bind(count(load.refused))
    .bind(problem)
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "a file of integrations"))?;
    Ok(())
}

/// A row as the statement of the engine reads it.
#[derive(Serialize)]
struct Added<'r> {
    p: &'r str,
    c: u16,
    b: String,
    e: Option<String>,
    f: Option<String>,
}

/// What loads, for one organisation.
pub(super) struct Loader<'l> {
    pub engine: Engine,
    pub key: &'l DataKey,
    pub organisation: &'l OrganisationId,
    pub registration: &'l Registration,
    pub at: Timestamp,
    pub why: &'l str,
}

impl Loader<'_> {
    pub async fn load(
        &self,
        connection: &mut AnyConnection,
        files: &[&(Niss, FileOnPerson)],
    ) -> Result<LoadedRows, StoreError> {
        integrations::wait_for_turn(connection, self.engine, self.organisation).await?;
        let persons: Vec<String> = files.iter().map(|(person, _)| hex::encode(self.key.seal_niss(*person))).collect();
        let gone = self.gone(connection, &persons).await?;
        let places: Vec<usize> = (0..files.len()).filter(|place| !gone.contains_key(&persons[*place])).collect();
        let added = self.add(connection, files, &persons, &places).await?;
        let mut loaded = LoadedRows { added, ..LoadedRows::default() };
        let left = places.len() as u64 - added;
        if left > 0 {
            // A row that stands twice may be changed to and fro: each row is counted once, since a load goes on by them.
            loaded.changed = self.change(connection, files, &places).await?.min(left);
            loaded.known = left - loaded.changed;
        }
        let refused = |(place, person): (usize, &String)| Some((place, *gone.get(person)?));
        loaded.gone = persons.iter().enumerate().filter_map(refused).collect();
        Ok(loaded)
    }

    /// Those whose number was replaced or cancelled.
    async fn gone(
        &self,
        connection: &mut AnyConnection,
        persons: &[String],
    ) -> Result<HashMap<String, RowFault>, StoreError> {
        let sql = format!("SELECT person, state FROM persons WHERE person IN ({})", self.engine.persons_in());
        let rows: Vec<(Vec<u8>, String)> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(to_json(&persons, "persons")?)
            .fetch_all(connection)
            .await
            .map_err(failed)?;
        let fault = |state: &str| if state == "replaced" { RowFault::Replaced } else { RowFault::Cancelled };
        Ok(rows.into_iter().map(|(person, state)| (hex::encode(person), fault(&state))).collect())
    }

    /// How many were not there.
    async fn add(
        &self,
        connection: &mut AnyConnection,
        files: &[&(Niss, FileOnPerson)],
        persons: &[String],
        places: &[usize],
    ) -> Result<u64, StoreError> {
        let Some(first) = places.first() else { return Ok(0) };
        let row = |place: &usize| {
            let (person, file) = files[*place];
            let whose = Whose { key: self.key, organisation: self.organisation, person: *person };
            Added {
                p: &persons[*place],
                c: file.integration.quality_code,
                b: file.integration.period.begin.to_string(),
                e: file.integration.period.end.map(|day| day.to_string()),
                f: whose.seal_number(file.file_number.as_deref()).map(hex::encode),
            }
        };
        let rows: Vec<Added<'_>> = places.iter().map(row).collect();
        let sector = files[*first].1.integration.sector;
        let added: Vec<(i64, String, Option<String>)> = sqlx::query_as(self.engine.add_integrations())
            .bind(self.organisation.as_str())
            .bind(to_json(&rows, "integrations")?)
            .bind(i64::from(sector))
            .bind(self.registration.origin.as_str())
            .bind(self.registration.user.as_ref().map(|user| user.as_str()))
            .bind(self.registration.at.map(|at| at.as_microsecond()))
            .fetch_all(&mut *connection)
            .await
            .map_err(|error| not_added(error, "an integration"))?;
        let mut tally = Tally::default();
        for (quality_code, begin, end) in &added {
            let period = integrations::period(begin, end.as_deref())?;
            tally.add(&Integration { sector, quality_code: number(*quality_code, "a quality code")?, period });
        }
        tally.keep(connection, self.engine, self.organisation).await?;
        Ok(added.len() as u64)
    }

    /// How many say something else than what was there. A file that leaves the end or the number open says nothing of it.
    async fn change(
        &self,
        connection: &mut AnyConnection,
        files: &[&(Niss, FileOnPerson)],
        places: &[usize],
    ) -> Result<u64, StoreError> {
        let mut changed = 0;
        for place in places {
            let (person, file) = files[*place];
            if file.integration.period.end.is_none() && file.file_number.is_none() {
                continue;
            }
            let whose = Whose { key: self.key, organisation: self.organisation, person: *person };
            let known = integrations::all(connection, whose).await?;
            let same = known.into_iter().find(|found| {
                let (found, wanted) = (&found.file.integration, &file.integration);
                (found.sector, found.quality_code, found.period.begin)
                    == (wanted.sector, wanted.quality_code, wanted.period.begin)
            });
            let Some(same) = same else { continue };
            let mut after = same.file.clone();
            after.integration.period.end = file.integration.period.end.or(after.integration.period.end);
            after.file_number = file.file_number.clone().or(after.file_number);
            if after == same.file {
                continue;
            }
            let change = IntegrationChange {
                at: self.at,
                user: self.registration.user.clone(),
                kind: ChangeKind::Loaded,
                why: self.why.to_owned(),
                before: same.file,
            };
            let of = (same.number, same.revision);
            let done = integrations::change(connection, self.engine, whose, of, (&change, &after)).await?;
            changed += u64::from(done);
        }
        Ok(changed)
    }
}

pub(super) async fn add_rejects(
    connection: &mut AnyConnection,
    key: &DataKey,
    (load, place): (&str, u64),
    rejects: &[Reject],
) -> Result<(), StoreError> {
    if rejects.is_empty() {
        return Ok(());
    }
    let place = count(place);
    let plain = serde_json::to_vec(rejects).map_err(|why| bad_json("refused rows", &why))?;
    sqlx::query("INSERT INTO integration_load_rejects (load, place, content) VALUES ($1, $2, $3)")
        .bind(load)
        .bind(place)
        .bind(key.seal(&[b"load-rejects", load.as_bytes(), &place.to_be_bytes()], &plain))
        .execute(connection)
        .await
        .map_err(|error| not_added(error, "refused rows"))?;
    Ok(())
}

pub(super) async fn rejects(
    connection: &mut AnyConnection,
    key: &DataKey,
    load: &str,
) -> Result<Vec<Reject>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT place, content FROM integration_load_rejects WHERE load = $1 ORDER BY place")
            .bind(load)
            .fetch_all(connection)
            .await
            .map_err(failed)?;
    let mut all: Vec<Reject> = Vec::new();
    for (place, content) in rows {
        let headers: [&[u8]; 3] = [b"load-rejects", load.as_bytes(), &place.to_be_bytes()];
        let plain = key.unseal(&headers, &content, "refused rows")?;
        let some: Vec<Reject> = serde_json::from_slice(&plain).map_err(|why| bad_json("refused rows", &why))?;
        all.extend(some);
    }
    Ok(all)
}
