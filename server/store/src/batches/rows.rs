//! What a batch is about, and how far it is.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::role::Role;
use delibero_usecases::batches::{Batch, BatchCounts, BatchPage, BatchState};
use delibero_usecases::store_error::StoreError;
use sqlx::{AnyConnection, AssertSqlSafe};

use crate::convert::{instant, json, number, to_json, word};
use crate::error::{failed, not_added, unreadable};

const WHAT: &str = "a batch";
const COLUMNS: &str = "b.id, b.user_name, b.role, b.organisation, b.question, b.origin, b.state, b.begun_us, b.seen_us, \
                       b.ended_us, b.persons, b.faulty, b.position, b.answered, b.empty, b.refused, b.refusals, b.elements, \
                       b.worked_ms";

#[derive(sqlx::FromRow)]
struct BatchRow {
    id: String,
    user_name: String,
    role: String,
    organisation: String,
    question: String,
    origin: String,
    state: String,
    begun_us: i64,
    seen_us: i64,
    ended_us: Option<i64>,
    persons: i64,
    faulty: i64,
    position: i64,
    answered: i64,
    empty: i64,
    refused: i64,
    refusals: String,
    elements: String,
    worked_ms: i64,
}

impl TryFrom<BatchRow> for Batch {
    type Error = StoreError;

    fn try_from(row: BatchRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            user: word(&row.user_name, WHAT)?,
            role: Role::from_word(&row.role).ok_or_else(|| unreadable("the role of a batch"))?,
            organisation: word(&row.organisation, WHAT)?,
            question: json(&row.question, WHAT)?,
            origin: json(&row.origin, WHAT)?,
            state: BatchState::from_word(&row.state).ok_or_else(|| unreadable("the state of a batch"))?,
            begun: instant(row.begun_us, WHAT)?,
            seen: instant(row.seen_us, WHAT)?,
            ended: row.ended_us.map(|at| instant(at, WHAT)).transpose()?,
            persons: number(row.persons, WHAT)?,
            faulty: number(row.faulty, WHAT)?,
            position: number(row.position, WHAT)?,
            counts: BatchCounts {
                answered: number(row.answered, WHAT)?,
                empty: number(row.empty, WHAT)?,
                refused: number(row.refused, WHAT)?,
            },
            refusals: json(&row.refusals, WHAT)?,
            elements: json(&row.elements, WHAT)?,
            worked_ms: number(row.worked_ms, WHAT)?,
        })
    }
}

pub(super) async fn find(
    connection: &mut AnyConnection,
    id: &str,
    held: &'static str,
) -> Result<Option<Batch>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM batches b WHERE b.id = $1{held}");
    let row: Option<BatchRow> =
        sqlx::query_as(AssertSqlSafe(sql)).bind(id).fetch_optional(connection).await.map_err(failed)?;
    row.map(Batch::try_from).transpose()
}

pub(super) async fn page(
    connection: &mut AnyConnection,
    (user, organisation): (&UserName, &OrganisationId),
    skip: u32,
    most: u32,
) -> Result<BatchPage, StoreError> {
    let total: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM batches WHERE user_name = $1 AND organisation = $2")
        .bind(user.as_str())
        .bind(organisation.as_str())
        .fetch_one(&mut *connection)
        .await
        .map_err(failed)?;
    let sql = format!(
        "SELECT {COLUMNS} FROM batches b WHERE b.user_name = $1 AND b.organisation = $2
         ORDER BY b.begun_us DESC, b.id LIMIT $3 OFFSET $4"
    );
    let rows: Vec<BatchRow> = sqlx::query_as(AssertSqlSafe(sql))
        .bind(user.as_str())
        .bind(organisation.as_str())
        .bind(i64::from(most))
        .bind(i64::from(skip))
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    let batches = rows.into_iter().map(Batch::try_from).collect::<Result<_, _>>()?;
    Ok(BatchPage { total: number(total, "a count")?, batches })
}

fn count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) async fn save(connection: &mut AnyConnection, batch: &Batch) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO batches (id, user_name, role, organisation, question, origin, state, begun_us, seen_us, ended_us,
                              persons, faulty, position, answered, empty, refused, refusals, elements, worked_ms)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, seen_us = excluded.seen_us, ended_us = excluded.ended_us,
             persons = excluded.persons, faulty = excluded.faulty, position = excluded.position,
             answered = excluded.answered, empty = excluded.empty, refused = excluded.refused,
             refusals = excluded.refusals, elements = excluded.elements, worked_ms = excluded.worked_ms",
    )
    .bind(batch.id.as_str())
    .bind(batch.user.as_str())
    .bind(batch.role.as_str())
    .bind(batch.organisation.as_str())
    .bind(to_json(&batch.question, WHAT)?)
    .bind(to_json(&batch.origin, WHAT)?)
    .bind(batch.state.as_str())
    .bind(batch.begun.as_microsecond())
    .bind(batch.seen.as_microsecond())
    .bind(batch.ended.map(|at| at.as_microsecond()))
    .bind(count(batch.persons))
    .bind(count(batch.faulty))
    .bind(i64::from(batch.position))
    .bind(count(batch.counts.answered))
    .bind(count(batch.counts.empty))
    .bind(count(batch.counts.refused))
    .bind(to_json(&batch.refusals, WHAT)?)
    .bind(to_json(&batch.elements, WHAT)?)
    .bind(count(batch.worked_ms))
    .execute(connection)
    .await
    .map_err(|error| not_added(error, WHAT))?;
    Ok(())
}
