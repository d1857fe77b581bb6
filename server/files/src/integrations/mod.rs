//! Loading files of integrations: CSV, XLSX or NDJSON, told apart by their content.
//!
//! A thread reads ahead and sends rows; they are taken in transactions of some hundred. A file whose columns are wrong
//! loads nothing. A row that is refused is refused alone. Loading a file again changes nothing.

mod columns;
mod csv;
mod ndjson;
mod workbook;

use std::io::{Read, Seek};

use delibero_usecases::directory::{DirectoryError, FileProblem, FileRow, Load, Loading, ROWS_AT_ONCE, Reject};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::spawn_blocking;

use crate::progress::{Progress, Stage};

pub use columns::COLUMNS;

/// The batches that may wait for the loader.
const AHEAD: usize = 2;

/// What a file is read from.
pub trait Source: Read + Seek + Send + 'static {}
impl<S: Read + Seek + Send + 'static> Source for S {}

/// Some rows, and how many bytes were read for them.
struct Batch {
    rows: Vec<FileRow>,
    read_bytes: u64,
}

/// Where a reader puts its rows.
struct Rows<'s> {
    sender: &'s Sender<Batch>,
    batch: Vec<FileRow>,
    bytes: u64,
}

impl Rows<'_> {
    /// One row; `read_bytes` is how far the file was read. False: nobody listens any more.
    fn push(&mut self, row: FileRow, read_bytes: u64) -> bool {
        self.batch.push(row);
        // Each batch is kept under how far it came: no two may say the same.
        self.bytes = read_bytes.max(self.bytes);
        self.batch.len() < ROWS_AT_ONCE || self.send()
    }

    fn send(&mut self) -> bool {
        if self.batch.is_empty() {
            return true;
        }
        let batch = Batch { rows: std::mem::take(&mut self.batch), read_bytes: self.bytes };
        self.sender.blocking_send(batch).is_ok()
    }
}

/// Loads a whole file that was begun, after what was loaded of it before, and says what each refused row was refused for.
///
/// # Errors
/// When the store fails, which is noted as far as it can be; a file of a job stays for whoever goes on with it.
pub async fn load_file(
    loading: &Loading<'_>,
    load: &mut Load,
    source: impl Source,
    progress: &dyn Progress,
    mut refused: impl FnMut(&[Reject]),
) -> Result<(), DirectoryError> {
    progress.stage(Stage::Loading, load.bytes);
    let (sender, mut batches): (Sender<Batch>, Receiver<Batch>) = channel(AHEAD);
    let reading = spawn_blocking(move || read(source, &sender));
    let mut before = load.rows();
    while let Some(Batch { mut rows, read_bytes }) = batches.recv().await {
        let done = usize::try_from(before).unwrap_or(usize::MAX).min(rows.len());
        rows.drain(..done);
        before -= done as u64;
        if rows.is_empty() {
            continue;
        }
        match loading.take(load, rows, read_bytes).await {
            Ok(rejects) => refused(&rejects),
            Err(error) => {
                drop(batches);
                let stopped = matches!(error, DirectoryError::NotAllowed);
                if loading.is_gone_on_with() && !stopped {
                    return Err(error);
                }
                let problem = if stopped { FileProblem::Stopped } else { FileProblem::Interrupted };
                loading.end(load, Some(problem)).await?;
                progress.finished();
                return Err(error);
            }
        }
        progress.at(read_bytes);
    }
    let problem = reading.await.unwrap_or(Err(FileProblem::Interrupted)).err();
    loading.end(load, problem).await?;
    progress.finished();
    Ok(())
}

/// Whether the columns of a file are right: read before anything is loaded.
///
/// # Errors
/// What is wrong with it.
pub fn check_head(source: impl Source) -> Result<(), FileProblem> {
    let (sender, mut batches) = channel(1);
    // One batch fits; the reader stops at the second, where nobody listens.
    batches.close();
    match read(source, &sender) {
        Err(FileProblem::Broken(_)) | Ok(()) => Ok(()),
        Err(problem) => Err(problem),
    }
}

fn read(mut source: impl Source, sender: &Sender<Batch>) -> Result<(), FileProblem> {
    let mut rows = Rows { sender, batch: Vec::new(), bytes: 0 };
    let mut first = [0; 4];
    let count = source.read(&mut first).map_err(|_| FileProblem::Broken(1))?;
    source.rewind().map_err(|_| FileProblem::Broken(1))?;
    let read = match &first[..count] {
        [] => Err(FileProblem::Empty),
        [b'P', b'K', ..] => workbook::read(source, &mut rows),
        [b'{' | b'[', ..] | [0xef, 0xbb, 0xbf, b'{' | b'['] => ndjson::read(source, &mut rows),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Err(FileProblem::NotUtf8),
        _ => csv::read(source, &mut rows),
    };
    rows.send();
    read
}

#[cfg(test)]
mod tests;
