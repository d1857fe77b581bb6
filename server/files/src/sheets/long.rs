//! A table of any length, written row by row into a file: CSV and a workbook for people, NDJSON and XML for programs. What
//! the table is about stands in each of them.

use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};

use quick_xml::escape::escape;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Map, Value as Json};

use super::safe::safe;
use super::{Cell, WriteError};

/// As many as a workbook has rows, less those for what it is about.
const MOST_ROWS: u32 = 1_048_500;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LongFormat {
    Csv,
    Xlsx,
    Ndjson,
    Xml,
}

impl LongFormat {
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ndjson => "ndjson",
            Self::Xml => "xml",
        }
    }

    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ndjson => "application/x-ndjson",
            Self::Xml => "application/xml",
        }
    }
}

/// What a table is about.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// In words, one below the other; also at the foot of each printed sheet.
    pub lines: Vec<String>,
    /// For programs.
    pub fields: Vec<(&'static str, String)>,
}

/// A table while it is written.
pub struct LongTable {
    about: About,
    /// The names of the columns, as programs read them.
    columns: Vec<String>,
    writer: Writer,
}

enum Writer {
    Csv(Box<::csv::Writer<BufWriter<File>>>),
    Xlsx { book: Box<Workbook>, rows: u32 },
    Ndjson(BufWriter<File>),
    Xml(BufWriter<File>),
}

fn csv_failed(error: &::csv::Error) -> WriteError {
    WriteError::Csv(error.to_string())
}

impl LongTable {
    /// Heads are the columns as people read them; programs read the names.
    ///
    /// # Errors
    /// When the disk is at fault.
    pub fn begin(
        file: File,
        format: LongFormat,
        about: About,
        (columns, heads): (Vec<String>, Vec<String>),
    ) -> Result<Self, WriteError> {
        let mut out = BufWriter::new(file);
        let writer = match format {
            LongFormat::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                let mut csv = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
                csv.write_record(heads.iter().map(|head| safe(head))).map_err(|error| csv_failed(&error))?;
                Writer::Csv(Box::new(csv))
            }
            LongFormat::Xlsx => {
                let mut book = Workbook::new();
                let sheet = book.add_worksheet();
                sheet.set_name("result")?.set_freeze_panes(1, 0)?;
                sheet.set_footer(format!("&L{}", about.lines.join(" – ").replace('&', "&&")));
                let bold = Format::new().set_bold();
                for (place, head) in heads.iter().enumerate() {
                    sheet.write_string_with_format(0, column(place), head, &bold)?;
                }
                drop(out);
                Writer::Xlsx { book: Box::new(book), rows: 1 }
            }
            LongFormat::Ndjson => {
                let fields = about.fields.iter().map(|(name, value)| ((*name).to_owned(), Json::from(value.as_str())));
                serde_json::to_writer(&mut out, &serde_json::json!({ "about": fields.collect::<Map<_, _>>() }))
                    .map_err(std::io::Error::from)?;
                out.write_all(b"\n")?;
                Writer::Ndjson(out)
            }
            LongFormat::Xml => {
                out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<result")?;
                for (name, value) in &about.fields {
                    write!(out, " {name}=\"{}\"", escape(value.as_str()))?;
                }
                out.write_all(b">\n")?;
                Writer::Xml(out)
            }
        };
        Ok(Self { about, columns, writer })
    }

    /// # Errors
    /// When the row cannot be written: nothing is left out.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        match &mut self.writer {
            Writer::Csv(csv) => csv.write_record(cells.iter().map(words)).map_err(|error| csv_failed(&error)),
            Writer::Xlsx { book, rows } => {
                if *rows > MOST_ROWS {
                    return Err(WriteError::TooMany);
                }
                let sheet = book.worksheet_from_index(0)?;
                for (place, cell) in cells.iter().enumerate() {
                    write_cell(sheet, *rows, column(place), cell)?;
                }
                *rows += 1;
                Ok(())
            }
            Writer::Ndjson(out) => {
                let fields = self.columns.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty);
                let fields = fields.map(|(name, cell)| (name.clone(), json(cell)));
                serde_json::to_writer(&mut *out, &fields.collect::<Map<_, _>>()).map_err(std::io::Error::from)?;
                Ok(out.write_all(b"\n")?)
            }
            Writer::Xml(out) => {
                out.write_all(b"<row>")?;
                for (name, cell) in self.columns.iter().zip(cells).filter(|(_, cell)| **cell != Cell::Empty) {
                    write!(out, "<value name=\"{}\">{}</value>", escape(name.as_str()), escape(plain(cell)))?;
                }
                Ok(out.write_all(b"</row>\n")?)
            }
        }
    }

    /// The whole file, from its beginning.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(self) -> Result<File, WriteError> {
        let mut file = match self.writer {
            Writer::Csv(mut csv) => {
                for line in &self.about.lines {
                    csv.write_record([safe(line)]).map_err(|error| csv_failed(&error))?;
                }
                let out = csv.into_inner().map_err(|error| WriteError::Csv(error.to_string()))?;
                out.into_inner().map_err(std::io::IntoInnerError::into_error)?
            }
            Writer::Xlsx { mut book, rows } => {
                let sheet = book.worksheet_from_index(0)?;
                for (place, line) in (1..).zip(&self.about.lines) {
                    sheet.write_string(rows + place, 0, line)?;
                }
                let mut file = tempfile::tempfile()?;
                book.save_to_writer(&mut file)?;
                file
            }
            Writer::Ndjson(out) => out.into_inner().map_err(std::io::IntoInnerError::into_error)?,
            Writer::Xml(mut out) => {
                out.write_all(b"</result>\n")?;
                out.into_inner().map_err(std::io::IntoInnerError::into_error)?
            }
        };
        file.rewind()?;
        Ok(file)
    }
}

fn column(place: usize) -> u16 {
    u16::try_from(place).unwrap_or(u16::MAX)
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), WriteError> {
    #[expect(clippy::cast_precision_loss, reason = "a workbook knows no other numbers")]
    match cell {
        Cell::Empty => {}
        Cell::Count(count) => drop(sheet.write_number(row, column, *count as f64)?),
        Cell::Amount(amount) => drop(sheet.write_number(row, column, amount.get() as f64 / 100.0)?),
        // Always text: nothing in a cell is ever a formula.
        other => drop(sheet.write_string(row, column, plain(other))?),
    }
    Ok(())
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Words(words) => words.clone(),
        Cell::Day(day) => day.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Amount(amount) => amount.to_string(),
    }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Words(words) => safe(words),
        other => plain(other),
    }
}

fn json(cell: &Cell) -> Json {
    match cell {
        Cell::Count(count) => Json::from(*count),
        other => Json::from(plain(other)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn written(format: LongFormat) -> Vec<u8> {
        let about = About { lines: vec!["=about".to_owned()], fields: vec![("batch", "a\"b".to_owned())] };
        let names = |words: [&str; 2]| words.map(str::to_owned).to_vec();
        let file = tempfile::tempfile().unwrap();
        let columns = (names(["niss", "s.a"]), names(["NISS", "A"]));
        let mut table = LongTable::begin(file, format, about, columns).unwrap();
        table.row(&[Cell::words("85073099932"), Cell::words("=1<2")]).unwrap();
        table.row(&[Cell::words("85073099932"), Cell::Empty]).unwrap();
        let mut bytes = Vec::new();
        table.end().unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn each_form_says_every_row_and_what_it_is_about() {
        let text = |format| String::from_utf8(written(format)).unwrap();
        assert_eq!(text(LongFormat::Csv), "\u{feff}NISS,A\n85073099932,'=1<2\n85073099932,\n'=about\n");
        let lines = "{\"about\":{\"batch\":\"a\\\"b\"}}\n{\"niss\":\"85073099932\",\"s.a\":\"=1<2\"}\n{\"niss\":\"85073099932\"}\n";
        assert_eq!(text(LongFormat::Ndjson), lines);
        let xml = text(LongFormat::Xml);
        assert!(
            xml.contains("<result batch=\"a&quot;b\">") && xml.contains("<value name=\"s.a\">=1&lt;2</value></row>")
        );
        assert!(xml.ends_with("</row>\n</result>\n"));
        let sheet = crate::sheets::read_rows(&written(LongFormat::Xlsx)).unwrap();
        assert_eq!(sheet.heads, ["NISS", "A"]);
        assert_eq!(sheet.rows[0].1, ["85073099932", "=1<2"]);
        assert_eq!(sheet.rows[2].1, ["=about"]);
    }
}
