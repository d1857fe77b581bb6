//! Comma-, semicolon- or tab-separated values in UTF-8.

use std::io::{BufRead as _, BufReader};

use delibero_usecases::directory::FileProblem;

use super::columns::Columns;
use super::{Rows, Source};
use crate::csv_lines::{OneLineEnd, first_line};

/// The separators that spreadsheets write.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];

pub(super) fn read(source: impl Source, rows: &mut Rows<'_>) -> Result<(), FileProblem> {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let head = source.fill_buf().map_err(|_| FileProblem::Broken(1))?;
    // As UTF-16 has it.
    if head.contains(&0) {
        return Err(FileProblem::NotUtf8);
    }
    let head = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| head.iter().filter(|byte| *byte == separator).count();
    let separator = SEPARATORS.into_iter().max_by_key(count).unwrap_or(b';');
    let mut reader =
        ::csv::ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(OneLineEnd::of(source));
    let heads = reader.headers().map_err(|error| problem(&error, 1))?;
    let (columns, width) = (Columns::of(heads.iter())?, heads.len());
    let mut record = ::csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Err(error) => return Err(problem(&error, line)),
            Ok(true) => {
                if record.iter().all(|cell| cell.trim().is_empty()) {
                    continue;
                }
                let line = first_line(reader.position().line(), &record);
                let mut row = columns.row(line, |at| record.get(at));
                row.misshapen = record.iter().skip(width).any(|cell| !cell.trim().is_empty());
                if !rows.push(row, reader.position().byte()) {
                    return Ok(());
                }
            }
        }
    }
}

fn problem(error: &::csv::Error, line: u64) -> FileProblem {
    match error.kind() {
        ::csv::ErrorKind::Utf8 { .. } => FileProblem::NotUtf8,
        _ => FileProblem::Broken(line),
    }
}
