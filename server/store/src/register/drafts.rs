//! Drafts of the secretariat.

use delibero_usecases::ports::StoreError;
use delibero_usecases::register::Draft;
use sqlx::AnyConnection;

use super::facts::json;
use super::publish::to_json;
use crate::convert::{instant, number, word};
use crate::error::{failed, not_added};

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: String,
    revision: i64,
    author: String,
    editors: String,
    saved_us: i64,
    proposed: Option<String>,
    base: Option<i64>,
    content: String,
    reading: Option<String>,
    source: Option<String>,
}

impl TryFrom<DraftRow> for Draft {
    type Error = StoreError;

    fn try_from(row: DraftRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            revision: number(row.revision, "the revision of a draft")?,
            author: word(&row.author, "the author of a draft")?,
            editors: json(&row.editors, "the editors of a draft")?,
            saved: instant(row.saved_us, "the time of a draft")?,
            proposed: row.proposed.map(|user| word(&user, "who proposed a draft")).transpose()?,
            base: row.base.map(|base| number(base, "the base of a draft")).transpose()?,
            content: json(&row.content, "the content of a draft")?,
            reading: row.reading.map(|reading| json(&reading, "the reading of a draft")).transpose()?,
            source: row.source,
        })
    }
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<Draft>, StoreError> {
    let rows: Vec<DraftRow> = sqlx::query_as(
        "SELECT id, revision, author, editors, saved_us, proposed, base, content, reading, source
         FROM deliberation_drafts ORDER BY saved_us DESC, id",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(Draft::try_from).collect()
}

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<Draft>, StoreError> {
    let row: Option<DraftRow> = sqlx::query_as(
        "SELECT id, revision, author, editors, saved_us, proposed, base, content, reading, source
         FROM deliberation_drafts WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(Draft::try_from).transpose()
}

pub(super) async fn begin(connection: &mut AnyConnection, draft: &Draft) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deliberation_drafts (id, number, revision, author, editors, saved_us, proposed, base, content,
                                          reading, source)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(draft.id.as_str())
    .bind(draft.content.deliberation.number.to_string())
    .bind(i64::from(draft.revision))
    .bind(draft.author.as_str())
    .bind(to_json(&draft.editors, "the editors of a draft")?)
    .bind(draft.saved.as_microsecond())
    .bind(draft.proposed.as_ref().map(|user| user.as_str()))
    .bind(draft.base.map(i64::from))
    .bind(to_json(&draft.content, "the content of a draft")?)
    .bind(draft.reading.as_ref().map(|reading| to_json(reading, "the reading of a draft")).transpose()?)
    .bind(draft.source.as_deref())
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "the draft"))?;
    Ok(())
}

/// Saves what can change, over the revision that was read, and says which revision is there now; the error is the one
/// that is there when it is another: 0 when the draft is gone.
pub(super) async fn save(
    connection: &mut AnyConnection,
    draft: &Draft,
    read: u32,
) -> Result<Result<u32, u32>, StoreError> {
    let next = read.saturating_add(1);
    let updated = sqlx::query(
        "UPDATE deliberation_drafts SET number = $3, revision = $4, editors = $5, saved_us = $6, proposed = $7,
                                        content = $8
         WHERE id = $1 AND revision = $2",
    )
    .bind(draft.id.as_str())
    .bind(i64::from(read))
    .bind(draft.content.deliberation.number.to_string())
    .bind(i64::from(next))
    .bind(to_json(&draft.editors, "the editors of a draft")?)
    .bind(draft.saved.as_microsecond())
    .bind(draft.proposed.as_ref().map(|user| user.as_str()))
    .bind(to_json(&draft.content, "the content of a draft")?)
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    if updated.rows_affected() == 1 {
        return Ok(Ok(next));
    }
    let there: Option<i64> = sqlx::query_scalar("SELECT revision FROM deliberation_drafts WHERE id = $1")
        .bind(draft.id.as_str())
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    Ok(Err(number(there.unwrap_or_default(), "the revision of a draft")?))
}

pub(super) async fn remove(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM deliberation_drafts WHERE id = $1").bind(id);
    delete.execute(connection).await.map_err(failed)?;
    Ok(())
}
