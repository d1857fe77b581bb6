//! The sessions, without anything else that is kept.

use delibero_store::Database;

/// A database of which nothing but the sessions can be had.
#[derive(Clone)]
pub struct SessionTable(pub(super) Database);

impl SessionTable {
    #[must_use]
    pub const fn of(database: Database) -> Self {
        Self(database)
    }
}
