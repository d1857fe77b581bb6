//! What is needed of a store to keep jobs.

use async_trait::async_trait;
use jiff::Timestamp;

use super::model::{HeldJob, Job, JobKind};
use crate::store_error::StoreError;
use crate::unit_of_work::UnitOfWork;

#[async_trait]
pub trait JobStore: Send + Sync {
    /// Gives the oldest job that nobody holds at an instant to a worker, until another instant.
    async fn claim_job(&self, worker: &str, now: Timestamp, until: Timestamp) -> Result<Option<Job>, StoreError>;

    /// The same of those that were begun too often and never went on: whoever loads a file is to be told.
    async fn claim_left_job(&self, worker: &str, now: Timestamp, until: Timestamp) -> Result<Option<Job>, StoreError>;

    /// Says that a worker lives, whatever of the job went on since; false where it is another worker's by now.
    async fn keep_job(&self, held: &HeldJob, until: Timestamp) -> Result<bool, StoreError>;
}

#[async_trait]
pub trait JobWork: UnitOfWork {
    /// Where there is such a job already, it stays.
    async fn add_job(&mut self, kind: JobKind, subject: &str, at: Timestamp) -> Result<(), StoreError>;

    /// Holds a job that goes on until an instant, as a sign of life; false where it is another worker's by now.
    async fn hold_job(&mut self, job: i64, worker: &str, until: Timestamp) -> Result<bool, StoreError>;

    async fn end_job(&mut self, job: i64) -> Result<(), StoreError>;
}
