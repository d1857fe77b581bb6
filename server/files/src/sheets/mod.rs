//! Spreadsheets: one table, written as CSV or as a workbook. A file is whole or it is not sent.

mod csv;
mod long;
mod rows;
mod safe;
mod workbook;

use delibero_domain::record::Hundredths;
use jiff::civil::Date;
use thiserror::Error;

pub use csv::csv_of;
pub use long::{About, LongFormat, LongTable};
pub use rows::{MOST_BYTES, SheetProblem, SheetRows, read_rows};

/// A cell: what it is decides whether a spreadsheet may count with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Empty,
    /// Words, labels and numbers that name something: always text, never computed.
    Words(String),
    Day(Date),
    Count(i64),
    /// An amount, or a number with hundredths.
    Amount(Hundredths),
}

impl Cell {
    /// Words; nothing where there are none.
    pub fn words(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Words(words) }
    }

    /// A day, where there is one.
    #[must_use]
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }
}

/// A column: its head, and how wide a workbook shows it, in characters.
pub type Column = (&'static str, f64);

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The name of the workbook's sheet.
    pub name: &'static str,
    pub columns: &'static [Column],
    pub rows: Vec<Vec<Cell>>,
    /// Said in a line of its own at the end: that not everything is there.
    pub note: Option<String>,
}

/// The form of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    Csv,
    Xlsx,
}

impl FileFormat {
    /// The ending of the file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Why a file was not written. It never says what stood in the row.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("row {row} has {cells} cells for {columns} columns")]
    Cells {
        /// The row, from 1.
        row: usize,
        /// How many cells it has.
        cells: usize,
        /// How many columns there are.
        columns: usize,
    },
    #[error("the CSV could not be written: {0}")]
    Csv(String),
    /// The workbook could not be written: a text too long for a cell, say.
    #[error("the workbook could not be written")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Disk(#[from] std::io::Error),
}

impl Table {
    /// The whole file.
    ///
    /// # Errors
    /// When a row cannot be written: nothing is left out.
    pub fn write(&self, format: FileFormat) -> Result<Vec<u8>, WriteError> {
        let columns = self.columns.len();
        let wrong = self.rows.iter().enumerate().find(|(_, row)| row.len() != columns);
        if let Some((at, row)) = wrong {
            return Err(WriteError::Cells { row: at + 1, cells: row.len(), columns });
        }
        match format {
            FileFormat::Csv => csv::write(self),
            FileFormat::Xlsx => workbook::write(self),
        }
    }
}

#[cfg(test)]
mod tests;
