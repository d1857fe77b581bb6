//! Records of an NDJSON file: one object a line.

use std::io::BufRead;

use super::encoding::Decoded;
use super::json;
use super::{FileError, MAX_RECORD, RawRecord};

pub(super) struct NdjsonRecords<R> {
    reader: Decoded<R>,
    line: u64,
}

impl<R: BufRead> NdjsonRecords<R> {
    pub const fn new(reader: Decoded<R>) -> Self {
        Self { reader, line: 0 }
    }

    pub const fn bytes(&self) -> u64 {
        self.reader.bytes()
    }

    pub fn next_record(&mut self) -> Result<Option<RawRecord>, FileError> {
        while let Some(found) = self.next_line()? {
            let line = self.line;
            let text = std::str::from_utf8(&found).map_err(|_| FileError::NotInEncoding { line })?.trim();
            if text.is_empty() {
                continue;
            }
            let node = json::record(text, line)?;
            return Ok(Some(RawRecord { line, node, verbatim: text.as_bytes().to_vec() }));
        }
        Ok(None)
    }

    /// The next line, without its end; none at the end of the file.
    fn next_line(&mut self) -> Result<Option<Vec<u8>>, FileError> {
        let mut found = Vec::new();
        self.line += 1;
        loop {
            let buffer = self.reader.fill_buf().map_err(|error| FileError::read(error, self.line))?;
            if buffer.is_empty() {
                return Ok((!found.is_empty()).then_some(found));
            }
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let taken = end.unwrap_or(buffer.len());
            if found.len() + taken > MAX_RECORD {
                return Err(FileError::RecordTooLong { line: self.line });
            }
            found.extend_from_slice(&buffer[..taken]);
            let consumed = taken + usize::from(end.is_some());
            self.reader.consume(consumed);
            if end.is_some() {
                return Ok(Some(found));
            }
        }
    }
}
