//! Which encoding and which format a file has, by its first bytes.

use std::io::BufRead;

use super::encoding::{Decoded, Encoding};
use super::{FileError, Format};

const MARKS: &[(&[u8], Encoding)] =
    &[(b"\xEF\xBB\xBF", Encoding::Utf8), (b"\xFF\xFE", Encoding::Utf16Le), (b"\xFE\xFF", Encoding::Utf16Be)];
const UTF_32_MARKS: &[&[u8]] = &[b"\0\0\xFE\xFF", b"\xFF\xFE\0\0"];
const COMPRESSED: &[(&[u8], &str)] = &[
    (b"\x1F\x8B", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"\xFD7zXZ", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"BZh", "bzip2"),
    (b"7z\xBC\xAF", "7z"),
];

/// Looks at the first bytes and takes the byte order mark away.
pub(super) fn sniff<R: BufRead>(mut reader: R) -> Result<(Format, Decoded<R>), FileError> {
    let first = reader.fill_buf()?;
    if first.is_empty() {
        return Err(FileError::Empty);
    }
    if is_utf_32(first) {
        return Err(FileError::WideEncoding);
    }
    if let Some((_, name)) = COMPRESSED.iter().find(|(start, _)| first.starts_with(start)) {
        return Err(FileError::Compressed(name));
    }
    let marked = MARKS.iter().find(|(mark, _)| first.starts_with(mark));
    let (mark, encoding) = marked.map_or_else(|| (0, unmarked(first)), |(mark, encoding)| (mark.len(), *encoding));
    reader.consume(mark);
    let mut decoded = Decoded::new(reader, encoding, mark as u64);
    let found = match decoded
        .fill_buf()
        .map_err(|error| FileError::read(error, 1))?
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
    {
        None => return Err(FileError::Empty),
        Some(b'<') => Format::Xml,
        Some(b'{' | b'[') => Format::Ndjson,
        Some(_) => return Err(FileError::UnknownFormat),
    };
    Ok((found, decoded))
}

/// What either format begins with.
fn begins(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'<' | b'{' | b'[')
}

fn is_utf_32(first: &[u8]) -> bool {
    let unmarked = matches!(first, [0, 0, 0, byte, ..] | [byte, 0, 0, 0, ..] if begins(*byte));
    unmarked || UTF_32_MARKS.iter().any(|mark| first.starts_with(mark))
}

/// The encoding of a file without a mark, by its first character.
fn unmarked(first: &[u8]) -> Encoding {
    match first {
        [0, byte, ..] if begins(*byte) => Encoding::Utf16Be,
        [byte, 0, ..] if begins(*byte) => Encoding::Utf16Le,
        _ => Encoding::Utf8,
    }
}
