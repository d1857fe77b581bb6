//! A table as a workbook.

use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Workbook, Worksheet, XlsxError};

use super::safe::begins_formula;
use super::{Cell, Table, WriteError};

struct Looks {
    head: Format,
    words: Format,
    /// Stays text when somebody edits the cell.
    quoted: Format,
    day: Format,
    amount: Format,
}

/// Text is written as text: nothing in a cell is ever a formula, whatever it begins with.
pub(super) fn write(table: &Table) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let looks = Looks {
        head: Format::new().set_bold(),
        words: Format::new().set_num_format("@"),
        quoted: Format::new().set_num_format("@").set_quote_prefix(),
        day: Format::new().set_num_format("yyyy-mm-dd"),
        amount: Format::new().set_num_format("#,##0.00"),
    };
    sheet.set_name(table.name)?.set_freeze_panes(1, 0)?;
    for (column, (head, width)) in (0..).zip(table.columns) {
        sheet.write_string_with_format(0, column, *head, &looks.head)?.set_column_width(column, *width)?;
    }
    let mut row = 1;
    for cells in &table.rows {
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, (row, column), cell, &looks)?;
        }
        row += 1;
    }
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, row - 1, last)?;
    sheet.ignore_error_range(0, 0, row, last, IgnoreError::NumberStoredAsText)?;
    if let Some(note) = &table.note {
        sheet.write_string_with_format(row, 0, note, &looks.words)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Words(words) => {
            let look = if begins_formula(words) { &looks.quoted } else { &looks.words };
            sheet.write_string_with_format(row, column, words, look)?;
        }
        Cell::Day(date) => {
            let year = u16::try_from(date.year()).unwrap_or_default();
            match ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()) {
                Ok(known) => sheet.write_datetime_with_format(row, column, &known, &looks.day)?,
                // Workbooks know no day before 1900: a mistyped one is words.
                Err(_) => sheet.write_string_with_format(row, column, date.to_string(), &looks.words)?,
            };
        }
        Cell::Count(count) => {
            sheet.write_number(row, column, exact(*count))?;
        }
        Cell::Amount(amount) => {
            sheet.write_number_with_format(row, column, exact(amount.get()) / 100.0, &looks.amount)?;
        }
    }
    Ok(())
}

/// Workbooks know no other numbers; whole ones are exact up to 2^53.
#[expect(clippy::cast_precision_loss)]
const fn exact(number: i64) -> f64 {
    number as f64
}
