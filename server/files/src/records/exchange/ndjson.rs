//! Records of a JSON file: objects one after the other, however they stand on its lines.
//!
//! One object a line is the usual form. Several on one line, objects over many lines, a list, and a batch (an object in
//! which a list of answers or notifications stands) are read the same way, one record at a time.

use std::io::BufRead;

use super::encoding::Decoded;
use super::json::{self, Place};
use super::wrapping::is_list_of_records;
use super::{FileError, MAX_DEPTH, MAX_RECORD, RawRecord};

pub(super) struct NdjsonRecords<R> {
    reader: Decoded<R>,
    /// Where the next byte stands.
    at: Place,
    around: Vec<Around>,
    /// Whether something stands before the next byte, so that a comma must come first in a list.
    after_value: bool,
}

/// What stands around the records.
enum Around {
    List,
    /// What an object says before its list of records, and where it begins.
    Batch {
        begun: Place,
        own: Vec<u8>,
    },
}

/// The bytes of an object so far, and what the next one means.
#[derive(Default)]
struct Object {
    bytes: Vec<u8>,
    depth: usize,
    in_string: bool,
    escaped: bool,
    /// Where the last string at the first level began and ended: perhaps a key.
    key: Option<(usize, usize)>,
    began: usize,
    /// Whether it names a person at its first level.
    names_somebody: bool,
}

impl<R: BufRead> NdjsonRecords<R> {
    pub const fn new(reader: Decoded<R>) -> Self {
        Self { reader, at: Place { line: 1, column: 1 }, around: Vec::new(), after_value: false }
    }

    pub const fn bytes(&self) -> u64 {
        self.reader.bytes()
    }

    pub fn next_record(&mut self) -> Result<Option<RawRecord>, FileError> {
        loop {
            let at = self.at;
            let Some(byte) = self.take()? else {
                return if self.around.is_empty() { Ok(None) } else { Err(FileError::Truncated { line: at.line }) };
            };
            let may_begin = !self.after_value || self.around.is_empty();
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                b',' if self.after_value && !self.around.is_empty() => self.after_value = false,
                b'[' if may_begin => self.open(Around::List, at)?,
                b']' if !self.around.is_empty() => self.close_list(at)?,
                b'{' if may_begin => {
                    let began = Object { bytes: vec![byte], depth: 1, ..Object::default() };
                    if let Some(found) = self.object(at, began)? {
                        return Ok(Some(found));
                    }
                }
                _ => return Err(FileError::Json { line: at.line, column: at.column }),
            }
        }
    }

    fn open(&mut self, around: Around, at: Place) -> Result<(), FileError> {
        if self.around.len() >= MAX_DEPTH {
            return Err(FileError::TooDeep { line: at.line });
        }
        self.around.push(around);
        self.after_value = false;
        Ok(())
    }

    /// A list ended. Where it is that of a batch, the rest of the batch is read: it must be sound as a whole.
    fn close_list(&mut self, at: Place) -> Result<(), FileError> {
        self.after_value = true;
        let Some(Around::Batch { begun, mut own }) = self.around.pop() else { return Ok(()) };
        own.push(b']');
        let rest = Object { bytes: own, depth: 1, ..Object::default() };
        self.object(Place { line: at.line, ..begun }, rest).map(drop)
    }

    /// Reads an object to its end, or to the bracket of its list of records: these come next then.
    fn object(&mut self, begun: Place, mut object: Object) -> Result<Option<RawRecord>, FileError> {
        loop {
            let byte = self.take()?.filter(|byte| !(object.in_string && *byte == b'\n'));
            let Some(byte) = byte else {
                let cut = FileError::Truncated { line: self.at.line };
                return Err(record(begun, object.bytes).err().unwrap_or(cut));
            };
            if object.bytes.len() >= MAX_RECORD {
                return Err(FileError::RecordTooLong { line: begun.line });
            }
            let lists_records = byte == b'[' && object.begins_records();
            object.push(byte);
            if lists_records {
                self.open(Around::Batch { begun, own: object.bytes }, begun)?;
                return Ok(None);
            }
            if object.depth == 0 {
                self.after_value = true;
                return record(begun, object.bytes).map(Some);
            }
        }
    }

    /// The next byte, if there is one.
    fn take(&mut self) -> Result<Option<u8>, FileError> {
        let line = self.at.line;
        let buffer = self.reader.fill_buf().map_err(|error| FileError::read(error, line))?;
        let Some(byte) = buffer.first().copied() else { return Ok(None) };
        self.reader.consume(1);
        self.at = match byte {
            b'\n' => Place { line: line + 1, column: 1 },
            _ => Place { line, column: self.at.column + 1 },
        };
        Ok(Some(byte))
    }
}

impl Object {
    fn push(&mut self, byte: u8) {
        let at = self.bytes.len();
        self.bytes.push(byte);
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' if self.in_string => {
                self.in_string = false;
                if self.depth == 1 {
                    self.key = Some((self.began, at));
                    self.names_somebody |= self.bytes[self.began..at].eq_ignore_ascii_case(b"ssin");
                }
            }
            b'"' => (self.in_string, self.began) = (true, at + 1),
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => self.depth -= 1,
            _ => {}
        }
    }

    /// Whether a bracket here begins a list of records: it stands behind the name of one, and of nobody in particular.
    fn begins_records(&self) -> bool {
        if self.in_string || self.depth != 1 || self.names_somebody {
            return false;
        }
        let Some((begin, end)) = self.key else { return false };
        let between = self.bytes.get(end + 1..).unwrap_or_default();
        let is_key = between.trim_ascii() == b":";
        let name = std::str::from_utf8(&self.bytes[begin..end]).unwrap_or_default();
        is_key && is_list_of_records(name)
    }
}

/// What may stand on several lines is kept on one, as the file of the refused has it.
fn record(begun: Place, mut bytes: Vec<u8>) -> Result<RawRecord, FileError> {
    let line = begun.line;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let before = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        FileError::NotInEncoding { line: line + before as u64 }
    })?;
    let node = json::record(text, begun)?;
    bytes.iter_mut().filter(|byte| matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    Ok(RawRecord { line, node, verbatim: bytes })
}
