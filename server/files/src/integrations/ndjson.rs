//! One JSON object a line, with the names of our columns.

use std::io::{BufRead as _, BufReader};

use delibero_usecases::directory::{FileProblem, FileRow};
use serde_json::{Map, Value as Json};

use super::columns::Columns;
use super::{Rows, Source};

/// The longest line, in bytes.
const LONGEST: u64 = 64 * 1024;

pub(super) fn read(source: impl Source, rows: &mut Rows<'_>) -> Result<(), FileProblem> {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let (mut line, mut read, mut is_first) = (0, 0, true);
    let mut text = Vec::new();
    loop {
        text.clear();
        line += 1;
        let mut limited = std::io::Read::take(&mut source, LONGEST);
        let count = limited.read_until(b'\n', &mut text).map_err(|_| FileProblem::Broken(line))?;
        if count == 0 {
            return Ok(());
        }
        read += count as u64;
        if count as u64 == LONGEST {
            return Err(FileProblem::Broken(line));
        }
        let said = std::str::from_utf8(&text).map_err(|_| FileProblem::NotUtf8)?;
        let said = said.trim_start_matches('\u{feff}').trim();
        if said.is_empty() {
            continue;
        }
        let Ok(Json::Object(fields)) = serde_json::from_str(said) else { return Err(FileProblem::Broken(line)) };
        if std::mem::take(&mut is_first) {
            Columns::of(fields.keys().map(String::as_str))?;
        }
        if !rows.push(row(line, &fields), read) {
            return Ok(());
        }
    }
}

/// The first line says whether the file has the right names; another one that has others is refused alone.
fn row(line: u64, fields: &Map<String, Json>) -> FileRow {
    let (columns, misshapen) = Columns::found(fields.keys().map(String::as_str));
    let values: Vec<String> = fields.values().map(words).collect();
    FileRow { misshapen, ..columns.row(line, |at| values.get(at).map(String::as_str)) }
}

fn words(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(words) => words.clone(),
        other => other.to_string(),
    }
}
