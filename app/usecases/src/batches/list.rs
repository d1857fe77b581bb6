//! The lines of a list, and what is wrong with some.

use delibero_domain::niss::NissError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A line of a list as it was typed.
#[derive(Clone, PartialEq, Eq)]
pub struct ListLine {
    pub line: u64,
    pub niss: String,
}

/// Why a line is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineFault {
    Niss(NissError),
    /// The person stands on a line before: asked about once.
    Twice,
    /// The line cannot be read at all.
    Unreadable,
}

/// A line that was refused, as it was typed: sealed where it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultyLine {
    pub line: u64,
    /// At most [`Self::LONGEST`] characters of it.
    pub typed: String,
    pub fault: LineFault,
}

impl FaultyLine {
    pub const LONGEST: usize = 60;

    pub(super) fn new(line: &ListLine, fault: LineFault) -> Self {
        Self { line: line.line, typed: line.niss.chars().take(Self::LONGEST).collect(), fault }
    }
}

/// Why a file is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ListProblem {
    #[error("the file is empty")]
    Empty,
    #[error("no column holds NISS")]
    NoColumn,
    #[error("the file is no text that is read")]
    Encoding,
    #[error("line {0} cannot be read")]
    Broken(u64),
    #[error("the workbook cannot be read")]
    NotAWorkbook,
    #[error("the workbook is larger, unpacked, than what is read")]
    Unfolds,
    /// A document type declaration or an entity.
    #[error("a document type declaration is not read")]
    Doctype,
}
