//! Failures to sign in. What was typed is sealed: people type a NISS where a name belongs.

use delibero_usecases::ports::StoreError;
use jiff::{SignedDuration, Timestamp};
use sqlx::AnyConnection;

use crate::error::failed;
use crate::seal::DataKey;

/// Far longer than any failure counts; after it nobody needs them.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);

fn sealed(key: &DataKey, subject: &str) -> Vec<u8> {
    key.seal(&[b"sign-in-failure"], subject.as_bytes())
}

pub(crate) async fn failures(
    connection: &mut AnyConnection,
    key: &DataKey,
    subject: &str,
    since: Timestamp,
) -> Result<u32, StoreError> {
    let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM sign_in_failures WHERE subject = $1 AND at_us >= $2")
        .bind(sealed(key, subject))
        .bind(since.as_microsecond())
        .fetch_one(connection)
        .await
        .map_err(failed)?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

pub(crate) async fn note_failure(
    connection: &mut AnyConnection,
    key: &DataKey,
    subject: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO sign_in_failures (subject, at_us) VALUES ($1, $2)")
        .bind(sealed(key, subject))
        .bind(at.as_microsecond())
        .execute(&mut *connection)
        .await
        .map_err(failed)?;
    let oldest = at.checked_sub(KEPT_FOR).unwrap_or(Timestamp::MIN).as_microsecond();
    let prune = sqlx::query("DELETE FROM sign_in_failures WHERE at_us < $1").bind(oldest);
    prune.execute(connection).await.map_err(failed)?;
    Ok(())
}

pub(crate) async fn forget(connection: &mut AnyConnection, key: &DataKey, subject: &str) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM sign_in_failures WHERE subject = $1").bind(sealed(key, subject));
    delete.execute(connection).await.map_err(failed)?;
    Ok(())
}

/// What was noted for a subject at a time.
pub(crate) async fn withdraw(
    connection: &mut AnyConnection,
    key: &DataKey,
    subject: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    let delete = sqlx::query("DELETE FROM sign_in_failures WHERE subject = $1 AND at_us = $2");
    let delete = delete.bind(sealed(key, subject)).bind(at.as_microsecond());
    delete.execute(connection).await.map_err(failed)?;
    Ok(())
}
