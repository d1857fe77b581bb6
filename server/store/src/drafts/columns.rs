//! What the tables of a feature have beside what those of any draft have.

use delibero_usecases::drafts::DraftContent;
use delibero_usecases::store_error::StoreError;
use sqlx::any::{Any, AnyArguments, AnyRow};
use sqlx::query::Query;

/// Columns with what is written into them.
pub(crate) type Columns = Vec<(&'static str, Value)>;

pub(crate) enum Value {
    Text(Option<String>),
    Integer(Option<i64>),
    Bytes(Option<Vec<u8>>),
}

impl Value {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(Some(text.into()))
    }

    pub(super) fn bound(self, query: Query<'_, Any, AnyArguments>) -> Query<'_, Any, AnyArguments> {
        match self {
            Self::Text(text) => query.bind(text),
            Self::Integer(number) => query.bind(number),
            Self::Bytes(bytes) => query.bind(bytes),
        }
    }
}

pub(crate) trait DraftTables: DraftContent {
    const DRAFTS: &'static str;
    const EDITS: &'static str;
    /// The columns from which content and origin of a draft are read.
    const OF_DRAFT: &'static str;
    /// The columns from which the content of a save is read.
    const OF_EDIT: &'static str;

    fn of_draft(row: &AnyRow) -> Result<(Self, Self::Origin), StoreError>;

    fn of_edit(row: &AnyRow) -> Result<Self, StoreError>;

    /// What a draft holds, at each save.
    fn saved(&self) -> Result<Columns, StoreError>;

    /// What it was begun from, once.
    fn begun(origin: &Self::Origin) -> Result<Columns, StoreError>;

    /// What a save holds.
    fn kept(&self) -> Result<Columns, StoreError>;
}
