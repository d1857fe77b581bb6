//! What is known of a job.

use jiff::SignedDuration;

/// How long a worker holds a job without a sign of life.
pub const HELD_FOR: SignedDuration = SignedDuration::from_secs(15);
/// How often a job is begun that never goes on: whatever ends its worker each time is left alone then.
pub const MOST_ATTEMPTS: u32 = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Persons of a list are asked about.
    Batch,
    /// Records are loaded from a file of their source.
    SourceLoad,
    /// Integrations are loaded from a file.
    IntegrationLoad,
}

impl JobKind {
    const ALL: [Self; 3] = [Self::Batch, Self::SourceLoad, Self::IntegrationLoad];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Batch => "batch",
            Self::SourceLoad => "source-load",
            Self::IntegrationLoad => "integration-load",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: i64,
    pub kind: JobKind,
    /// The identifier of what it is about: there is one job of a kind about it.
    pub subject: String,
}

/// A job in the hands of a worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldJob {
    pub job: Job,
    pub worker: String,
}
