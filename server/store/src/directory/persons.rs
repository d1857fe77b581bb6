//! Persons: what became of their NISS.

use delibero_domain::niss::Niss;
use delibero_usecases::directory::PersonState;
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use crate::error::{failed, unreadable};
use crate::seal::DataKey;

pub(super) async fn state(
    connection: &mut AnyConnection,
    key: &DataKey,
    person: Niss,
) -> Result<PersonState, StoreError> {
    let row: Option<(String, Option<Vec<u8>>)> =
        sqlx::query_as("SELECT state, replaced_by FROM persons WHERE person = $1")
            .bind(key.seal_niss(person))
            .fetch_optional(connection)
            .await
            .map_err(failed)?;
    row.map_or(Ok(PersonState::InUse), |(state, by)| read(key, &state, by.as_deref()))
}

pub(super) fn read(key: &DataKey, state: &str, by: Option<&[u8]>) -> Result<PersonState, StoreError> {
    match (state, by) {
        ("cancelled", None) => Ok(PersonState::Cancelled),
        ("replaced", Some(by)) => Ok(PersonState::Replaced(key.unseal_niss(by)?)),
        _ => Err(unreadable("what became of a NISS")),
    }
}

pub(super) async fn note_state(
    connection: &mut AnyConnection,
    key: &DataKey,
    person: Niss,
    state: &PersonState,
) -> Result<(), StoreError> {
    let (word, by) = match state {
        PersonState::InUse => return forget_state(connection, key, person).await,
        PersonState::Replaced(by) => ("replaced", Some(key.seal_niss(*by))),
        PersonState::Cancelled => ("cancelled", None),
    };
    sqlx::query(
        "INSERT INTO persons (person, state, replaced_by) VALUES ($1, $2, $3)
         ON CONFLICT (person) DO UPDATE SET state = excluded.state, replaced_by = excluded.replaced_by",
    )
    .bind(key.seal_niss(person))
    .bind(word)
    .bind(by)
    .execute(connection)
    .await
    .map_err(failed)?;
    Ok(())
}

async fn forget_state(connection: &mut AnyConnection, key: &DataKey, person: Niss) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM persons WHERE person = $1").bind(key.seal_niss(person));
    delete.execute(connection).await.map_err(failed)?;
    Ok(())
}
