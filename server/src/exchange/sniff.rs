//! Which encoding and which format a file has, by its first bytes.

use std::io::BufRead;

use super::encoding::{Decoded, Encoding};
use super::{FileError, Format};

/// Byte order marks, and the first character of either format without one.
const ENCODINGS: &[(&[u8], usize, Encoding)] = &[
    (b"\xEF\xBB\xBF", 3, Encoding::Utf8),
    (b"\xFF\xFE", 2, Encoding::Utf16Le),
    (b"\xFE\xFF", 2, Encoding::Utf16Be),
    (b"<\0", 0, Encoding::Utf16Le),
    (b"\0<", 0, Encoding::Utf16Be),
    (b"{\0", 0, Encoding::Utf16Le),
    (b"\0{", 0, Encoding::Utf16Be),
];
const UTF_32: &[&[u8]] = &[b"\0\0\xFE\xFF", b"\xFF\xFE\0\0", b"<\0\0\0", b"{\0\0\0", b"\0\0\0"];
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
    if UTF_32.iter().any(|start| first.starts_with(start)) {
        return Err(FileError::WideEncoding);
    }
    if let Some((_, name)) = COMPRESSED.iter().find(|(start, _)| first.starts_with(start)) {
        return Err(FileError::Compressed(name));
    }
    let known = ENCODINGS.iter().find(|(start, ..)| first.starts_with(start));
    let (mark, encoding) = known.map_or((0, Encoding::Utf8), |(_, mark, encoding)| (*mark, *encoding));
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
        Some(b'{') => Format::Ndjson,
        Some(_) => return Err(FileError::UnknownFormat),
    };
    Ok((found, decoded))
}
