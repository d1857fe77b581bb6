//! The reader: on a thread of its own, ahead of the loader by a few batches at most.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use delibero_usecases::source_loads::Fault;
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::records::exchange::{BUFFER, FileError, Format, MAX_RECORD, Mapped, Mapping, Records};

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
    /// SHA-256, where it was taken.
    pub hash: Option<[u8; 32]>,
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

/// A file, and the hash of what was read of it where that is wanted.
struct Hashing {
    file: File,
    hash: Option<Arc<Mutex<Sha256>>>,
}

impl Read for Hashing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        if let Some(hash) = &self.hash {
            hash.lock().unwrap_or_else(PoisonError::into_inner).update(&buffer[..count]);
        }
        Ok(count)
    }
}

impl Hashing {
    fn of(file: &File, hash: Option<Arc<Mutex<Sha256>>>) -> io::Result<Self> {
        let mut file = file.try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self { file, hash })
    }
}

/// The hash is taken by the pass that keeps nothing.
fn read(file: File, mapping: Option<&Mapping>, batch: usize, sender: &Sender<Message>) -> Result<End, FileError> {
    let hash = mapping.is_none().then(Arc::<Mutex<Sha256>>::default);
    let source = Hashing::of(&file, hash.clone())?;
    let mut records = Records::new(BufReader::with_capacity(BUFFER, source))?;
    let format = records.format();
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
                return Ok(End { format, file, hash: None });
            }
            (count, size) = (0, 0);
        }
    }
    send(&mut message, &records, sender);
    drop(records);
    let hash = hash.map(|hash| whole(&file, hash)).transpose()?;
    Ok(End { format, file, hash })
}

/// With what the reader of records left at the end: clones of a file are at the same place.
fn whole(file: &File, hash: Arc<Mutex<Sha256>>) -> io::Result<[u8; 32]> {
    let mut rest = Hashing { file: file.try_clone()?, hash: Some(Arc::clone(&hash)) };
    io::copy(&mut rest, &mut io::sink())?;
    let hash = hash.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(hash.finalize().into())
}

/// Whether somebody still listens.
fn send(message: &mut Message, records: &Records<BufReader<Hashing>>, sender: &Sender<Message>) -> bool {
    message.bytes = records.bytes();
    message.root_tag = records.root_tag();
    sender.blocking_send(std::mem::take(message)).is_ok()
}
