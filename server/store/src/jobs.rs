//! Jobs, and which worker holds each.

use async_trait::async_trait;
use delibero_usecases::jobs::{HeldJob, Job, JobKind, JobStore, JobWork, MOST_ATTEMPTS};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;

use sqlx::AssertSqlSafe;

use crate::database::Database;
use crate::error::{failed, unreadable};
use crate::unit_of_work::Work;

#[async_trait]
impl JobStore for Database {
    async fn claim_job(&self, worker: &str, now: Timestamp, until: Timestamp) -> Result<Option<Job>, StoreError> {
        self.claim("attempts < $2", worker, (now, until)).await
    }

    /// A batch stays left alone: nothing waits for it but its page.
    async fn claim_left_job(&self, worker: &str, now: Timestamp, until: Timestamp) -> Result<Option<Job>, StoreError> {
        self.claim("attempts >= $2 AND kind <> 'batch'", worker, (now, until)).await
    }

    async fn keep_job(&self, held: &HeldJob, until: Timestamp) -> Result<bool, StoreError> {
        let kept = sqlx::query("UPDATE jobs SET held_until_us = $1 WHERE id = $2 AND worker = $3")
            .bind(until.as_microsecond())
            .bind(held.job.id)
            .bind(held.worker.as_str())
            .execute(&mut *self.writer().await?)
            .await
            .map_err(failed)?;
        Ok(kept.rows_affected() == 1)
    }
}

impl Database {
    /// What nobody has to do is found by a reader: only who finds a job writes. Which jobs is said by this file alone.
    async fn claim(
        &self,
        which: &'static str,
        worker: &str,
        (now, until): (Timestamp, Timestamp),
    ) -> Result<Option<Job>, StoreError> {
        let free = format!("SELECT id FROM jobs WHERE held_until_us <= $1 AND {which} LIMIT 1");
        let free: Option<i64> = sqlx::query_scalar(AssertSqlSafe(free))
            .bind(now.as_microsecond())
            .bind(i64::from(MOST_ATTEMPTS))
            .fetch_optional(&mut *self.reader().await?)
            .await
            .map_err(failed)?;
        if free.is_none() {
            return Ok(None);
        }
        let sql = format!(
            "UPDATE jobs SET worker = $3, held_until_us = $4, attempts = attempts + 1
             WHERE id = (SELECT id FROM jobs WHERE held_until_us <= $1 AND {which} ORDER BY id LIMIT 1 {})
             RETURNING id, kind, subject",
            self.engine.passing_over_held()
        );
        let row: Option<(i64, String, String)> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(now.as_microsecond())
            .bind(i64::from(MOST_ATTEMPTS))
            .bind(worker)
            .bind(until.as_microsecond())
            .fetch_optional(&mut *self.writer().await?)
            .await
            .map_err(failed)?;
        let job = |(id, kind, subject): (i64, String, String)| {
            let kind = JobKind::from_word(&kind).ok_or_else(|| unreadable("the kind of a job"))?;
            Ok(Job { id, kind, subject })
        };
        row.map(job).transpose()
    }
}

#[async_trait]
impl JobWork for Work {
    async fn add_job(&mut self, kind: JobKind, subject: &str, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO jobs (kind, subject, added_us, held_until_us, attempts) VALUES ($1, $2, $3, 0, 0)
             ON CONFLICT (kind, subject) DO NOTHING",
        )
        .bind(kind.as_str())
        .bind(subject)
        .bind(at.as_microsecond())
        .execute(&mut *self.transaction)
        .await
        .map_err(failed)?;
        Ok(())
    }

    async fn hold_job(&mut self, job: i64, worker: &str, until: Timestamp) -> Result<bool, StoreError> {
        let held = sqlx::query("UPDATE jobs SET held_until_us = $1, attempts = 0 WHERE id = $2 AND worker = $3")
            .bind(until.as_microsecond())
            .bind(job)
            .bind(worker)
            .execute(&mut *self.transaction)
            .await
            .map_err(failed)?;
        Ok(held.rows_affected() == 1)
    }

    async fn end_job(&mut self, job: i64) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM jobs WHERE id = $1")
            .bind(job)
            .execute(&mut *self.transaction)
            .await
            .map_err(failed)?;
        Ok(())
    }
}
