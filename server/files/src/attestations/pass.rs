//! The reader: on a thread of its own, ahead of the loader by a few batches at most.

use std::fs::File;
use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::attestations::exchange::{Fault, FileError, Format, MAX_RECORD, Mapped, Mapping, Records};

/// The batches that may wait for the loader.
const AHEAD: usize = 2;
/// A batch ends here however few records it has, so that memory stays bounded.
const MAX_BATCH_BYTES: usize = MAX_RECORD;

/// One attestation of a record, read.
pub(super) struct Item {
    pub line: u64,
    pub mapped: Result<Mapped, Fault>,
    /// The bytes of its record: it may still be refused.
    pub verbatim: Arc<Vec<u8>>,
}

/// Some records, and how far the reader is.
#[derive(Default)]
pub(super) struct Message {
    pub bytes: u64,
    pub items: Vec<Item>,
    pub root_tag: Option<String>,
}

/// How a sound file ended.
pub(super) struct End {
    pub format: Format,
    pub file: File,
}

/// One pass over a file.
pub(super) struct Pass {
    pub messages: Receiver<Message>,
    pub task: JoinHandle<Result<End, FileError>>,
}

impl Pass {
    /// Reads all of it and keeps nothing.
    pub fn checking(file: File, batch: usize) -> Self {
        Self::start(move |sender| read(file, None, batch, sender))
    }

    /// Reads all of it and sends its records.
    pub fn loading(file: File, mapping: Mapping, batch: usize) -> Self {
        Self::start(move |sender| read(file, Some(&mapping), batch, sender))
    }

    fn start(work: impl FnOnce(&Sender<Message>) -> Result<End, FileError> + Send + 'static) -> Self {
        let (sender, messages) = channel(AHEAD);
        Self { messages, task: spawn_blocking(move || work(&sender)) }
    }
}

fn read(file: File, mapping: Option<&Mapping>, batch: usize, sender: &Sender<Message>) -> Result<End, FileError> {
    let mut records = Records::open(file.try_clone()?)?;
    let end = End { format: records.format(), file };
    let mut message = Message::default();
    let (mut count, mut size) = (0, 0);
    while let Some(record) = records.next_record()? {
        count += 1;
        size += record.verbatim.len();
        if let Some(mapping) = mapping {
            let (line, verbatim) = (record.line, Arc::new(record.verbatim));
            let item = |mapped| Item { line, mapped, verbatim: Arc::clone(&verbatim) };
            message.items.extend(mapping.read(&record.node).into_iter().map(item));
        }
        if count >= batch || size >= MAX_BATCH_BYTES {
            if !send(&mut message, &records, sender) {
                return Ok(end);
            }
            (count, size) = (0, 0);
        }
    }
    send(&mut message, &records, sender);
    Ok(end)
}

/// Whether somebody still listens.
fn send(message: &mut Message, records: &Records<std::io::BufReader<File>>, sender: &Sender<Message>) -> bool {
    message.bytes = records.bytes();
    message.root_tag = records.root_tag();
    sender.blocking_send(std::mem::take(message)).is_ok()
}
