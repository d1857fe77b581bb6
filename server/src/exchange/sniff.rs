//! Which format a file has, by its first bytes.

use std::io::BufRead;

use super::{FileError, Format};

const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";
const WIDE: &[&[u8]] = &[b"\xFF\xFE", b"\xFE\xFF", b"\0\0\xFE\xFF", b"<\0", b"\0<", b"{\0", b"\0{", b"\0\0\0"];
const COMPRESSED: &[(&[u8], &str)] = &[
    (b"\x1F\x8B", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"\xFD7zXZ", "xz"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"BZh", "bzip2"),
    (b"7z\xBC\xAF", "7z"),
];

/// Looks at the first bytes and takes the byte order mark away.
pub(super) fn format(reader: &mut impl BufRead) -> Result<Format, FileError> {
    let first = reader.fill_buf()?;
    if first.is_empty() {
        return Err(FileError::Empty);
    }
    if WIDE.iter().any(|start| first.starts_with(start)) {
        return Err(FileError::WideEncoding);
    }
    if let Some((_, name)) = COMPRESSED.iter().find(|(start, _)| first.starts_with(start)) {
        return Err(FileError::Compressed(name));
    }
    let mark = if first.starts_with(UTF8_BOM) { UTF8_BOM.len() } else { 0 };
    let found = match first[mark..].iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => return Err(FileError::Empty),
        Some(b'<') => Format::Xml,
        Some(b'{') => Format::Ndjson,
        Some(_) => return Err(FileError::UnknownFormat),
    };
    reader.consume(mark);
    Ok(found)
}
