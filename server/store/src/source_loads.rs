//! Files of sources, with the records that were refused, sealed.

use async_trait::async_trait;
use delibero_usecases::belgian_time::begin_of;
use delibero_usecases::source_loads::{
    KeptRejects, LoadCounts, LoadState, LoadedBy, SourceLoad, SourceLoadPage, SourceLoadQuery, SourceLoadStore,
    SourceLoadWork,
};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::any::AnyArguments;
use sqlx::{Any, AnyConnection, Arguments, AssertSqlSafe, Encode, Type};

use crate::convert::{bytes, instant, json, number, to_json, word};
use crate::database::Database;
use crate::error::{bad_json, failed, not_added};
use crate::seal::DataKey;
use crate::unit_of_work::Work;

const WHAT: &str = "a file of a source";

#[async_trait]
impl SourceLoadStore for Database {
    async fn begin_source_load(&self) -> Result<Box<dyn SourceLoadWork>, StoreError> {
        Ok(self.begin().await?)
    }

    async fn source_load_page(&self, query: &SourceLoadQuery) -> Result<SourceLoadPage, StoreError> {
        page(&mut *self.reader().await?, query).await
    }

    async fn source_load(&self, id: &str) -> Result<Option<SourceLoad>, StoreError> {
        find(&mut *self.reader().await?, id).await
    }

    async fn source_rejects(&self, load: &str) -> Result<Vec<KeptRejects>, StoreError> {
        rejects(&mut *self.reader().await?, &self.key, load).await
    }
}

#[async_trait]
impl SourceLoadWork for Work {
    async fn save_source_load(&mut self, load: &SourceLoad) -> Result<(), StoreError> {
        save(&mut self.transaction, load).await
    }

    async fn add_source_rejects(&mut self, load: &str, place: u64, rejects: &KeptRejects) -> Result<(), StoreError> {
        add_rejects(&mut self.transaction, &self.key, (load, place), rejects).await
    }

    async fn forget_source_rejects(&mut self, before: Timestamp) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM source_load_rejects WHERE load IN (SELECT id FROM source_loads WHERE begun_us < $1)")
            .bind(before.as_microsecond())
            .execute(&mut *self.transaction)
            .await
            .map_err(failed)?;
        Ok(())
    }
}

#[derive(sqlx::FromRow)]
struct LoadRow {
    id: String,
    service: String,
    organisation: Option<String>,
    user_name: Option<String>,
    file_name: String,
    bytes: i64,
    hash: Option<Vec<u8>>,
    format: Option<String>,
    begun_us: i64,
    seen_us: i64,
    ended_us: Option<i64>,
    read_bytes: i64,
    added: i64,
    newer: i64,
    older: i64,
    known: i64,
    refused: i64,
    problem: Option<String>,
}

const COLUMNS: &str = "id, service, organisation, user_name, file_name, bytes, hash, format, begun_us, seen_us, \
                       ended_us, read_bytes, added, newer, older, known, refused, problem";

impl TryFrom<LoadRow> for SourceLoad {
    type Error = StoreError;

    fn try_from(row: LoadRow) -> Result<Self, StoreError> {
        let by = match (row.user_name, row.organisation) {
            (Some(user), Some(organisation)) => {
                Some(LoadedBy { user: word(&user, WHAT)?, organisation: word(&organisation, WHAT)? })
            }
            _ => None,
        };
        Ok(Self {
            id: row.id,
            service: word(&row.service, WHAT)?,
            by,
            file_name: row.file_name,
            bytes: number(row.bytes, WHAT)?,
            hash: row.hash.map(|hash| bytes(&hash, WHAT)).transpose()?,
            format: row.format,
            begun: instant(row.begun_us, WHAT)?,
            seen: instant(row.seen_us, WHAT)?,
            ended: row.ended_us.map(|at| instant(at, WHAT)).transpose()?,
            read_bytes: number(row.read_bytes, WHAT)?,
            counts: LoadCounts {
                added: number(row.added, WHAT)?,
                newer: number(row.newer, WHAT)?,
                older: number(row.older, WHAT)?,
                known: number(row.known, WHAT)?,
                refused: number(row.refused, WHAT)?,
            },
            problem: row.problem.map(|problem| json(&problem, WHAT)).transpose()?,
        })
    }
}

async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<SourceLoad>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM source_loads WHERE id = $1");
    let row: Option<LoadRow> =
        sqlx::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await.map_err(failed)?;
    row.map(SourceLoad::try_from).transpose()
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

async fn save(connection: &mut AnyConnection, load: &SourceLoad) -> Result<(), StoreError> {
    let problem = load.problem.as_ref().map(|problem| to_json(problem, WHAT)).transpose()?;
    sqlx::query(
        "INSERT INTO source_loads (id, service, organisation, user_name, file_name, bytes, hash, format, begun_us,
                                   seen_us, ended_us, read_bytes, added, newer, older, known, refused, problem)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, format = excluded.format, seen_us = excluded.seen_us,
             ended_us = excluded.ended_us, read_bytes = excluded.read_bytes, added = excluded.added,
             newer = excluded.newer, older = excluded.older, known = excluded.known, refused = excluded.refused,
             problem = excluded.problem",
    )
    .bind(load.id.as_str())
    .bind(load.service.as_str())
    .bind(load.by.as_ref().map(|by| by.organisation.as_str()))
    .bind(load.by.as_ref().map(|by| by.user.as_str()))
    .bind(load.file_name.as_str())
    .bind(count(load.bytes))
    .bind(load.hash.map(Vec::from))
    .bind(load.format.as_deref())
    .bind(load.begun.as_microsecond())
    .bind(load.seen.as_microsecond())
    .bind(load.ended.map(|at| at.as_microsecond()))
    .bind(count(load.read_bytes))
    .bind(count(load.counts.added))
    .bind(count(load.counts.newer))
    .bind(count(load.counts.older))
    .bind(count(load.counts.known))
    .bind(count(load.counts.refused))
    .bind(problem)
    .execute(connection)
    .await
    .map_err(|error| not_added(error, WHAT))?;
    Ok(())
}

async fn page(connection: &mut AnyConnection, query: &SourceLoadQuery) -> Result<SourceLoadPage, StoreError> {
    let Conditions { text, arguments } = Conditions::of(query)?;
    let sql = format!("SELECT COUNT(*) FROM source_loads WHERE {text}");
    let total: i64 =
        sqlx::query_scalar_with(AssertSqlSafe(sql), arguments).fetch_one(&mut *connection).await.map_err(failed)?;
    let Conditions { text, arguments } = Conditions::of(query)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM source_loads WHERE {text} ORDER BY begun_us DESC, id LIMIT {} OFFSET {}",
        query.most, query.skip
    );
    let rows: Vec<LoadRow> =
        sqlx::query_as_with(AssertSqlSafe(sql), arguments).fetch_all(connection).await.map_err(failed)?;
    let loads = rows.into_iter().map(SourceLoad::try_from).collect::<Result<_, _>>()?;
    Ok(SourceLoadPage { total: number(total, "a count")?, loads })
}

/// What a row must fulfil. The text is made of constants of this file and of numbers of placeholders, of nothing else.
struct Conditions {
    text: String,
    arguments: AnyArguments,
}

impl Conditions {
    fn of(query: &SourceLoadQuery) -> Result<Self, StoreError> {
        let mut conditions = Self { text: String::new(), arguments: AnyArguments::default() };
        conditions.add("(organisation =", query.organisation.to_string())?;
        if !query.services.is_empty() {
            conditions.text.push_str(" OR (organisation IS NULL AND service IN (");
            for (place, service) in query.services.iter().enumerate() {
                conditions.add(if place == 0 { "" } else { "," }, service.to_string())?;
            }
            conditions.text.push_str("))");
        }
        conditions.text.push(')');
        if let Some(service) = &query.service {
            conditions.add(" AND service =", service.to_string())?;
        }
        conditions.text.push_str(match query.state {
            None => "",
            Some(LoadState::Whole) => " AND ended_us IS NOT NULL AND problem IS NULL AND refused = 0",
            Some(LoadState::Partly) => " AND ended_us IS NOT NULL AND problem IS NULL AND refused > 0",
            Some(LoadState::Broken) => " AND problem IS NOT NULL",
            Some(LoadState::Open) => " AND ended_us IS NULL",
        });
        if let Some(from) = query.from {
            conditions.add(" AND begun_us >=", begin_of(from).as_microsecond())?;
        }
        if let Some(to) = query.to {
            conditions
                .add(" AND begun_us <", begin_of(to.saturating_add(jiff::Span::new().days(1))).as_microsecond())?;
        }
        Ok(conditions)
    }

    fn add<'t, T>(&mut self, comparison: &str, value: T) -> Result<(), StoreError>
    where
        T: Encode<'t, Any> + Type<Any>,
    {
        self.arguments.add(value).map_err(|error| failed(sqlx::Error::Encode(error)))?;
        self.text.push_str(&format!("{comparison} ${}", self.arguments.len()));
        Ok(())
    }
}

async fn add_rejects(
    connection: &mut AnyConnection,
    key: &DataKey,
    (load, place): (&str, u64),
    rejects: &KeptRejects,
) -> Result<(), StoreError> {
    let place = count(place);
    let plain = serde_json::to_vec(rejects).map_err(|why| bad_json("refused records", &why))?;
    let plain = zeroize::Zeroizing::new(plain);
    sqlx::query("INSERT INTO source_load_rejects (load, place, content) VALUES ($1, $2, $3)")
        .bind(load)
        .bind(place)
        .bind(key.seal(&[b"source-rejects", load.as_bytes(), &place.to_be_bytes()], &plain))
        .execute(connection)
        .await
        .map_err(|error| not_added(error, "refused records"))?;
    Ok(())
}

async fn rejects(connection: &mut AnyConnection, key: &DataKey, load: &str) -> Result<Vec<KeptRejects>, StoreError> {
    let rows: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT place, content FROM source_load_rejects WHERE load = $1 ORDER BY place")
            .bind(load)
            .fetch_all(connection)
            .await
            .map_err(failed)?;
    let opened = |(place, content): (i64, Vec<u8>)| {
        let headers: [&[u8]; 3] = [b"source-rejects", load.as_bytes(), &place.to_be_bytes()];
        let plain = key.unseal(&headers, &content, "refused records")?;
        serde_json::from_slice(&plain).map_err(|why| bad_json("refused records", &why))
    };
    rows.into_iter().map(opened).collect()
}
