use delibero_usecases::drafts::{Draft, Edit};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use super::columns::{Columns, DraftTables, Value};
use super::edit_kind::edit_word;
use crate::convert::{number, to_json};
use crate::error::{failed, not_added};

pub(super) async fn begin<C: DraftTables>(connection: &mut AnyConnection, draft: &Draft<C>) -> Result<(), StoreError> {
    let mut columns =
        vec![("id", Value::text(&draft.id)), ("author", Value::Text(draft.author.as_ref().map(ToString::to_string)))];
    columns.extend(of_save(draft, draft.revision)?);
    columns.extend(C::begun(&draft.origin)?);
    insert(connection, C::DRAFTS, columns).await.map_err(|error| not_added(error, "the draft"))
}

/// What is another after each save.
fn of_save<C: DraftTables>(draft: &Draft<C>, revision: u32) -> Result<Columns, StoreError> {
    let mut columns = vec![
        ("revision", Value::Integer(Some(revision.into()))),
        ("editors", Value::text(to_json(&draft.editors, "the editors of a draft")?)),
        ("saved_us", Value::Integer(Some(draft.saved.as_microsecond()))),
        ("proposed", Value::Text(draft.proposed.as_ref().map(ToString::to_string))),
    ];
    columns.extend(draft.content.saved()?);
    Ok(columns)
}

async fn insert(connection: &mut AnyConnection, table: &str, columns: Columns) -> Result<(), sqlx::Error> {
    let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
    let places: Vec<String> = (1..=values.len()).map(|place| format!("${place}")).collect();
    let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), places.join(", "));
    let insert = sqlx::query(AssertSqlSafe(sql));
    values.into_iter().fold(insert, |insert, value| value.bound(insert)).execute(connection).await?;
    Ok(())
}

pub(super) async fn save<C: DraftTables>(
    connection: &mut AnyConnection,
    draft: &Draft<C>,
    read: u32,
) -> Result<Result<u32, u32>, StoreError> {
    let next = read.saturating_add(1);
    let (names, values): (Vec<_>, Vec<_>) = of_save(draft, next)?.into_iter().unzip();
    let set: Vec<String> = names.iter().zip(3..).map(|(name, place)| format!("{name} = ${place}")).collect();
    let sql = format!("UPDATE {} SET {} WHERE id = $1 AND revision = $2", C::DRAFTS, set.join(", "));
    let update = sqlx::query(AssertSqlSafe(sql)).bind(&draft.id).bind(i64::from(read));
    let update = values.into_iter().fold(update, |update, value| value.bound(update));
    if update.execute(&mut *connection).await.map_err(failed)?.rows_affected() == 1 {
        return Ok(Ok(next));
    }
    let sql = format!("SELECT revision FROM {} WHERE id = $1", C::DRAFTS);
    let there: Option<i64> =
        sqlx::query_scalar(AssertSqlSafe(sql)).bind(&draft.id).fetch_optional(connection).await.map_err(failed)?;
    Ok(Err(number(there.unwrap_or_default(), "the revision of a draft")?))
}

pub(super) async fn keep<C: DraftTables>(connection: &mut AnyConnection, edit: &Edit<C>) -> Result<(), StoreError> {
    let mut columns = vec![
        ("draft", Value::text(&edit.draft)),
        ("at_us", Value::Integer(Some(edit.at.as_microsecond()))),
        ("user_name", Value::Text(edit.user.as_ref().map(ToString::to_string))),
        ("what", Value::Text(edit_word(edit.what).map(str::to_owned))),
        ("note", Value::Text(edit.note.clone())),
    ];
    columns.extend(edit.content.kept()?);
    insert(connection, C::EDITS, columns).await.map_err(failed)
}

pub(super) async fn remove<C: DraftTables>(connection: &mut AnyConnection, id: &str) -> Result<(), StoreError> {
    let sql = format!("DELETE FROM {} WHERE id = $1", C::DRAFTS);
    sqlx::query(AssertSqlSafe(sql)).bind(id).execute(connection).await.map_err(failed)?;
    Ok(())
}
