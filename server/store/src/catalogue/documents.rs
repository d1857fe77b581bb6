//! The documents of states, and those that programs brought.

use std::collections::HashMap;

use delibero_domain::catalogue::files::documents::Document;
use delibero_usecases::catalogue::{DocumentChange, DocumentVersion};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::convert::{number, place};
use crate::error::failed;

pub(super) async fn of_state(connection: &mut AnyConnection, state: u32) -> Result<Vec<Document>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT d.name, d.content FROM catalogue_documents d
         WHERE d.content IS NOT NULL AND EXISTS (SELECT 1 FROM catalogue_states s WHERE s.number = $1) AND d.state =
               (SELECT MAX(n.state) FROM catalogue_documents n WHERE n.name = d.name AND n.state <= $1)
         ORDER BY d.place, d.name",
    )
    .bind(i64::from(state))
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    Ok(rows.into_iter().map(|(name, text)| Document { name, text }).collect())
}

/// What a document was in each state that changed it, newest first.
pub(super) async fn versions(connection: &mut AnyConnection, name: &str) -> Result<Vec<DocumentVersion>, StoreError> {
    let rows: Vec<(i64, Option<String>)> =
        sqlx::query_as("SELECT state, content FROM catalogue_documents WHERE name = $1 ORDER BY state DESC")
            .bind(name)
            .fetch_all(connection)
            .await
            .map_err(failed)?;
    let version = |(state, text)| Ok(DocumentVersion { state: number(state, "the state of a document")?, text });
    rows.into_iter().map(version).collect()
}

/// A document keeps its place among the others; one that is new stands last.
pub(super) async fn add(
    connection: &mut AnyConnection,
    state: u32,
    changes: &[DocumentChange],
) -> Result<(), StoreError> {
    let known = places(connection).await?;
    let mut new = known.values().max().map_or(0, |last| last + 1)..;
    let rows: Vec<Row<'_>> = changes
        .iter()
        .map(|change| Row {
            name: &change.name,
            place: known.get(&change.name).copied().or_else(|| new.next()).unwrap_or_default(),
            content: change.after.as_deref(),
        })
        .collect();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let values = |at: usize| format!("(${}, $1, ${}, ${})", 3 * at + 2, 3 * at + 3, 3 * at + 4);
        let values: Vec<String> = (0..rows.len()).map(values).collect();
        let insert =
            format!("INSERT INTO catalogue_documents (name, state, place, content) VALUES {}", values.join(", "));
        let insert = sqlx::query(AssertSqlSafe(insert)).bind(i64::from(state));
        let insert = rows.iter().fold(insert, |insert, row| insert.bind(row.name).bind(row.place).bind(row.content));
        insert.execute(&mut *connection).await.map_err(failed)?;
    }
    Ok(())
}

struct Row<'r> {
    name: &'r str,
    place: i64,
    content: Option<&'r str>,
}

/// More of them are written in several statements.
const ROWS_AT_ONCE: usize = 200;

/// The place of every document that ever was.
async fn places(connection: &mut AnyConnection) -> Result<HashMap<String, i64>, StoreError> {
    let rows: Vec<(String, i64)> =
        sqlx::query_as("SELECT name, CAST(MAX(place) AS BIGINT) FROM catalogue_documents GROUP BY name")
            .fetch_all(connection)
            .await
            .map_err(failed)?;
    Ok(rows.into_iter().collect())
}

pub(super) async fn shipped(connection: &mut AnyConnection) -> Result<Vec<Document>, StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as("SELECT name, content FROM catalogue_shipped ORDER BY place")
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    Ok(rows.into_iter().map(|(name, text)| Document { name, text }).collect())
}

pub(super) async fn keep_shipped(connection: &mut AnyConnection, documents: &[Document]) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM catalogue_shipped").execute(&mut *connection).await.map_err(failed)?;
    let rows: Vec<Row<'_>> = documents
        .iter()
        .enumerate()
        .map(|(at, found)| Row { name: &found.name, place: place(at), content: Some(&found.text) })
        .collect();
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let values = |at: usize| format!("(${}, ${}, ${})", 3 * at + 1, 3 * at + 2, 3 * at + 3);
        let values: Vec<String> = (0..rows.len()).map(values).collect();
        let insert = format!("INSERT INTO catalogue_shipped (name, place, content) VALUES {}", values.join(", "));
        let insert = sqlx::query(AssertSqlSafe(insert));
        let insert = rows.iter().fold(insert, |insert, row| insert.bind(row.name).bind(row.place).bind(row.content));
        insert.execute(&mut *connection).await.map_err(failed)?;
    }
    Ok(())
}
