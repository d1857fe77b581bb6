use delibero_domain::identifier::UserName;
use delibero_usecases::drafts::{Draft, Edit};
use delibero_usecases::store_error::StoreError;
use sqlx::any::{Any, AnyArguments, AnyRow};
use sqlx::query::Query;
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use super::columns::DraftTables;
use super::edit_kind::edit_kind;
use crate::convert::{instant, json, number, word};
use crate::error::failed;

#[derive(FromRow)]
struct DraftRow {
    id: String,
    revision: i64,
    author: Option<String>,
    editors: String,
    saved_us: i64,
    proposed: Option<String>,
}

fn draft_of<C: DraftTables>(row: &AnyRow) -> Result<Draft<C>, StoreError> {
    let (content, origin) = C::of_draft(row)?;
    let row = DraftRow::from_row(row).map_err(failed)?;
    Ok(Draft {
        id: row.id,
        revision: number(row.revision, "the revision of a draft")?,
        author: row.author.map(|user| word(&user, "the author of a draft")).transpose()?,
        editors: json(&row.editors, "the editors of a draft")?,
        saved: instant(row.saved_us, "the time of a draft")?,
        proposed: row.proposed.map(|user| word(&user, "who proposed a draft")).transpose()?,
        content,
        origin,
    })
}

#[derive(FromRow)]
struct EditRow {
    place: i64,
    draft: String,
    at_us: i64,
    user_name: Option<String>,
    what: String,
    note: Option<String>,
}

fn edit_of<C: DraftTables>(row: &AnyRow) -> Result<Edit<C>, StoreError> {
    let content = C::of_edit(row)?;
    let row = EditRow::from_row(row).map_err(failed)?;
    Ok(Edit {
        place: number(row.place, "the place of a save")?,
        draft: row.draft,
        at: instant(row.at_us, "the time of a save")?,
        user: row.user_name.map(|user| word(&user, "the user of a save")).transpose()?,
        what: edit_kind(&row.what)?,
        note: row.note,
        content,
    })
}

type Asked<'q> = Query<'q, Any, AnyArguments>;

/// The drafts for which a condition holds, newest save first.
pub(crate) async fn drafts<C: DraftTables>(
    connection: &mut AnyConnection,
    condition: &str,
    bind: impl for<'q> FnOnce(Asked<'q>) -> Asked<'q>,
) -> Result<Vec<Draft<C>>, StoreError> {
    let sql = format!(
        "SELECT id, revision, author, editors, saved_us, proposed, {} FROM {} WHERE {condition}
         ORDER BY saved_us DESC, id",
        C::OF_DRAFT,
        C::DRAFTS
    );
    let rows = bind(sqlx::query(AssertSqlSafe(sql))).fetch_all(connection).await.map_err(failed)?;
    rows.iter().map(draft_of).collect()
}

pub(super) async fn draft<C: DraftTables>(
    connection: &mut AnyConnection,
    id: &str,
) -> Result<Option<Draft<C>>, StoreError> {
    let id = id.to_owned();
    Ok(drafts(connection, "id = $1", |query| query.bind(id)).await?.pop())
}

/// The saves for which a condition holds, newest first; their places count from the oldest.
pub(crate) async fn edits<C: DraftTables>(
    connection: &mut AnyConnection,
    condition: &str,
    bind: impl for<'q> FnOnce(Asked<'q>) -> Asked<'q>,
) -> Result<Vec<Edit<C>>, StoreError> {
    let sql = format!(
        "SELECT ROW_NUMBER() OVER (ORDER BY position) AS place, draft, at_us, user_name, what, note, {}
         FROM {} WHERE {condition} ORDER BY position DESC",
        C::OF_EDIT,
        C::EDITS
    );
    let rows = bind(sqlx::query(AssertSqlSafe(sql))).fetch_all(connection).await.map_err(failed)?;
    rows.iter().map(edit_of).collect()
}

pub(super) async fn note<C: DraftTables>(
    connection: &mut AnyConnection,
    draft: &str,
) -> Result<Option<String>, StoreError> {
    let sql = format!(
        "SELECT note FROM {} WHERE draft = $1 AND what IN ('begun', 'proposed', 'returned')
         ORDER BY position DESC LIMIT 1",
        C::EDITS
    );
    let note: Option<Option<String>> =
        sqlx::query_scalar(AssertSqlSafe(sql)).bind(draft).fetch_optional(connection).await.map_err(failed)?;
    Ok(note.flatten())
}

pub(super) async fn contributors<C: DraftTables>(
    connection: &mut AnyConnection,
    draft: &str,
) -> Result<Vec<UserName>, StoreError> {
    let sql = format!(
        "SELECT DISTINCT user_name FROM {}
         WHERE draft = $1 AND what IN ('begun', 'saved', 'proposed') AND user_name IS NOT NULL ORDER BY user_name",
        C::EDITS
    );
    let users: Vec<String> =
        sqlx::query_scalar(AssertSqlSafe(sql)).bind(draft).fetch_all(connection).await.map_err(failed)?;
    users.iter().map(|user| word(user, "who had a part in a draft")).collect()
}
