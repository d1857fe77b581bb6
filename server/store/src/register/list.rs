//! One page of the list.

use std::collections::HashMap;

use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::search::{Excerpts, Query};
use delibero_usecases::register::{PAGE_LENGTH, RegisterLine, RegisterPage, RegisterQuery};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::facts::{by_id, integers, language};
use super::numbers::placeholders;
use super::search::Search;
use crate::convert::json;
use crate::convert::number;
use crate::engine::Engine;
use crate::error::failed;

pub(super) async fn page(
    connection: &mut AnyConnection,
    engine: Engine,
    query: &RegisterQuery,
) -> Result<RegisterPage, StoreError> {
    let words = Query::of(&query.words);
    let total = total(connection, engine, query, &words).await?;
    let ids = ids(connection, engine, query, &words).await?;
    let excerpts = excerpts(connection, &ids, query.language, words).await?;
    Ok(RegisterPage {
        total,
        lines: lines(connection, &ids, excerpts).await?,
        years: years(connection).await?,
        committees: committees(connection).await?,
        sources: sources(connection).await?,
    })
}

async fn total(
    connection: &mut AnyConnection,
    engine: Engine,
    query: &RegisterQuery,
    words: &Query,
) -> Result<u64, StoreError> {
    let (sql, arguments) = Search::of(engine, query, words)?.count();
    let total: i64 =
        sqlx::query_scalar_with(AssertSqlSafe(sql), arguments).fetch_one(connection).await.map_err(failed)?;
    number(total, "a count")
}

async fn ids(
    connection: &mut AnyConnection,
    engine: Engine,
    query: &RegisterQuery,
    words: &Query,
) -> Result<Vec<i64>, StoreError> {
    let offset = u64::from(query.page.saturating_sub(1)) * u64::from(PAGE_LENGTH);
    let (sql, arguments) = Search::of(engine, query, words)?.page(PAGE_LENGTH, offset)?;
    sqlx::query_scalar_with(AssertSqlSafe(sql), arguments).fetch_all(connection).await.map_err(failed)
}

/// In the order of the identifiers.
async fn lines(
    connection: &mut AnyConnection,
    ids: &[i64],
    mut excerpts: HashMap<i64, String>,
) -> Result<Vec<RegisterLine>, StoreError> {
    let mut facts: HashMap<i64, Deliberation> = by_id(connection, ids).await?.into_iter().collect();
    let line = |id| Some(RegisterLine { deliberation: facts.remove(id)?, excerpt: excerpts.remove(id) });
    Ok(ids.iter().filter_map(line).collect())
}

/// From the reader's language where it has a hit, else from another.
async fn excerpts(
    connection: &mut AnyConnection,
    ids: &[i64],
    preferred: Language,
    words: Query,
) -> Result<HashMap<i64, String>, StoreError> {
    let mut found = HashMap::new();
    if words.is_empty() {
        return Ok(found);
    }
    let maker = Excerpts::of(words);
    for own in [true, false] {
        let missing: Vec<i64> = ids.iter().copied().filter(|id| !found.contains_key(id)).collect();
        for (id, language, text) in newest_texts(connection, &missing, preferred, own).await? {
            if let Some(excerpt) = maker.in_text(language, &text) {
                found.entry(id).or_insert(excerpt);
            }
        }
    }
    Ok(found)
}

/// The newest texts in a language, or those in the others.
async fn newest_texts(
    connection: &mut AnyConnection,
    ids: &[i64],
    preferred: Language,
    own: bool,
) -> Result<Vec<(i64, Language, VersionText)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let (comparison, list) = (if own { "=" } else { "<>" }, placeholders(1, ids.len()));
    let sql = format!(
        "SELECT deliberation, language, body FROM deliberation_texts
         WHERE deliberation IN ({list}) AND newest = 1 AND language {comparison} '{preferred}'
         ORDER BY deliberation, language"
    );
    let rows: Vec<(i64, String, String)> =
        sqlx::query_as_with(AssertSqlSafe(sql), integers(ids)?).fetch_all(connection).await.map_err(failed)?;
    let text = |(id, code, body): (i64, String, String)| {
        Ok((id, language(&code)?, json(&body, "the text of a deliberation")?))
    };
    rows.into_iter().map(text).collect()
}

/// Each by one look into an index: there are few years, and many deliberations.
async fn years(connection: &mut AnyConnection) -> Result<Vec<i16>, StoreError> {
    let years: Vec<i64> = sqlx::query_scalar(
        "WITH RECURSIVE years (year) AS (
             SELECT MAX(year) FROM deliberations
             UNION ALL
             SELECT (SELECT MAX(d.year) FROM deliberations d WHERE d.year < years.year) FROM years
             WHERE years.year IS NOT NULL)
         SELECT year FROM years WHERE year IS NOT NULL",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    years.into_iter().map(|year| number(year, "the year of a deliberation")).collect()
}

async fn committees(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    sqlx::query_scalar(
        "WITH RECURSIVE committees (committee) AS (
             SELECT MIN(committee) FROM deliberations WHERE committee > ''
             UNION ALL
             SELECT (SELECT MIN(d.committee) FROM deliberations d WHERE d.committee > committees.committee)
             FROM committees WHERE committees.committee IS NOT NULL)
         SELECT committee FROM committees WHERE committee IS NOT NULL",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)
}

async fn sources(connection: &mut AnyConnection) -> Result<Vec<String>, StoreError> {
    sqlx::query_scalar(
        "WITH RECURSIVE sources (source) AS (
             SELECT MIN(source) FROM deliberation_sources
             UNION ALL
             SELECT (SELECT MIN(s.source) FROM deliberation_sources s WHERE s.source > sources.source)
             FROM sources WHERE sources.source IS NOT NULL)
         SELECT source FROM sources WHERE source IS NOT NULL",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)
}
