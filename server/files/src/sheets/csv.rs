//! A table as comma-separated values.

use super::safe::safe;
use super::{Cell, Table, WriteError};

/// Without it spreadsheets take UTF-8 for something else.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

pub(super) fn write(table: &Table) -> Result<Vec<u8>, WriteError> {
    let failed = |error: ::csv::Error| WriteError::Csv(error.to_string());
    let mut records = ::csv::Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    records.write_record(table.columns.iter().map(|(head, _)| head)).map_err(failed)?;
    for row in &table.rows {
        records.write_record(row.iter().map(text)).map_err(failed)?;
    }
    if let Some(note) = &table.note {
        let rest = table.columns.len().saturating_sub(1);
        records.write_record(std::iter::once(safe(note)).chain(vec![String::new(); rest])).map_err(failed)?;
    }
    records.into_inner().map_err(|error| WriteError::Csv(error.to_string()))
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Words(words) => safe(words),
        Cell::Day(day) => day.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Amount(amount) => amount.to_string(),
    }
}

/// Rows of words as a file, the first of which are its heads; nothing in it is computed by a spreadsheet.
#[must_use]
pub fn csv_of(rows: &[Vec<String>]) -> Vec<u8> {
    let mut records = ::csv::WriterBuilder::new().flexible(true).from_writer(BYTE_ORDER_MARK.to_vec());
    for row in rows {
        // Memory never refuses, and rows of any length are taken.
        let _ = records.write_record(row.iter().map(|cell| safe(cell)));
    }
    records.into_inner().unwrap_or_default()
}
