//! Published deliberations and their texts, read.

use delibero_domain::deliberation::register::{Deliberation, VersionText};
use delibero_domain::deliberation::{DeliberationNumber, DocumentNumber};
use delibero_domain::text::Language;
use delibero_usecases::register::{Content, TextKey, Texts};
use delibero_usecases::store_error::StoreError;
use sqlx::any::AnyArguments;
use sqlx::{AnyConnection, Arguments, AssertSqlSafe};

use super::numbers::{id_of, placeholders};
use crate::convert::{json, number as narrowed, word};
use crate::error::{failed, unreadable};

/// More of them are asked for in several statements.
const MOST_AT_ONCE: usize = 500;

pub(super) async fn find(
    connection: &mut AnyConnection,
    number: DeliberationNumber,
) -> Result<Option<(Deliberation, u32)>, StoreError> {
    let row: Option<(String, i64)> = sqlx::query_as("SELECT facts, revision FROM deliberations WHERE id = $1")
        .bind(id_of(number))
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    let Some((facts, revision)) = row else { return Ok(None) };
    Ok(Some((json(&facts, "a deliberation")?, narrowed(revision, "the revision of a deliberation")?)))
}

/// Those that there are, in the order of their numbers.
pub(super) async fn known(
    connection: &mut AnyConnection,
    numbers: &[DeliberationNumber],
) -> Result<Vec<Deliberation>, StoreError> {
    let mut ids: Vec<i64> = numbers.iter().copied().map(id_of).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut known = Vec::new();
    for ids in ids.chunks(MOST_AT_ONCE) {
        let facts: Vec<(i64, Deliberation)> = by_id(connection, ids).await?;
        known.extend(facts.into_iter().map(|(_, deliberation)| deliberation));
    }
    Ok(known)
}

/// The facts of some rows, by `id`.
pub(super) async fn by_id(connection: &mut AnyConnection, ids: &[i64]) -> Result<Vec<(i64, Deliberation)>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let list = placeholders(1, ids.len());
    let sql = format!("SELECT id, facts FROM deliberations WHERE id IN ({list}) ORDER BY id");
    let rows: Vec<(i64, String)> =
        sqlx::query_as_with(AssertSqlSafe(sql), integers(ids)?).fetch_all(connection).await.map_err(failed)?;
    rows.into_iter().map(|(id, facts)| Ok((id, json(&facts, "a deliberation")?))).collect()
}

pub(super) fn integers(values: &[i64]) -> Result<AnyArguments, StoreError> {
    let mut arguments = AnyArguments::default();
    for value in values {
        arguments.add(*value).map_err(|error| failed(sqlx::Error::Encode(error)))?;
    }
    Ok(arguments)
}

pub(super) async fn text(
    connection: &mut AnyConnection,
    number: DeliberationNumber,
    version: u16,
    language: Language,
) -> Result<Option<VersionText>, StoreError> {
    let body: Option<String> = sqlx::query_scalar(
        "SELECT body FROM deliberation_texts WHERE deliberation = $1 AND version = $2 AND language = $3",
    )
    .bind(id_of(number))
    .bind(i64::from(version))
    .bind(language.code())
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    body.map(|body| json(&body, "the text of a deliberation")).transpose()
}

pub(super) async fn content(
    connection: &mut AnyConnection,
    number: DeliberationNumber,
) -> Result<Option<(Content, u32)>, StoreError> {
    let Some((deliberation, revision)) = find(connection, number).await? else { return Ok(None) };
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT version, language, body FROM deliberation_texts WHERE deliberation = $1 ORDER BY version, language",
    )
    .bind(id_of(number))
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let mut texts = Texts::new();
    for (version, code, body) in rows {
        let version = narrowed(version, "the place of a version")?;
        texts.insert(TextKey::new(version, language(&code)?), json(&body, "the text of a deliberation")?);
    }
    Ok(Some((Content { deliberation, texts }, revision)))
}

pub(super) fn language(code: &str) -> Result<Language, StoreError> {
    Language::from_code(code).ok_or_else(|| unreadable("the language of a text"))
}

pub(super) async fn citing(
    connection: &mut AnyConnection,
    number: DeliberationNumber,
) -> Result<Vec<(DeliberationNumber, Deliberation, Vec<String>)>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT d.facts, r.points FROM deliberation_references r JOIN deliberations d ON d.id = r.deliberation
         WHERE r.cited = $1 ORDER BY d.id",
    )
    .bind(id_of(number))
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let cites = |(facts, points): (String, String)| {
        let deliberation: Deliberation = json(&facts, "a deliberation")?;
        Ok((deliberation.number, deliberation, json(&points, "a reference")?))
    };
    rows.into_iter().map(cites).collect()
}

pub(super) async fn of_document(
    connection: &mut AnyConnection,
    document: &DocumentNumber,
) -> Result<Option<DeliberationNumber>, StoreError> {
    let number: Option<String> = sqlx::query_scalar(
        "SELECT d.number FROM deliberation_documents f JOIN deliberations d ON d.id = f.deliberation
         WHERE f.document = $1",
    )
    .bind(document.as_str())
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    number.map(|number| word(&number, "a deliberation's number")).transpose()
}
