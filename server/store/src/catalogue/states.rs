//! Published states.

use delibero_usecases::catalogue::{NewState, PublishedState};
use delibero_usecases::store_error::StoreError;
use sqlx::AnyConnection;

use crate::convert::{instant, number, word};
use crate::error::{failed, not_added};

#[derive(sqlx::FromRow)]
struct StateRow {
    number: i64,
    hash: String,
    published_us: i64,
    published_by: Option<String>,
    why: String,
    draft: Option<String>,
    documents: i64,
}

impl TryFrom<StateRow> for PublishedState {
    type Error = StoreError;

    fn try_from(row: StateRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: number(row.number, "the number of a state of the catalogue")?,
            hash: word(&row.hash, "the hash of a state of the catalogue")?,
            published: instant(row.published_us, "the time of a state of the catalogue")?,
            by: row.published_by.map(|user| word(&user, "who published a state of the catalogue")).transpose()?,
            why: row.why,
            draft: row.draft,
            documents: number(row.documents, "how many documents a state of the catalogue changed")?,
        })
    }
}

pub(super) async fn in_force(connection: &mut AnyConnection) -> Result<u32, StoreError> {
    let newest: i64 = sqlx::query_scalar("SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM catalogue_states")
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    number(newest, "the number of a state of the catalogue")
}

pub(super) async fn all(connection: &mut AnyConnection) -> Result<Vec<PublishedState>, StoreError> {
    let rows: Vec<StateRow> = sqlx::query_as(
        "SELECT number, hash, published_us, published_by, why, draft,
                (SELECT COUNT(*) FROM catalogue_documents d WHERE d.state = s.number) AS documents
         FROM catalogue_states s ORDER BY number DESC",
    )
    .fetch_all(connection)
    .await
    .map_err(failed)?;
    rows.into_iter().map(PublishedState::try_from).collect()
}

pub(super) async fn add(connection: &mut AnyConnection, state: &NewState) -> Result<u32, StoreError> {
    let next = in_force(connection).await? + 1;
    sqlx::query(
        "INSERT INTO catalogue_states (number, hash, published_us, published_by, why, draft)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(i64::from(next))
    .bind(state.hash.to_string())
    .bind(state.published.as_microsecond())
    .bind(state.by.as_ref().map(|user| user.as_str()))
    .bind(&state.why)
    .bind(state.draft.as_deref())
    .execute(connection)
    .await
    .map_err(|error| not_added(error, "the state of the catalogue"))?;
    Ok(next)
}
