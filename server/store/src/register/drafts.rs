//! The tables of drafts of the register, and its questions to them.

use delibero_domain::deliberation::{DeliberationNumber, Reading};
use delibero_domain::identifier::UserName;
use delibero_usecases::register::{Content, Draft, DraftSummary, Edit, Origin};
use delibero_usecases::store_error::StoreError;
use sha2::{Digest, Sha256};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, Row as _};

use super::numbers::id_of;
use crate::convert::{instant, json, number, place, to_json, word};
use crate::drafts::{Columns, DraftTables, Value, drafts, edits};
use crate::error::failed;

impl DraftTables for Content {
    const DRAFTS: &'static str = "deliberation_drafts";
    const EDITS: &'static str = "deliberation_edits";
    const OF_DRAFT: &'static str = "base, content, reading, source";
    const OF_EDIT: &'static str = "content";

    fn of_draft(row: &AnyRow) -> Result<(Self, Origin), StoreError> {
        let base: Option<i64> = row.try_get("base").map_err(failed)?;
        let content: String = row.try_get("content").map_err(failed)?;
        let reading: Option<String> = row.try_get("reading").map_err(failed)?;
        let origin = Origin {
            base: base.map(|base| number(base, "the base of a draft")).transpose()?,
            reading: reading.map(|reading| json(&reading, "the reading of a draft")).transpose()?,
            source: row.try_get("source").map_err(failed)?,
        };
        Ok((json(&content, "the content of a draft")?, origin))
    }

    fn of_edit(row: &AnyRow) -> Result<Self, StoreError> {
        json(&row.try_get::<String, _>("content").map_err(failed)?, "the content of a save")
    }

    fn saved(&self) -> Result<Columns, StoreError> {
        Ok(vec![
            ("number", Value::text(self.deliberation.number.to_string())),
            ("content", Value::text(to_json(self, "the content of a draft")?)),
            ("titles", Value::text(to_json(&self.deliberation.title, "the titles of a draft")?)),
            ("versions", Value::Integer(Some(place(self.deliberation.versions.len())))),
        ])
    }

    fn begun(origin: &Origin) -> Result<Columns, StoreError> {
        let reading = origin.reading.as_ref();
        Ok(vec![
            ("base", Value::Integer(origin.base.map(i64::from))),
            ("reading", Value::Text(reading.map(|reading| to_json(reading, "the reading of a draft")).transpose()?)),
            ("source", Value::Text(origin.source.clone())),
            ("reading_mark", Value::Bytes(reading.map(mark_of).transpose()?)),
        ])
    }

    fn kept(&self) -> Result<Columns, StoreError> {
        Ok(vec![
            ("deliberation", Value::Integer(Some(id_of(self.deliberation.number)))),
            ("content", Value::text(to_json(self, "the content of a save")?)),
        ])
    }
}

fn mark_of(reading: &Reading) -> Result<Vec<u8>, StoreError> {
    Ok(Sha256::digest(to_json(reading, "the reading of a draft")?).to_vec())
}

/// The draft of a reading. Drafts from before there were marks are read whole.
pub(super) async fn of_reading(connection: &mut AnyConnection, reading: &Reading) -> Result<Option<Draft>, StoreError> {
    let mark = mark_of(reading)?;
    let is_marked = "reading_mark = $1 OR (reading_mark IS NULL AND reading IS NOT NULL)";
    let drafts: Vec<Draft> = drafts(connection, is_marked, |query| query.bind(mark)).await?;
    Ok(drafts.into_iter().find(|draft| draft.origin.reading.as_ref() == Some(reading)))
}

/// The saves of a deliberation, newest first, with those of its drafts from before their number was corrected.
pub(super) async fn edits_of(
    connection: &mut AnyConnection,
    deliberation: DeliberationNumber,
) -> Result<Vec<Edit>, StoreError> {
    let is_of_it = "deliberation = $1
         OR draft IN (SELECT draft FROM deliberation_edits WHERE deliberation = $1 AND draft <> '')";
    edits(connection, is_of_it, |query| query.bind(id_of(deliberation))).await
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
        let user = |user: &str, what| word::<UserName>(user, what);
        Ok(Self {
            id: row.id,
            number: word(&row.number, "the number of a draft")?,
            titles: json(&row.titles, "the titles of a draft")?,
            versions: number(row.versions, "the versions of a draft")?,
            author: Some(user(&row.author, "the author of a draft")?),
            saved: instant(row.saved_us, "the time of a draft")?,
            proposed: row.proposed.map(|name| user(&name, "who proposed a draft")).transpose()?,
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
