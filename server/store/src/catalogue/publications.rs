//! Hearing that another node published.

use std::time::Duration;

use delibero_usecases::store_error::StoreError;
use sqlx::postgres::PgListener;

use crate::database::Database;
use crate::error::failed;

/// What other nodes tell of the catalogue. They may tell it while nobody listens: whoever waits looks as well.
pub struct Publications {
    listener: Option<PgListener>,
}

impl Database {
    /// Listens from now on, on a connection of its own; where there is one node, there is nothing to hear.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn publications(&self) -> Result<Publications, StoreError> {
        let Some(channel) = self.engine.published() else { return Ok(Publications { listener: None }) };
        let mut listener = PgListener::connect(&self.url).await.map_err(failed)?;
        listener.listen(channel).await.map_err(failed)?;
        Ok(Publications { listener: Some(listener) })
    }
}

impl Publications {
    /// Returns when something was told, at the latest after a time.
    ///
    /// # Errors
    /// When the connection is lost: another one is to be made.
    pub async fn next(&mut self, at_most: Duration) -> Result<(), StoreError> {
        match &mut self.listener {
            None => tokio::time::sleep(at_most).await,
            Some(listener) => {
                if let Ok(told) = tokio::time::timeout(at_most, listener.recv()).await {
                    told.map_err(failed)?;
                }
            }
        }
        Ok(())
    }
}
