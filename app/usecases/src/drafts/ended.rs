//! How a draft ended: whoever still fills in one of its forms is told.

use delibero_domain::identifier::UserName;
use jiff::Timestamp;

use super::draft::{Edit, EditKind};

/// The last that was kept of a draft that is no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Published or discarded.
    pub how: EditKind,
    pub by: Option<UserName>,
    pub at: Timestamp,
}

impl Ended {
    /// None: there never was such a draft, or it has not ended. `edits`: newest first.
    #[must_use]
    pub fn of<C>(edits: &[Edit<C>]) -> Option<(Self, &Edit<C>)> {
        let last = edits.first().filter(|edit| matches!(edit.what, EditKind::Published | EditKind::Discarded))?;
        Some((Self { how: last.what, by: last.user.clone(), at: last.at }, last))
    }
}
