//! What is done together or not at all.

use async_trait::async_trait;

use crate::store_error::StoreError;

/// One transaction. Nothing that it did is visible before the commit; dropped without one, it never was.
#[async_trait]
pub trait UnitOfWork: Send {
    /// Makes everything visible, durably.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}
