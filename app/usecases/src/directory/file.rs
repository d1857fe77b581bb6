//! A file of integrations: its rows, why some of them are refused, and how far it is.

use delibero_domain::identifier::{OrganisationId, UserName};
use delibero_domain::niss::{NissError, without_niss};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::error::FileFault;

/// A row of a file, as it stands there.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// From 1; the head of a sheet is line 1.
    pub line: u64,
    pub niss: String,
    pub quality_code: String,
    pub from: String,
    pub until: String,
    pub file_number: String,
    /// It holds something for which the file has no column.
    #[serde(default)]
    pub misshapen: bool,
}

/// Why a row was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowFault {
    Niss(NissError),
    Code,
    FromMissing,
    /// The first day is none.
    From,
    /// The last day is none.
    Until,
    Reversed,
    TooLong(u16),
    FileNumber,
    Replaced,
    Cancelled,
    /// The line is not one of its format.
    Shape,
}

impl From<FileFault> for RowFault {
    fn from(fault: FileFault) -> Self {
        match fault {
            FileFault::Code => Self::Code,
            FileFault::Reversed => Self::Reversed,
            FileFault::TooLong(days) => Self::TooLong(days),
            FileFault::FileNumber => Self::FileNumber,
        }
    }
}

/// A refused row: sealed where it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    pub row: FileRow,
    pub fault: RowFault,
}

/// Why a file is not read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileProblem {
    Empty,
    NotUtf8,
    /// As it is written in the file, without any NISS.
    UnknownColumn(String),
    MissingColumn(String),
    ColumnTwice(String),
    NotAWorkbook,
    /// A workbook that is larger, unpacked, than what is read.
    Unfolds,
    /// The file is not of its format from this line on.
    Broken(u64),
    /// The account may register nobody any more.
    Stopped,
    /// The store failed.
    Interrupted,
}

/// One file, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// Opaque, unpredictable.
    pub id: String,
    pub organisation: OrganisationId,
    /// None: at the command line.
    pub user: Option<UserName>,
    pub file_name: String,
    pub begun: Timestamp,
    /// When it last went on.
    pub seen: Timestamp,
    pub ended: Option<Timestamp>,
    pub bytes: u64,
    pub read_bytes: u64,
    pub added: u64,
    pub changed: u64,
    pub known: u64,
    pub refused: u64,
    pub problem: Option<FileProblem>,
}

impl Load {
    pub(super) fn new(
        id: String,
        (organisation, user): (OrganisationId, Option<UserName>),
        now: Timestamp,
        (name, bytes): (&str, u64),
    ) -> Self {
        let file_name = without_niss(name, "…").unwrap_or_else(|| name.to_owned()).chars().take(200).collect();
        Self {
            id,
            organisation,
            user,
            file_name,
            begun: now,
            seen: now,
            ended: None,
            bytes,
            read_bytes: 0,
            added: 0,
            changed: 0,
            known: 0,
            refused: 0,
            problem: None,
        }
    }

    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.added + self.changed + self.known + self.refused
    }
}

/// What became of rows that could be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadedRows {
    pub added: u64,
    pub changed: u64,
    pub known: u64,
    /// The places of those whose number was replaced or cancelled.
    pub gone: Vec<(usize, RowFault)>,
}
