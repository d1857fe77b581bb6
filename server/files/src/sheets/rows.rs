//! The rows of a sheet that comes in: CSV with commas, semicolons or tabulators, or the first sheet of a workbook.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use thiserror::Error;

use super::safe::unsafe_again;
use crate::csv_lines::{OneLineEnd, first_line};
use crate::unpacked::{self, Unfit};

/// The most rows below the heads.
pub const MOST_ROWS: usize = 20_000;
/// The largest file, in bytes.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most columns.
const MOST_COLUMNS: usize = 200;

/// Every cell as words, days as `2026-12-31`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRows {
    pub heads: Vec<String>,
    /// The line in the file, from 1, and the cells; rows without any word are left out.
    pub rows: Vec<(u32, Vec<String>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SheetProblem {
    #[error("the file is empty, or has no row below its heads")]
    Empty,
    #[error("the file is neither a workbook nor text in UTF-8")]
    NotText,
    #[error("the workbook cannot be read")]
    NotAWorkbook,
    #[error("line {0} cannot be read")]
    Broken(u32),
    #[error("the file has more than {MOST_ROWS} rows")]
    TooMany,
    #[error("the file is larger than {MOST_BYTES} bytes")]
    TooLarge,
    #[error("the workbook is larger, unpacked, than what is read")]
    Unfolds,
}

/// Reads all of it.
///
/// # Errors
/// When it is no sheet, or too large.
pub fn read_rows(file: &[u8]) -> Result<SheetRows, SheetProblem> {
    if file.len() > MOST_BYTES {
        return Err(SheetProblem::TooLarge);
    }
    let lines = if file.starts_with(b"PK") { of_workbook(file)? } else { of_text(file)? };
    let mut sheet = SheetRows::default();
    for (line, mut cells) in lines {
        cells.truncate(MOST_COLUMNS);
        let cells: Vec<String> = cells.into_iter().map(|cell| unsafe_again(cell.trim()).to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if sheet.heads.is_empty() {
            sheet.heads = cells;
        } else {
            sheet.rows.push((line, cells));
        }
    }
    if sheet.rows.is_empty() { Err(SheetProblem::Empty) } else { Ok(sheet) }
}

type Lines = Vec<(u32, Vec<String>)>;

fn of_text(file: &[u8]) -> Result<Lines, SheetProblem> {
    let text = std::str::from_utf8(file).map_err(|_| SheetProblem::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: char| first.matches(sign).count();
    let separator = [',', ';', '\t'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(',');
    let separator = u8::try_from(separator).unwrap_or(b',');
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(OneLineEnd::of(text.as_bytes()));
    let (mut lines, mut record) = (Lines::new(), ::csv::StringRecord::new());
    loop {
        let next = lines.last().map_or(1, |(line, _)| line + 1);
        if !reader.read_record(&mut record).map_err(|_| SheetProblem::Broken(next))? {
            break;
        }
        let line = u32::try_from(first_line(reader.position().line(), &record)).unwrap_or(next);
        lines.push((line, record.iter().map(str::to_owned).collect()));
        if lines.len() > MOST_ROWS + 1 {
            return Err(SheetProblem::TooMany);
        }
    }
    Ok(lines)
}

fn of_workbook(file: &[u8]) -> Result<Lines, SheetProblem> {
    unpacked::check(Cursor::new(file), unpacked::SHEET).map_err(|unfit| match unfit {
        Unfit::NotAWorkbook => SheetProblem::NotAWorkbook,
        Unfit::TooLarge => SheetProblem::Unfolds,
    })?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|_| SheetProblem::NotAWorkbook)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetProblem::Empty)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetProblem::NotAWorkbook)?;
    let mut lines = Lines::new();
    loop {
        let line = lines.last().map_or(1, |(line, _)| *line);
        let Some(cell) = cells.next_cell().map_err(|_| SheetProblem::Broken(line))? else { return Ok(lines) };
        let (row, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= MOST_COLUMNS {
            continue;
        }
        if lines.last().is_none_or(|(line, _)| *line != row + 1) {
            if lines.len() > MOST_ROWS {
                return Err(SheetProblem::TooMany);
            }
            lines.push((row + 1, Vec::new()));
        }
        if let Some((_, cells)) = lines.last_mut() {
            if cells.len() <= column {
                cells.resize(column + 1, String::new());
            }
            cells[column] = words(&Data::from(cell.get_value().clone()));
        }
    }
}

fn words(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(words) => words.clone(),
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(day) => day.split('T').next().unwrap_or_default().to_owned(),
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, FileFormat, Table};
    use super::*;

    fn table() -> Table {
        let row = |words: [&str; 2]| words.map(Cell::words).to_vec();
        Table { name: "x", columns: &[("name", 1.), ("phone", 1.)], rows: vec![row(["Huy; a", "+32 2"])], note: None }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for format in [FileFormat::Csv, FileFormat::Xlsx] {
            let sheet = read_rows(&table().write(format).expect("written")).expect("read");
            assert_eq!(sheet.heads, ["name", "phone"]);
            assert_eq!(sheet.rows, [(2, vec!["Huy; a".to_owned(), "+32 2".to_owned()])]);
        }
    }

    #[test]
    fn text_may_have_other_separators_and_must_be_text() {
        let sheet = read_rows("\u{feff}a;b\n\n1;\"2;3\"\n".as_bytes()).expect("read");
        assert_eq!(sheet.rows, [(3, vec!["1".to_owned(), "2;3".to_owned()])]);
        assert_eq!(read_rows(b"a;b\n\xff;1\n"), Err(SheetProblem::NotText));
        assert_eq!(read_rows(b"PK nothing"), Err(SheetProblem::NotAWorkbook));
        assert_eq!(read_rows(b"a,b\n"), Err(SheetProblem::Empty));
        assert_eq!(read_rows(&crate::unpacked::bomb()), Err(SheetProblem::Unfolds));
    }
}
