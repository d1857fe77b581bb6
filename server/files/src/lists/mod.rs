//! Lists of persons to be asked about: CSV, XLSX, NDJSON or XML, told apart by their content, in UTF-8, UTF-16 or Latin-1.
//!
//! A thread reads ahead and sends lines; they are taken in units of work of some thousand. Only the column of the NISS is
//! read. A line that is wrong is refused alone; a file of which nobody can say where it is wrong is refused as a whole.

mod csv;
mod decoded;
mod ndjson;
mod workbook;
mod xml;

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _};

use delibero_domain::folding::folded;
use delibero_usecases::batches::{BatchError, ListLine, ListProblem, Taking};
use thiserror::Error;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;

use decoded::Decoded;

/// The names of the column, element or key that holds the NISS.
const NAMES: &[&str] = &["niss", "insz", "enss", "ssin", "inss"];
/// The lines of one unit of work.
const AT_ONCE: usize = 4_000;
/// What may wait for the loader.
const AHEAD: usize = 2;
/// The longest line of NDJSON, text of an element or cell, in bytes.
const LONGEST: usize = 64 * 1024;

#[derive(Debug, Error)]
pub enum ListError {
    #[error(transparent)]
    File(#[from] ListProblem),
    #[error(transparent)]
    Batch(#[from] BatchError),
}

fn is_name(name: &str) -> bool {
    let name = folded(name.trim().trim_start_matches('\u{feff}'));
    NAMES.contains(&name.as_str())
}

/// A line, or one of which nothing can be read.
enum Read {
    Typed(ListLine),
    Unreadable(u64),
}

/// Where a reader puts its lines.
struct Lines<'s> {
    sender: &'s Sender<Vec<Read>>,
    waiting: Vec<Read>,
}

impl Lines<'_> {
    /// False: nobody listens any more.
    fn push(&mut self, read: Read) -> bool {
        self.waiting.push(read);
        self.waiting.len() < AT_ONCE || self.send()
    }

    fn typed(&mut self, line: u64, niss: impl Into<String>) -> bool {
        self.push(Read::Typed(ListLine { line, niss: niss.into() }))
    }

    fn send(&mut self) -> bool {
        self.waiting.is_empty() || self.sender.blocking_send(std::mem::take(&mut self.waiting)).is_ok()
    }
}

/// Takes a whole list.
///
/// # Errors
/// When the file is no list, the list is too long, or the store fails.
pub async fn take_list(taking: &mut Taking<'_>, file: File) -> Result<(), ListError> {
    let (sender, mut parts): (Sender<Vec<Read>>, Receiver<Vec<Read>>) = channel(AHEAD);
    let reading = spawn_blocking(move || {
        let mut lines = Lines { sender: &sender, waiting: Vec::new() };
        let read = read(file, &mut lines);
        lines.send();
        read
    });
    while let Some(part) = parts.recv().await {
        let mut lines = Vec::with_capacity(part.len());
        for read in part {
            match read {
                Read::Typed(line) => lines.push(line),
                Read::Unreadable(line) => taking.refuse(line),
            }
        }
        taking.take(&lines).await?;
    }
    Ok(reading.await.unwrap_or(Err(ListProblem::Broken(1)))?)
}

fn read(mut file: File, lines: &mut Lines<'_>) -> Result<(), ListProblem> {
    let mut first = [0; 4];
    let count = file.read(&mut first).map_err(|_| ListProblem::Broken(1))?;
    file.rewind().map_err(|_| ListProblem::Broken(1))?;
    if first[..count].starts_with(b"PK") {
        return workbook::read(file, lines);
    }
    let mut text = BufReader::with_capacity(1 << 16, Decoded::of(file)?);
    let head = {
        use std::io::BufRead as _;
        let start = text.fill_buf().map_err(|_| ListProblem::Broken(1))?;
        start.iter().copied().find(|byte| !byte.is_ascii_whitespace())
    };
    match head {
        None => Err(ListProblem::Empty),
        Some(b'<') => xml::read(text, lines),
        Some(b'{' | b'"') if is_json(&mut text) => ndjson::read(text, lines),
        Some(_) => csv::read(text, lines),
    }
}

/// Whether the first line is a value of JSON: a quotation mark begins cells as well.
fn is_json(text: &mut impl std::io::BufRead) -> bool {
    let start = text.fill_buf().unwrap_or_default();
    let line = start.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(line.trim_ascii()).is_ok_and(|value| value.is_object())
        || (line.trim_ascii_start().starts_with(b"{"))
}

#[cfg(test)]
mod tests;
