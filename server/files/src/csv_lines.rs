//! On which line of a file a record of separated values begins: the reader of such files counts line ends of two bytes
//! and empty lines when it comes past them, which is after the record that it says they belong to.

use std::io::Read;

use csv::StringRecord;

/// Text whose lines all end with one byte, the last one as well.
pub(crate) struct OneLineEnd<R> {
    inner: R,
    /// A carriage return was read whose next byte is not known yet.
    held: bool,
    ended: bool,
    /// A byte for which there was no room.
    left: Option<u8>,
}

impl<R: Read> OneLineEnd<R> {
    pub const fn of(inner: R) -> Self {
        Self { inner, held: false, ended: false, left: None }
    }

    /// Moves what was read together, without carriage returns before a line feed.
    fn without_returns(&mut self, read: &mut [u8]) -> usize {
        let mut kept = 0;
        for place in 0..read.len() {
            if read[place] == b'\r' {
                match read.get(place + 1) {
                    None => {
                        self.held = true;
                        return kept;
                    }
                    Some(b'\n') => continue,
                    Some(_) => {}
                }
            }
            read[kept] = read[place];
            kept += 1;
        }
        kept
    }
}

impl<R: Read> Read for OneLineEnd<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        match out {
            [] => Ok(0),
            [first, ..] if self.left.is_some() => {
                *first = self.left.take().unwrap_or_default();
                Ok(1)
            }
            [only] => {
                let mut two = [0; 2];
                let read = self.fill(&mut two)?;
                *only = two[0];
                self.left = (read == 2).then_some(two[1]);
                Ok(read.min(1))
            }
            out => self.fill(out),
        }
    }
}

impl<R: Read> OneLineEnd<R> {
    /// Into room for two bytes at least.
    fn fill(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        loop {
            let held = usize::from(std::mem::take(&mut self.held));
            out[0] = b'\r';
            let read = self.inner.read(&mut out[held..])?;
            if read == 0 {
                if held == 0 && !std::mem::replace(&mut self.ended, true) {
                    out[0] = b'\n';
                    return Ok(1);
                }
                return Ok(held);
            }
            let kept = self.without_returns(&mut out[..held + read]);
            if kept > 0 {
                return Ok(kept);
            }
        }
    }
}

/// The line, from 1, on which a record begins; `after` is the reader's line once the record was read.
pub(crate) fn first_line(after: u64, record: &StringRecord) -> u64 {
    let within: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    after.saturating_sub(1 + u64::try_from(within).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_record_begins_on_its_line_whatever_ends_the_lines() {
        let expected = [(1, "a"), (3, "b\nb"), (5, "c")];
        for text in ["a\n\n\"b\nb\"\nc", "a\r\n\r\n\"b\r\nb\"\r\nc\r\n", "a\n\n\"b\nb\"\nc\n\n"] {
            let source = OneLineEnd::of(text.as_bytes());
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(source);
            let mut record = StringRecord::new();
            let mut found = Vec::new();
            while reader.read_record(&mut record).expect("a record") {
                found.push((first_line(reader.position().line(), &record), record[0].to_owned()));
            }
            assert_eq!(
                found.iter().map(|(line, cell)| (*line, cell.as_str())).collect::<Vec<_>>(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_return_that_ends_no_line_stays() {
        let mut text = String::new();
        OneLineEnd::of(&b"a\rb\r\r\nc\r"[..]).read_to_string(&mut text).expect("text");
        let (mut reader, mut one_by_one, mut one) = (OneLineEnd::of(&b"a\rb\r\r\nc\r"[..]), Vec::new(), [0]);
        while reader.read(&mut one).expect("a byte") == 1 {
            one_by_one.push(one[0]);
        }
        assert_eq!(one_by_one, text.as_bytes());
    }
}
