//! The one unit of work behind the ports of every feature: the file of each says what it does in it.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_usecases::store_error::StoreError;
use delibero_usecases::unit_of_work::UnitOfWork;
use sqlx::{Any, Transaction};

use crate::database::Database;
use crate::engine::Engine;
use crate::error::failed;
use crate::seal::DataKey;

/// One transaction; dropped without a commit, it never was.
pub(crate) struct Work {
    pub transaction: Transaction<'static, Any>,
    pub engine: Engine,
    pub key: Arc<DataKey>,
}

impl Database {
    pub(crate) async fn begin(&self) -> Result<Box<Work>, StoreError> {
        let transaction = self.transaction().await?;
        Ok(Box::new(Work { transaction, engine: self.engine, key: Arc::clone(&self.key) }))
    }
}

#[async_trait]
impl UnitOfWork for Work {
    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        self.transaction.commit().await.map_err(failed)
    }
}
