use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};

use super::*;

const COLUMNS: &[Column] = &[("niss", 16.), ("value", 20.), ("day", 11.), ("count", 9.)];

fn table(rows: Vec<Vec<Cell>>) -> Table {
    Table { name: "sheet", columns: COLUMNS, rows, note: None }
}

fn row(words: &str, amount: i64) -> Vec<Cell> {
    let amount = Cell::Amount(Hundredths::new(amount));
    vec![Cell::words(words), amount, Cell::Day(Date::constant(2025, 4, 1)), Cell::Count(3)]
}

fn read_back(table: &Table) -> Vec<Vec<Data>> {
    let file = table.write(FileFormat::Xlsx).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).expect("a workbook that can be read");
    let formulas = book.worksheet_formula("sheet").expect("a sheet");
    assert!(formulas.cells().all(|(.., formula)| formula.is_empty()), "no cell computes");
    book.worksheet_range("sheet").expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn in_a_workbook_amounts_are_numbers_and_words_are_text() {
    let words = ["08507309993", "=1+1", "-inf", "＝A1", "\n=1", "1e5", "08/020", "a;=1", "TRUE"];
    let rows = words.iter().map(|words| row(words, -112_338)).collect();
    let rows = read_back(&table(rows));
    assert_eq!(rows[0][0], Data::String("niss".to_owned()));
    for (read, words) in rows[1..].iter().zip(words) {
        assert_eq!(read[0], Data::String(words.to_owned()), "nothing is added, and no zero is lost");
        assert_eq!(read[1], Data::Float(-1123.38));
        assert!(read[2].is_datetime() && read[3] == Data::Float(3.0), "{read:?}");
    }
}

#[test]
fn a_csv_has_a_mark_and_a_line_for_each_row() {
    let file = table(vec![row("=1+1", -5), row("", 100)]).write(FileFormat::Csv).expect("a file");
    let file = String::from_utf8(file).expect("text");
    assert_eq!(file, "\u{feff}niss,value,day,count\n'=1+1,-0.05,2025-04-01,3\n,1.00,2025-04-01,3\n");
}

#[test]
fn a_row_that_cannot_be_written_fails_the_file() {
    for format in [FileFormat::Csv, FileFormat::Xlsx] {
        let short = table(vec![row("a", 1), vec![Cell::Empty]]);
        assert!(matches!(short.write(format), Err(WriteError::Cells { row: 2, cells: 1, columns: 4 })));
    }
    let long = table(vec![row(&"x".repeat(40_000), 1)]);
    assert!(matches!(long.write(FileFormat::Xlsx), Err(WriteError::Workbook(_))), "no cell holds so much");
    assert!(long.write(FileFormat::Csv).is_ok());
}

#[test]
fn a_day_that_workbooks_do_not_know_is_words() {
    let mut early = row("a", 1);
    early[2] = Cell::Day(Date::constant(25, 3, 7));
    assert_eq!(read_back(&table(vec![early]))[1][2], Data::String("0025-03-07".to_owned()));
}
