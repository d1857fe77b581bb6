//! Every save, for ever.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::identifier::UserName;
use delibero_usecases::register::Edit;
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use super::numbers::id_of;
use crate::convert::{instant, json, number, to_json, word};
use crate::edit_kind::{edit_kind, edit_word};
use crate::error::failed;

#[derive(sqlx::FromRow)]
struct EditRow {
    place: i64,
    draft: String,
    at_us: i64,
    user_name: String,
    what: String,
    note: Option<String>,
    content: String,
}

impl TryFrom<EditRow> for Edit {
    type Error = StoreError;

    fn try_from(row: EditRow) -> Result<Self, StoreError> {
        Ok(Self {
            place: number(row.place, "the place of an edit")?,
            draft: row.draft,
            at: instant(row.at_us, "the time of an edit")?,
            user: word(&row.user_name, "the user of an edit")?,
            what: edit_kind(&row.what)?,
            note: row.note,
            content: json(&row.content, "the content of an edit")?,
        })
    }
}

/// Those of a deliberation, newest first, with those of its drafts from before their number was corrected; their places
/// count from the oldest.
pub(super) async fn of(
    connection: &mut AnyConnection,
    deliberation: DeliberationNumber,
) -> Result<Vec<Edit>, StoreError> {
    let rows: Vec<EditRow> = sqlx::query_as(
        "SELECT ROW_NUMBER() OVER (ORDER BY position) AS place, draft, at_us, user_name, what, note, content
         FROM deliberation_edits
         WHERE deliberation = $1
            OR draft IN (SELECT draft FROM deliberation_edits WHERE deliberation = $1 AND draft <> '')
         ORDER BY position DESC",
    )
    .bind(id_of(deliberation))
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(Edit::try_from).collect()
}

/// What a draft was sent back for, as long as nobody proposed it again.
pub(super) async fn note(connection: &mut AnyConnection, draft: &str) -> Result<Option<String>, StoreError> {
    let note: Option<Option<String>> = sqlx::query_scalar(
        "SELECT note FROM deliberation_edits
         WHERE draft = $1 AND what IN ('begun', 'proposed', 'returned') ORDER BY position DESC LIMIT 1",
    )
    .bind(draft)
    .fetch_optional(connection)
    .await
    .map_err(failed)?;
    Ok(note.flatten())
}

/// Everyone who began, saved or proposed a draft.
pub(super) async fn contributors(connection: &mut AnyConnection, draft: &str) -> Result<Vec<UserName>, StoreError> {
    let users: Vec<String> = sqlx::query_scalar(
        "SELECT DISTINCT user_name FROM deliberation_edits
         WHERE draft = $1 AND what IN ('begun', 'saved', 'proposed') ORDER BY user_name",
    )
    .bind(draft)
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    users.iter().map(|user| word(user, "who had a part in a draft")).collect()
}

pub(super) async fn keep(
    connection: &mut AnyConnection,
    deliberation: DeliberationNumber,
    edit: &Edit,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO deliberation_edits (deliberation, draft, at_us, user_name, what, note, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id_of(deliberation))
    .bind(&edit.draft)
    .bind(edit.at.as_microsecond())
    .bind(edit.user.as_str())
    .bind(edit_word(edit.what))
    .bind(edit.note.as_deref())
    .bind(to_json(&edit.content, "the content of an edit")?)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}
