//! Whatever encoding a file is in, UTF-8 comes out, so that every limit holds for all of them alike.

use std::io::{self, BufRead, Read};

/// An encoding that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Latin1,
}

impl Encoding {
    /// Whether an XML declaration may give it this name.
    pub fn is_called(self, name: &str) -> bool {
        let names: &[&str] = match self {
            Self::Utf8 => &["utf-8", "utf8", "us-ascii", "ascii"],
            Self::Utf16Le => &["utf-16", "utf-16le", "iso-10646-ucs-2"],
            Self::Utf16Be => &["utf-16", "utf-16be", "iso-10646-ucs-2"],
            Self::Latin1 => &["iso-8859-1", "iso_8859-1", "iso8859-1", "latin1", "latin-1", "l1"],
        };
        names.iter().any(|known| name.eq_ignore_ascii_case(known))
    }
}

/// A reader of UTF-8 over bytes in an encoding.
pub(super) struct Decoded<R> {
    inner: R,
    encoding: Encoding,
    /// Whether a byte order mark stood before it.
    marked: bool,
    bytes: u64,
    ready: String,
    used: usize,
    /// The beginning of a character whose end is not read yet.
    pending: Vec<u8>,
}

impl<R: BufRead> Decoded<R> {
    /// What follows a byte order mark of some bytes.
    pub const fn new(inner: R, encoding: Encoding, mark: u64) -> Self {
        Self { inner, encoding, marked: mark > 0, bytes: mark, ready: String::new(), used: 0, pending: Vec::new() }
    }

    /// The bytes of the file that were taken.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The encodings that an XML declaration may name: without a mark, ISO-8859-1 looks like UTF-8 up to there.
    pub const fn possible(&self) -> [Encoding; 2] {
        let latin = !self.marked && matches!(self.encoding, Encoding::Utf8);
        [self.encoding, if latin { Encoding::Latin1 } else { self.encoding }]
    }

    /// What follows is in this encoding: an XML declaration, in ASCII until here, said so.
    pub const fn continue_in(&mut self, encoding: Encoding) {
        self.encoding = encoding;
    }

    fn decode_more(&mut self) -> io::Result<()> {
        self.ready.clear();
        self.used = 0;
        while self.ready.is_empty() {
            let found = self.inner.fill_buf()?;
            if found.is_empty() {
                return if self.pending.is_empty() { Ok(()) } else { Err(not_in_encoding()) };
            }
            let taken = found.len();
            self.bytes += taken as u64;
            if self.encoding == Encoding::Latin1 {
                self.ready.extend(found.iter().copied().map(char::from));
            } else {
                self.pending.extend_from_slice(found);
            }
            self.inner.consume(taken);
            self.decode_units()?;
        }
        Ok(())
    }

    fn decode_units(&mut self) -> io::Result<()> {
        let big = self.encoding == Encoding::Utf16Be;
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        };
        let mut whole = self.pending.len() / 2 * 2;
        // The second half of a pair of surrogates may not be read yet.
        if whole >= 2 && matches!(unit(&self.pending[whole - 2..whole]), 0xd800..=0xdbff) {
            whole -= 2;
        }
        let units = self.pending[..whole].chunks_exact(2).map(unit);
        for character in char::decode_utf16(units) {
            self.ready.push(character.map_err(|_| not_in_encoding())?);
        }
        self.pending.drain(..whole);
        Ok(())
    }
}

/// Bytes that no character of the encoding has.
fn not_in_encoding() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.encoding == Encoding::Utf8 {
            return self.inner.fill_buf();
        }
        if self.used == self.ready.len() {
            self.decode_more()?;
        }
        Ok(&self.ready.as_bytes()[self.used..])
    }

    fn consume(&mut self, amount: usize) {
        if self.encoding == Encoding::Utf8 {
            self.bytes += amount as u64;
            self.inner.consume(amount);
        } else {
            self.used = (self.used + amount).min(self.ready.len());
        }
    }
}

/// Reads what the buffer of a reader gives.
pub(super) fn read_buffered(reader: &mut impl BufRead, target: &mut [u8]) -> io::Result<usize> {
    let source = reader.fill_buf()?;
    let amount = source.len().min(target.len());
    target[..amount].copy_from_slice(&source[..amount]);
    reader.consume(amount);
    Ok(amount)
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        read_buffered(self, target)
    }
}
