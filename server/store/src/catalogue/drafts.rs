//! Drafts of changes of the catalogue, and every save of them.

use delibero_domain::identifier::UserName;
use delibero_usecases::catalogue::{CarriedBy, CatalogueDraft, CatalogueEdit};
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use crate::convert::{instant, json, number, to_json, word};
use crate::edit_kind::{edit_kind, edit_word};
use crate::error::{failed, not_added};

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: String,
    revision: i64,
    title: String,
    deliberation: Option<String>,
    version: Option<i64>,
    author: Option<String>,
    editors: String,
    saved_us: i64,
    proposed: Option<String>,
    changes: String,
}

impl TryFrom<DraftRow> for CatalogueDraft {
    type Error = StoreError;

    fn try_from(row: DraftRow) -> Result<Self, StoreError> {
        let carried_by = match (row.deliberation, row.version) {
            (Some(deliberation), Some(version)) => Some(CarriedBy {
                deliberation: word(&deliberation, "the deliberation of a draft of the catalogue")?,
                version: number(version, "the version of a draft of the catalogue")?,
            }),
            _ => None,
        };
        Ok(Self {
            id: row.id,
            revision: number(row.revision, "the revision of a draft of the catalogue")?,
            title: row.title,
            carried_by,
            author: row.author.map(|user| word(&user, "the author of a draft of the catalogue")).transpose()?,
            editors: json(&row.editors, "the editors of a draft of the catalogue")?,
            saved: instant(row.saved_us, "the time of a draft of the catalogue")?,
            proposed: row.proposed.map(|user| word(&user, "who proposed a draft of the catalogue")).transpose()?,
            changes: json(&row.changes, "the changes of a draft of the catalogue")?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct EditRow {
    at_us: i64,
    user_name: Option<String>,
    what: String,
    note: Option<String>,
    title: String,
    changes: String,
}

impl TryFrom<EditRow> for CatalogueEdit {
    type Error = StoreError;

    fn try_from(row: EditRow) -> Result<Self, StoreError> {
        Ok(Self {
            at: instant(row.at_us, "the time of a save of the catalogue")?,
            user: row.user_name.map(|user| word(&user, "who saved a draft of the catalogue")).transpose()?,
            what: edit_kind(&row.what)?,
            note: row.note,
            title: row.title,
            changes: json(&row.changes, "the changes of a save of the catalogue")?,
        })
    }
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<CatalogueDraft>, StoreError> {
    let rows: Vec<DraftRow> = sqlx::query_as(
        "SELECT id, revision, title, deliberation, version, author, editors, saved_us, proposed, changes
         FROM catalogue_drafts ORDER BY saved_us DESC, id",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(CatalogueDraft::try_from).collect()
}

pub(super) async fn find(connection: &mut AnyConnection, id: &str) -> Result<Option<CatalogueDraft>, StoreError> {
    let row: Option<DraftRow> = sqlx::query_as(
        "SELECT id, revision, title, deliberation, version, author, editors, saved_us, proposed, changes
         FROM catalogue_drafts WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    row.map(CatalogueDraft::try_from).transpose()
}

pub(super) async fn begin(connection: &mut AnyConnection, draft: &CatalogueDraft) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO catalogue_drafts (id, revision, title, deliberation, version, author, editors, saved_us, proposed,
                                       changes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&draft.id)
    .bind(i64::from(draft.revision))
    .bind(&draft.title)
    .bind(draft.carried_by.as_ref().map(|carrier| carrier.deliberation.to_string()))
    .bind(draft.carried_by.as_ref().map(|carrier| i64::from(carrier.version)))
    .bind(draft.author.as_ref().map(|user| user.as_str()))
    .bind(to_json(&draft.editors, "the editors of a draft of the catalogue")?)
    .bind(draft.saved.as_microsecond())
    .bind(draft.proposed.as_ref().map(|user| user.as_str()))
    .bind(to_json(&draft.changes, "the changes of a draft of the catalogue")?)
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "the draft"))?;
    Ok(())
}

/// Saves what can change, over the revision that was read; the error is the one that is there when it is another: 0
/// when the draft is gone.
pub(super) async fn save(
    connection: &mut AnyConnection,
    draft: &CatalogueDraft,
    read: u32,
) -> Result<Result<u32, u32>, StoreError> {
    let next = read.saturating_add(1);
    let updated = sqlx::query(
        "UPDATE catalogue_drafts SET revision = $3, title = $4, deliberation = $5, version = $6, editors = $7,
                                     saved_us = $8, proposed = $9, changes = $10
         WHERE id = $1 AND revision = $2",
    )
    .bind(&draft.id)
    .bind(i64::from(read))
    .bind(i64::from(next))
    .bind(&draft.title)
    .bind(draft.carried_by.as_ref().map(|carrier| carrier.deliberation.to_string()))
    .bind(draft.carried_by.as_ref().map(|carrier| i64::from(carrier.version)))
    .bind(to_json(&draft.editors, "the editors of a draft of the catalogue")?)
    .bind(draft.saved.as_microsecond())
    .bind(draft.proposed.as_ref().map(|user| user.as_str()))
    .bind(to_json(&draft.changes, "the changes of a draft of the catalogue")?)
    .execute(&mut *connection)
    .await
    .map_err(failed)?;
    if updated.rows_affected() == 1 {
        return Ok(Ok(next));
    }
    let there: Option<i64> = sqlx::query_scalar("SELECT revision FROM catalogue_drafts WHERE id = $1")
        .bind(&draft.id)
        .fetch_optional(connection)
        .await
        .map_err(failed)?;
    Ok(Err(number(there.unwrap_or_default(), "the revision of a draft of the catalogue")?))
}

pub(super) async fn remove(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM catalogue_drafts WHERE id = $1").bind(id);
    delete.execute(connection).await.map_err(failed)?;
    Ok(())
}

/// Every save of a draft, newest first.
pub(super) async fn edits(connection: &mut AnyConnection, draft: &str) -> Result<Vec<CatalogueEdit>, StoreError> {
    let rows: Vec<EditRow> = sqlx::query_as(
        "SELECT at_us, user_name, what, note, title, changes FROM catalogue_edits
         WHERE draft = $1 ORDER BY position DESC",
    )
    .bind(draft)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(CatalogueEdit::try_from).collect()
}

/// Everyone who began, saved or proposed a draft.
pub(super) async fn contributors(connection: &mut AnyConnection, draft: &str) -> Result<Vec<UserName>, StoreError> {
    let users: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT user_name FROM catalogue_edits
         WHERE draft = $1 AND what IN ('begun', 'saved', 'proposed') AND user_name IS NOT NULL ORDER BY user_name",
    )
    .bind(draft)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    users.iter().map(|user| word(user, "who had a part in a draft of the catalogue")).collect()
}

pub(super) async fn keep_edit(
    connection: &mut AnyConnection,
    draft: &str,
    edit: &CatalogueEdit,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO catalogue_edits (draft, at_us, user_name, what, note, title, changes)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(draft)
    .bind(edit.at.as_microsecond())
    .bind(edit.user.as_ref().map(|user| user.as_str()))
    .bind(edit_word(edit.what))
    .bind(edit.note.as_deref())
    .bind(&edit.title)
    .bind(to_json(&edit.changes, "the changes of a save of the catalogue")?)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
