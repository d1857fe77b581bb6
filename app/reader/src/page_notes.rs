//! What to look at on a page of a PDF.

/// Something to look at on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNote {
    /// The page, from 1.
    pub page: usize,
    pub kind: NoteKind,
}

/// What to look at on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// It was read column by column.
    Columns,
    /// Pieces stand side by side without columns, as in a table: it was read row by row.
    Rows,
    /// Some of its text is turned: read behind the rest, or left out where it stands in a margin.
    Turned,
    /// A font does not say which characters it shows.
    Font,
}
