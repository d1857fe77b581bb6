//! What people answer about rules and the points that they cite, and what is needed of a store to keep it.

use async_trait::async_trait;
use delibero_domain::authorisation::Source;
use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::identifier::UserName;
use jiff::Timestamp;

use crate::store_error::StoreError;

/// What an answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A document of a draft cites a point that its text does not have: why it does all the same.
    MissingPoint { draft: String, document: String, cited: Source },
    /// A version of a text changed points that a document cites: why the document stays as it is.
    ChangedText {
        deliberation: DeliberationNumber,
        /// Its place among the versions, from 0.
        version: u16,
        document: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub asked: Asked,
    pub at: Timestamp,
    pub user: UserName,
    /// In the words of whoever answered.
    pub reason: String,
}

/// Answers are only added to: of several about the same, the newest counts.
#[async_trait]
pub trait AnswerStore: Send + Sync {
    /// Those about missing points of a draft, newest first.
    async fn answers_in(&self, draft: &str) -> Result<Vec<Answer>, StoreError>;

    /// Those about changed texts of a deliberation, newest first.
    async fn answers_about(&self, deliberation: DeliberationNumber) -> Result<Vec<Answer>, StoreError>;

    async fn keep_answer(&self, answer: &Answer) -> Result<(), StoreError>;
}
