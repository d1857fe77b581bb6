//! A table of any length, written row by row into a file: CSV and a workbook for people, NDJSON and XML for programs. What
//! the table is about stands in each of them. A row that is written is no longer in memory.

use std::fs::File;
use std::io::{BufWriter, Seek as _, Write as _};

use quick_xml::escape::escape;
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::{Map, Value as Json};

use super::safe::safe;
use super::{Cell, WriteError};

/// As many as a sheet has rows, less those for what it is about: what is more stands on a further sheet.
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
    Xlsx(Book),
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
        Self::begin_with(file, format, about, (columns, heads), MOST_ROWS)
    }

    fn begin_with(
        file: File,
        format: LongFormat,
        about: About,
        (columns, heads): (Vec<String>, Vec<String>),
        most: u32,
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
                drop(out);
                Writer::Xlsx(Book::begin(heads, &about, most)?)
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
            Writer::Xlsx(book) => book.row(cells),
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
            Writer::Xlsx(book) => book.end(&self.about)?,
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

/// A workbook while it is written.
struct Book {
    book: Box<Workbook>,
    heads: Vec<String>,
    footer: String,
    /// Those of a sheet.
    most: u32,
    /// The sheet that is written, and its next row.
    sheet: usize,
    row: u32,
}

impl Book {
    fn begin(heads: Vec<String>, about: &About, most: u32) -> Result<Self, WriteError> {
        let footer = format!("&L{}", about.lines.join(" – ").replace('&', "&&"));
        let mut begun = Self { book: Box::new(Workbook::new()), heads, footer, most, sheet: 0, row: 0 };
        begun.add_sheet("result".to_owned())?;
        Ok(begun)
    }

    fn add_sheet(&mut self, name: String) -> Result<(), WriteError> {
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        sheet.set_footer(&self.footer);
        let bold = Format::new().set_bold();
        for (place, head) in self.heads.iter().enumerate() {
            sheet.write_string_with_format(0, column(place), head, &bold)?;
        }
        self.row = 1;
        Ok(())
    }

    fn row(&mut self, cells: &[Cell]) -> Result<(), WriteError> {
        if self.row > self.most {
            self.sheet += 1;
            self.add_sheet(format!("result {}", self.sheet + 1))?;
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (place, cell) in cells.iter().enumerate() {
            write_cell(sheet, self.row, column(place), cell)?;
        }
        self.row += 1;
        Ok(())
    }

    fn end(mut self, about: &About) -> Result<File, WriteError> {
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (place, line) in (1..).zip(&about.lines) {
            sheet.write_string(self.row + place, 0, line)?;
        }
        let mut file = tempfile::tempfile()?;
        self.book.save_to_writer(&mut file)?;
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
    use std::io::{Cursor, Read as _};

    use calamine::Reader as _;

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

    #[test]
    fn what_a_sheet_has_no_room_for_stands_on_a_further_one() {
        let columns = (vec!["n".to_owned()], vec!["Number".to_owned()]);
        let about = About { lines: vec!["about".to_owned()], ..About::default() };
        let file = tempfile::tempfile().unwrap();
        let mut table = LongTable::begin_with(file, LongFormat::Xlsx, about, columns, 2).unwrap();
        for number in 0..5 {
            table.row(&[Cell::Count(number)]).unwrap();
        }
        let mut bytes = Vec::new();
        table.end().unwrap().read_to_end(&mut bytes).unwrap();
        let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
        let sheets: Vec<Vec<String>> = book
            .worksheets()
            .into_iter()
            .map(|(_, cells)| cells.rows().map(|row| row[0].to_string()).filter(|words| !words.is_empty()).collect())
            .collect();
        assert_eq!(book.sheet_names(), ["result", "result 2", "result 3"]);
        assert_eq!(sheets, [vec!["Number", "0", "1"], vec!["Number", "2", "3"], vec!["Number", "4", "about"]]);
    }
}
