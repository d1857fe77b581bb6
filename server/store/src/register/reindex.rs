//! Makes the index of words again where another version of the folding made it.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::folding::VERSION;
use delibero_usecases::store_error::StoreError;

use super::{facts, publish};
use crate::convert::word;
use crate::database::Database;
use crate::error::failed;

/// Nothing happens where this version made it. Two programs that start at once wait for each other at the row.
pub(crate) async fn where_needed(database: &Database) -> Result<(), StoreError> {
    let mut work = database.transaction().await?;
    let stale = sqlx::query("UPDATE register_index SET folding = $1 WHERE folding <> $1")
        .bind(i64::from(VERSION))
        .execute(&mut *work)
        .await
        .map_err(failed)?;
    if stale.rows_affected() == 0 {
        return Ok(());
    }
    let numbers: Vec<String> = sqlx::query_scalar("SELECT number FROM deliberations ORDER BY id")
        .fetch_all(&mut *work)
        .await
        .map_err(failed)?;
    for number in numbers {
        let number: DeliberationNumber = word(&number, "the number of a deliberation")?;
        if let Some((content, _)) = facts::content(&mut work, number).await? {
            publish::write_index(&mut work, database.engine, &content).await?;
        }
    }
    work.commit().await.map_err(failed)
}
