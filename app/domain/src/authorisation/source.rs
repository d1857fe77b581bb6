//! Points of deliberations.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A point of a deliberation, written `23/058 point 61`: every grant and every refusal cites one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Source {
    /// The stable number of the deliberation, `23/058`.
    pub deliberation: String,
    /// The point or points as printed, `61`, `57-58`, `79.5`.
    pub point: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("a source is written `23/058 61`: the number of the deliberation, a space, the point")]
pub struct SourceError;

impl Source {
    /// A source from its two parts.
    #[must_use]
    pub fn new(deliberation: &str, point: &str) -> Self {
        Self { deliberation: deliberation.to_owned(), point: point.to_owned() }
    }
}

impl TryFrom<String> for Source {
    type Error = SourceError;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        match word.split_once(' ') {
            Some((deliberation, point)) if deliberation.contains('/') && !point.trim().is_empty() => {
                Ok(Self::new(deliberation, point.trim()))
            }
            _ => Err(SourceError),
        }
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        format!("{} {}", source.deliberation, source.point)
    }
}
