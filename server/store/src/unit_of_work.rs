//! The one unit of work behind the ports of every feature: the file of each says what it does in it.

use std::sync::Arc;

use async_trait::async_trait;
use delibero_usecases::store_error::StoreError;
use delibero_usecases::unit_of_work::UnitOfWork;
use sqlx::{Any, Transaction};

use crate::batches::Ahead;
use crate::database::Database;
use crate::engine::Engine;
use crate::error::failed;
use crate::journal::Appended;
use crate::seal::DataKey;

/// One transaction; dropped without a commit, it never was.
pub(crate) struct Work {
    pub transaction: Transaction<'static, Any>,
    pub engine: Engine,
    pub key: Arc<DataKey>,
    /// What was read ahead: decisions on many persons follow.
    pub ahead: Option<Ahead>,
    /// Entries of the journal that wait for the commit, where decisions on many persons were announced.
    pub entries: Vec<Appended>,
}

impl Database {
    pub(crate) async fn begin(&self) -> Result<Box<Work>, StoreError> {
        let transaction = self.transaction().await?;
        let (engine, key) = (self.engine, Arc::clone(&self.key));
        Ok(Box::new(Work { transaction, engine, key, ahead: None, entries: Vec::new() }))
    }
}

#[async_trait]
impl UnitOfWork for Work {
    async fn commit(mut self: Box<Self>) -> Result<(), StoreError> {
        self.write_entries().await?;
        self.transaction.commit().await.map_err(failed)
    }
}
