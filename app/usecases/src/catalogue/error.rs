//! Why something was not done in the catalogue.

use delibero_domain::catalogue::files::CatalogueError;
use thiserror::Error;

use crate::drafts::DraftError;

pub type ChangeError = DraftError<ChangeRefusal>;

#[derive(Debug, Error)]
pub enum ChangeRefusal {
    /// These documents were changed by another draft that was published since.
    #[error("something else was published since: {}", .0.join(", "))]
    Outdated(Vec<String>),
    /// Another state is in force than the one against which the effect was shown.
    #[error("another state is in force than the one that was compared")]
    NotCompared,
    /// How many points that the text does not have nobody answered for.
    #[error("{0} points that the text does not have are not answered for")]
    PointsNotAnswered(usize),
    #[error("the draft changes nothing")]
    NothingChanges,
    /// A form would not say all of it.
    #[error("a document that this program cannot read: {0}")]
    Unreadable(CatalogueError),
    /// The catalogue would not be sound: each fault.
    #[error("the catalogue would not be sound: {} faults", .0.len())]
    NotSound(Vec<CatalogueError>),
}

impl From<ChangeRefusal> for ChangeError {
    fn from(refusal: ChangeRefusal) -> Self {
        Self::Refused(refusal)
    }
}
