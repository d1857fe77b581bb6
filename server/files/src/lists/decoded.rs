//! Whatever encoding a list is in, UTF-8 comes out.

use std::fs::File;
use std::io::{self, Read, Seek as _, SeekFrom};

use delibero_usecases::batches::ListProblem;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { big: bool },
    Latin1,
}

/// How much is looked at to tell UTF-8 from Latin-1.
const LOOKED_AT: usize = 1 << 16;

/// A file as UTF-8. What stands after the first 64 KiB of a file that was UTF-8 until there is Latin-1 where it is none.
pub(super) struct Decoded {
    file: File,
    encoding: Encoding,
    /// Bytes that were read and not decoded.
    pending: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl Decoded {
    pub fn of(mut file: File) -> Result<Self, ListProblem> {
        let mut start = vec![0; LOOKED_AT];
        let count = read_whole(&mut file, &mut start).map_err(|_| ListProblem::Broken(1))?;
        start.truncate(count);
        let (encoding, mark) = match start.as_slice() {
            [0xff, 0xfe, ..] => (Encoding::Utf16 { big: false }, 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16 { big: true }, 2),
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
            // Without a mark, as some programs write it: every other byte of digits is nothing.
            [0, first, ..] if *first != 0 => (Encoding::Utf16 { big: true }, 0),
            [first, 0, ..] if *first != 0 => (Encoding::Utf16 { big: false }, 0),
            text if text.contains(&0) => return Err(ListProblem::Encoding),
            text => match std::str::from_utf8(text) {
                Ok(_) => (Encoding::Utf8, 0),
                Err(why) if why.error_len().is_none() => (Encoding::Utf8, 0),
                Err(_) => (Encoding::Latin1, 0),
            },
        };
        file.seek(SeekFrom::Start(mark)).map_err(|_| ListProblem::Broken(1))?;
        Ok(Self { file, encoding, pending: Vec::new(), ready: Vec::new(), given: 0, ended: false })
    }

    fn more(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.given = 0;
        let mut read = [0; 8 * 1024];
        let count = self.file.read(&mut read)?;
        self.ended = count == 0;
        self.pending.extend_from_slice(&read[..count]);
        let taken = match self.encoding {
            Encoding::Utf8 => self.utf8(),
            Encoding::Latin1 => self.latin1(0),
            Encoding::Utf16 { big } => self.utf16(big),
        };
        self.pending.drain(..taken);
        Ok(())
    }

    fn utf8(&mut self) -> usize {
        let (valid, broken) = match std::str::from_utf8(&self.pending) {
            Ok(_) => (self.pending.len(), false),
            Err(why) => (why.valid_up_to(), why.error_len().is_some() || self.ended),
        };
        self.ready.extend_from_slice(&self.pending[..valid]);
        if broken {
            self.encoding = Encoding::Latin1;
            return self.latin1(valid);
        }
        valid
    }

    fn latin1(&mut self, from: usize) -> usize {
        let mut character = [0; 4];
        for byte in &self.pending[from..] {
            self.ready.extend_from_slice(char::from(*byte).encode_utf8(&mut character).as_bytes());
        }
        self.pending.len()
    }

    fn utf16(&mut self, big: bool) -> usize {
        let unit =
            |two: &[u8]| if big { u16::from_be_bytes([two[0], two[1]]) } else { u16::from_le_bytes([two[0], two[1]]) };
        let mut units: Vec<u16> = self.pending.chunks_exact(2).map(unit).collect();
        // The first half of a character whose second half is not read yet.
        if !self.ended && units.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) {
            units.pop();
        }
        let text: String = char::decode_utf16(units.iter().copied()).map(|read| read.unwrap_or('\u{fffd}')).collect();
        self.ready.extend_from_slice(text.as_bytes());
        if self.ended { self.pending.len() } else { units.len() * 2 }
    }
}

fn read_whole(file: &mut File, into: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < into.len() {
        match file.read(&mut into[count..])? {
            0 => break,
            some => count += some,
        }
    }
    Ok(count)
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.more()?;
        }
        let count = out.len().min(self.ready.len() - self.given);
        out[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}
