//! The first sheet of a workbook, with a head.

use std::fs::File;
use std::io::{BufReader, Seek as _};

use calamine::{Data, Reader as _, Xlsx};

use super::{Lines, ListProblem, is_name};
use crate::unpacked::{self, Unfit};

/// A row as far as it was read.
#[derive(Default)]
struct Row {
    at: u32,
    niss: String,
    is_head: bool,
    is_filled: bool,
}

pub(super) fn read(mut file: File, lines: &mut Lines<'_>) -> Result<(), ListProblem> {
    unpacked::check(&mut file, unpacked::LONG_SHEET).map_err(|unfit| match unfit {
        Unfit::NotAWorkbook => ListProblem::NotAWorkbook,
        Unfit::TooLarge => ListProblem::Unfolds,
    })?;
    file.rewind().map_err(|_| ListProblem::Broken(1))?;
    let mut book: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(|_| ListProblem::NotAWorkbook)?;
    let sheet = book.sheet_names().first().cloned().ok_or(ListProblem::Empty)?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(|_| ListProblem::NotAWorkbook)?;
    let (mut column, mut row) = (None, Row::default());
    loop {
        let cell = cells.next_cell().map_err(|_| ListProblem::Broken(u64::from(row.at) + 1))?;
        let position = cell.as_ref().map(|cell| cell.get_position());
        if position.is_none_or(|(at, _)| at != row.at) {
            let is_line = column.is_some() && row.is_filled && !row.is_head;
            if is_line && !lines.typed(u64::from(row.at) + 1, row.niss) {
                return Ok(());
            }
            row = Row { at: position.map_or(0, |(at, _)| at), ..Row::default() };
        }
        let Some((cell, (_, place))) = cell.zip(position) else {
            return if column.is_some() { Ok(()) } else { Err(ListProblem::NoColumn) };
        };
        let words = words(&Data::from(cell.get_value().clone()));
        row.is_filled |= !words.trim().is_empty();
        match column {
            None if is_name(&words) => (column, row.is_head) = (Some(place), true),
            Some(of) if of == place => row.niss = words,
            _ => {}
        }
    }
}

/// A number has lost the zeros at its beginning.
fn words(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(words) => words.clone(),
        Data::Int(number) => format!("{number:011}"),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:011.0}"),
        other => other.to_string(),
    }
}
