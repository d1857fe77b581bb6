//! What people answered about rules and the points that they cite.

use async_trait::async_trait;
use delibero_domain::authorisation::Source;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_usecases::catalogue::{Answer, AnswerStore, Asked};
use delibero_usecases::store_error::StoreError;
use delibero_usecases::unit_of_work::UnitOfWork as _;

use crate::convert::{instant, number, word};
use crate::database::Database;
use crate::error::failed;

#[derive(sqlx::FromRow)]
struct AnswerRow {
    draft: Option<String>,
    deliberation: String,
    version: Option<i64>,
    document: String,
    point: Option<String>,
    at_us: i64,
    user_name: String,
    reason: String,
}

impl TryFrom<AnswerRow> for Answer {
    type Error = StoreError;

    fn try_from(row: AnswerRow) -> Result<Self, StoreError> {
        let document = row.document;
        let asked = match (row.draft, row.point) {
            (Some(draft), Some(point)) => {
                Asked::MissingPoint { draft, document, cited: Source::new(&row.deliberation, &point) }
            }
            _ => Asked::ChangedText {
                deliberation: word(&row.deliberation, "the deliberation of an answer")?,
                version: number(row.version.unwrap_or(-1), "the version of an answer")?,
                document,
            },
        };
        Ok(Self {
            asked,
            at: instant(row.at_us, "the time of an answer")?,
            user: word(&row.user_name, "who answered")?,
            reason: row.reason,
        })
    }
}

#[async_trait]
impl AnswerStore for Database {
    async fn answers_in(&self, draft: &str) -> Result<Vec<Answer>, StoreError> {
        let rows: Vec<AnswerRow> = sqlx::query_as(
            "SELECT draft, deliberation, version, document, point, at_us, user_name, reason FROM catalogue_answers
             WHERE draft = $1 ORDER BY position DESC",
        )
        .bind(draft)
        .fetch_all(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        rows.into_iter().map(Answer::try_from).collect()
    }

    async fn answers_about(&self, deliberation: DeliberationNumber) -> Result<Vec<Answer>, StoreError> {
        let rows: Vec<AnswerRow> = sqlx::query_as(
            "SELECT draft, deliberation, version, document, point, at_us, user_name, reason FROM catalogue_answers
             WHERE deliberation = $1 AND version IS NOT NULL ORDER BY position DESC",
        )
        .bind(deliberation.to_string())
        .fetch_all(&mut *self.reader().await?)
        .await
        .map_err(failed)?;
        rows.into_iter().map(Answer::try_from).collect()
    }

    async fn keep_answer(&self, answer: &Answer) -> Result<(), StoreError> {
        let (draft, deliberation, version, document, point) = match &answer.asked {
            Asked::MissingPoint { draft, document, cited } => {
                (Some(draft.as_str()), cited.deliberation.clone(), None, document, Some(cited.point.as_str()))
            }
            Asked::ChangedText { deliberation, version, document } => {
                (None, deliberation.to_string(), Some(i64::from(*version)), document, None)
            }
        };
        let mut work = self.begin().await?;
        sqlx::query(
            "INSERT INTO catalogue_answers (draft, deliberation, version, document, point, at_us, user_name, reason)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(draft)
        .bind(deliberation)
        .bind(version)
        .bind(document)
        .bind(point)
        .bind(answer.at.as_microsecond())
        .bind(answer.user.as_str())
        .bind(&answer.reason)
        .execute(&mut *work.transaction)
        .await
        .map_err(failed)?;
        work.commit().await
    }
}
