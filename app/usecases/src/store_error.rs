//! Why the store did not do it: whether later it may, and what the database said.

use thiserror::Error;

/// What it shows is for the operator and never holds personal data; the source within a [`Cause`] may.
#[derive(Debug, Error)]
pub enum StoreError {
    /// An outage: the database cannot be reached, is busy, full or read-only, or did not answer in time. Later it may.
    #[error("the database does not answer: {0}")]
    Unavailable(#[source] Cause),
    /// The database refused a statement: a mistake of this program, or another schema. Later it refuses it as well.
    #[error("the database refused a statement: {0}")]
    Fault(#[source] Cause),
    /// What is stored cannot be read: another key, another schema, or damage.
    #[error("stored data cannot be read: {0}")]
    Unreadable(#[source] Cause),
    /// Something with that name is there.
    #[error("{} exists already", .0.what)]
    Exists(#[source] Cause),
}

impl StoreError {
    /// Whether trying again later may help.
    #[must_use]
    pub const fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

/// What the database said: words, and where; both engines name tables and columns in them, never values.
pub struct Cause {
    pub what: String,
    /// Where it is known.
    pub table: Option<String>,
    /// The one that was violated, where one was.
    pub constraint: Option<String>,
    /// It may hold values: it is there to be asked, not to be traced.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Cause {
    /// In words alone: for what no other error is behind.
    #[must_use]
    pub fn of(what: impl Into<String>) -> Self {
        Self { what: what.into(), table: None, constraint: None, source: None }
    }

    #[must_use]
    pub fn with_source(self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self { source: Some(source.into()), ..self }
    }
}

impl std::fmt::Display for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.what)?;
        for (name, value) in [("table", &self.table), ("constraint", &self.constraint)] {
            if let Some(value) = value {
                write!(f, "; {name} {value}")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as &(dyn std::error::Error + 'static))
    }
}

/// Without the source, which may hold values.
impl std::fmt::Debug for Cause {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Cause({self})")
    }
}
