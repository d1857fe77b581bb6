//! Comma-, semicolon- or tab-separated values, with a head or with nothing but numbers.

use std::io::BufRead;

use super::{Lines, ListProblem, is_name};
use crate::csv_lines::{OneLineEnd, first_line};

/// The separators that spreadsheets write.
const SEPARATORS: [u8; 3] = [b';', b',', b'\t'];
/// As many digits as a NISS has; one fewer where a spreadsheet took a zero away.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=11;

pub(super) fn read(mut text: impl BufRead, lines: &mut Lines<'_>) -> Result<(), ListProblem> {
    let head = text.fill_buf().map_err(|_| ListProblem::Broken(1))?;
    let head = head.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |separator: &u8| head.iter().filter(|byte| *byte == separator).count();
    let separator = SEPARATORS.into_iter().max_by_key(count).unwrap_or(b';');
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(OneLineEnd::of(text));
    let mut record = ::csv::StringRecord::new();
    let mut column = None;
    loop {
        let at = reader.position().line();
        if !reader.read_record(&mut record).map_err(|_| ListProblem::Broken(at))? {
            return if column.is_some() { Ok(()) } else { Err(ListProblem::Empty) };
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let line = first_line(reader.position().line(), &record);
        let place = match column {
            Some(place) => place,
            None => {
                let (place, is_head) = column_of(&record)?;
                column = Some(place);
                if is_head {
                    continue;
                }
                place
            }
        };
        if !lines.typed(line, record.get(place).unwrap_or_default()) {
            return Ok(());
        }
    }
}

/// The place of the column, and whether this is a head.
fn column_of(first: &::csv::StringRecord) -> Result<(usize, bool), ListProblem> {
    let digits = |cell: &str| cell.chars().filter(char::is_ascii_digit).count();
    if let Some(place) = first.iter().position(is_name) {
        return Ok((place, true));
    }
    let place = first.iter().position(|cell| DIGITS.contains(&digits(cell)));
    place.map(|place| (place, false)).ok_or(ListProblem::NoColumn)
}
