//! Persons that were searched, sealed.

use delibero_usecases::directory::Search;
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use crate::convert::{instant, word};
use crate::error::{failed, not_added};
use crate::seal::DataKey;

#[derive(sqlx::FromRow)]
struct SearchRow {
    id: String,
    at_us: i64,
    user_name: String,
    organisation: String,
    person: Vec<u8>,
}

pub(super) async fn save(connection: &mut AnyConnection, key: &DataKey, search: &Search) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO directory_searches (id, at_us, user_name, organisation, person) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(search.id.as_str())
    .bind(search.at.as_microsecond())
    .bind(search.user.as_str())
    .bind(search.organisation.as_str())
    .bind(key.seal_niss(search.person))
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "a search"))?;
    Ok(())
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    key: &DataKey,
    id: &str,
) -> Result<Option<Search>, StoreError> {
    let row: Option<SearchRow> =
        sqlx::query_as("SELECT id, at_us, user_name, organisation, person FROM directory_searches WHERE id = $1")
            .bind(id)
            .fetch_optional(connection)
            .await
            .map_err(failed)?;
    let opened = |row: SearchRow| {
        Ok(Search {
            id: row.id,
            at: instant(row.at_us, "when a person was searched")?,
            user: word(&row.user_name, "who searched a person")?,
            organisation: word(&row.organisation, "for whom a person was searched")?,
            person: key.unseal_niss(&row.person)?,
        })
    };
    row.map(opened).transpose()
}
