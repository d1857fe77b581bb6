//! Drafts of the secretariat.

use delibero_domain::deliberation::Reading;
use delibero_usecases::register::{Draft, DraftSummary};
use delibero_usecases::store_error::StoreError;
use sha2::{Digest, Sha256};
use sqlx::AnyConnection;

use crate::convert::{instant, json, number, place, to_json, word};
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

#[derive(sqlx::FromRow)]
struct SummaryRow {
    id: String,
    number: String,
    titles: String,
    versions: i64,
    author: String,
    saved_us: i64,
    proposed: Option<String>,
    base: Option<i64>,
    imported: i64,
}

impl TryFrom<SummaryRow> for DraftSummary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            number: word(&row.number, "the number of a draft")?,
            titles: json(&row.titles, "the titles of a draft")?,
            versions: number(row.versions, "the versions of a draft")?,
            author: word(&row.author, "the author of a draft")?,
            saved: instant(row.saved_us, "the time of a draft")?,
            proposed: row.proposed.map(|user| word(&user, "who proposed a draft")).transpose()?,
            base: row.base.map(|base| number(base, "the base of a draft")).transpose()?,
            imported: row.imported == 1,
        })
    }
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<DraftSummary>, StoreError> {
    let rows: Vec<SummaryRow> = sqlx::query_as(
        "SELECT id, number, titles, versions, author, saved_us, proposed, base,
                CASE WHEN reading IS NULL THEN 0 ELSE 1 END AS imported
         FROM deliberation_drafts ORDER BY saved_us DESC, id",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(DraftSummary::try_from).collect()
}

/// The draft of a reading. Drafts from before there were marks are read whole.
pub(super) async fn of_reading(connection: &mut AnyConnection, reading: &Reading) -> Result<Option<Draft>, StoreError> {
    let rows: Vec<DraftRow> = sqlx::query_as(
        "SELECT id, revision, author, editors, saved_us, proposed, base, content, reading, source
         FROM deliberation_drafts
         WHERE reading_mark = $1 OR (reading_mark IS NULL AND reading IS NOT NULL)
         ORDER BY saved_us DESC, id",
    )
    .bind(mark_of(reading)?)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    let drafts: Vec<Draft> = rows.into_iter().map(Draft::try_from).collect::<Result<_, _>>()?;
    Ok(drafts.into_iter().find(|draft| draft.reading.as_ref() == Some(reading)))
}

fn mark_of(reading: &Reading) -> Result<Vec<u8>, StoreError> {
    Ok(Sha256::digest(to_json(reading, "the reading of a draft")?).to_vec())
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
                                          reading, source, titles, versions, reading_mark)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
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
    .bind(to_json(&draft.content.deliberation.title, "the titles of a draft")?)
    .bind(place(draft.content.deliberation.versions.len()))
    .bind(draft.reading.as_ref().map(mark_of).transpose()?)
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
                                        content = $8, titles = $9, versions = $10
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
    .bind(to_json(&draft.content.deliberation.title, "the titles of a draft")?)
    .bind(place(draft.content.deliberation.versions.len()))
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
