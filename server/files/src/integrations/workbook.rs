//! The first sheet of a workbook.

use std::io::BufReader;

use calamine::{Data, DataRef, Reader as _, Xlsx};
use delibero_usecases::directory::FileProblem;

use super::columns::Columns;
use super::{Rows, Source};
use crate::unpacked::{self, Unfit};

/// Digits of a NISS: a number in a cell has lost the zeros at its beginning.
const NISS_DIGITS: usize = 11;

pub(super) fn read(mut source: impl Source, rows: &mut Rows<'_>) -> Result<(), FileProblem> {
    unpacked::check(&mut source, unpacked::LONG_SHEET).map_err(|unfit| match unfit {
        Unfit::NotAWorkbook => FileProblem::NotAWorkbook,
        Unfit::TooLarge => FileProblem::Unfolds,
    })?;
    source.rewind().map_err(|_| FileProblem::Broken(1))?;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(source)).map_err(|_| FileProblem::NotAWorkbook)?;
    let sheet = book.sheet_names().first().cloned().ok_or(FileProblem::Empty)?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|_| FileProblem::NotAWorkbook)?;
    let mut columns: Option<Columns> = None;
    let mut row: Vec<Data> = Vec::new();
    let mut at = 0;
    loop {
        let cell = cells.next_cell().map_err(|_| FileProblem::Broken(u64::from(at) + 1))?;
        let ended = cell.as_ref().is_none_or(|cell| cell.get_position().0 != at);
        if ended {
            match finished(&mut columns, &row, u64::from(at) + 1, rows)? {
                Going::On => row.clear(),
                Going::Stopped => return Ok(()),
            }
        }
        let Some(cell) = cell else { break };
        let (line, place) = cell.get_position();
        at = line;
        let place = usize::try_from(place).unwrap_or(usize::MAX).min(255);
        if row.len() <= place {
            row.resize(place + 1, Data::Empty);
        }
        row[place] = owned(cell.get_value());
    }
    if columns.is_some() { Ok(()) } else { Err(FileProblem::Empty) }
}

enum Going {
    On,
    Stopped,
}

/// The head comes first, whatever stands above it empty.
fn finished(columns: &mut Option<Columns>, row: &[Data], line: u64, rows: &mut Rows<'_>) -> Result<Going, FileProblem> {
    let words: Vec<String> = row
        .iter()
        .enumerate()
        .map(|(at, cell)| words(cell, columns.as_ref().is_some_and(|of| of.is_niss(at))))
        .collect();
    if words.iter().all(|cell| cell.trim().is_empty()) {
        return Ok(Going::On);
    }
    match columns {
        None => {
            *columns = Some(Columns::of(words.iter().map(String::as_str))?);
            Ok(Going::On)
        }
        Some(columns) => {
            let read = columns.row(line, |at| words.get(at).map(String::as_str));
            // How far a workbook was read is not known in bytes: lines stand for them.
            Ok(if rows.push(read, line) { Going::On } else { Going::Stopped })
        }
    }
}

fn owned(value: &DataRef<'_>) -> Data {
    Data::from(value.clone())
}

fn words(cell: &Data, is_niss: bool) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(words) => words.clone(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(day) => day.split('T').next().unwrap_or_default().to_owned(),
        Data::Int(number) if is_niss => format!("{number:0>NISS_DIGITS$}"),
        Data::Float(number) if is_niss && number.fract() == 0.0 => format!("{number:0>NISS_DIGITS$.0}"),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        other => other.to_string(),
    }
}
