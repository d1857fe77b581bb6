//! A job in the hands of a worker that goes on with it.

use jiff::Timestamp;

use super::model::{HELD_FOR, HeldJob};
use super::port::JobWork;
use crate::store_error::StoreError;

impl HeldJob {
    /// Holds it in a unit of work that goes on with it; false: another worker has it by now.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn goes_on(&self, work: &mut dyn JobWork, now: Timestamp) -> Result<bool, StoreError> {
        work.hold_job(self.job.id, &self.worker, now + HELD_FOR).await
    }
}
