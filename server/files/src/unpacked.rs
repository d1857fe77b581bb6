//! What a workbook unfolds to, measured before anybody reads it: a small file may unfold hugely, and its reader keeps
//! some parts of it whole.

use std::io::{Read, Seek};

use zip::ZipArchive;

const MEBIBYTE: u64 = 1024 * 1024;
/// The most between two `<`: a cell has at most 32,767 characters.
const LONGEST_TEXT: u64 = MEBIBYTE;
const MOST_PARTS: usize = 1_000;
/// How a part says for how many texts its reader is to make room, and the most digits of that.
const ROOM: &[u8] = b"uniqueCount";
const MOST_DIGITS: usize = 7;
const CHUNK: usize = 64 * 1024;
/// Where binary parts of workbooks end: nobody reads them as text.
const BINARY: [&str; 7] = [".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    NotAWorkbook,
    TooLarge,
}

/// In bytes, unpacked.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub whole: u64,
    /// Of what is not read row by row: texts that several cells share, styles.
    pub kept: u64,
}

/// Of a sheet of some thousand rows.
pub(crate) const SHEET: Bounds = Bounds { whole: 64 * MEBIBYTE, kept: 24 * MEBIBYTE };
/// Of a sheet of a million rows: spreadsheets have no more.
pub(crate) const LONG_SHEET: Bounds = Bounds { whole: 384 * MEBIBYTE, kept: 96 * MEBIBYTE };

/// Unpacks all of it, keeps nothing, and stops at the first bound. What the file says of its own sizes is asked first and
/// not believed.
pub(crate) fn check(source: impl Read + Seek, bounds: Bounds) -> Result<(), Unfit> {
    let mut archive = ZipArchive::new(source).map_err(|_| Unfit::NotAWorkbook)?;
    if archive.len() > MOST_PARTS || archive.decompressed_size().is_some_and(|size| size > u128::from(bounds.whole)) {
        return Err(Unfit::TooLarge);
    }
    let mut left = bounds;
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|_| Unfit::NotAWorkbook)?;
        let name = part.name().map_err(|_| Unfit::NotAWorkbook)?.to_ascii_lowercase();
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let most = if file.starts_with("sheet") { left.whole } else { left.whole.min(left.kept) };
        let kind = match file {
            "sharedstrings.xml" => Kind::SharedTexts,
            file if BINARY.iter().any(|ending| file.ends_with(ending)) => Kind::Binary,
            _ => Kind::Text,
        };
        let size = measure(&mut part, most, kind)?;
        left.whole -= size;
        if !file.starts_with("sheet") {
            left.kept -= size;
        }
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// It says for how many texts its reader is to make room.
    SharedTexts,
    Text,
    Binary,
}

/// The size of a part, which is at most so large.
fn measure(part: &mut impl Read, most: u64, kind: Kind) -> Result<u64, Unfit> {
    let (mut size, mut text) = (0, 0);
    // With the end of what was read before, so that nothing is cut in two.
    let mut window: Vec<u8> = Vec::with_capacity(CHUNK + ROOM.len() + 64);
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = part.read(&mut chunk).map_err(|_| Unfit::NotAWorkbook)?;
        let read = &chunk[..count];
        size += count as u64;
        if size > most {
            return Err(Unfit::TooLarge);
        }
        if kind != Kind::Binary {
            text = longest(read, text)?;
        }
        if kind == Kind::SharedTexts {
            window.extend_from_slice(read);
            if asks_for_room(&window) {
                return Err(Unfit::TooLarge);
            }
            window.drain(..window.len().saturating_sub(ROOM.len() + 64));
        }
        if count == 0 {
            return Ok(size);
        }
    }
}

/// How much stands since the last `<`, after some more was read. Text in two bytes a character is none that is read.
fn longest(read: &[u8], before: u64) -> Result<u64, Unfit> {
    let mut text = before;
    for byte in read {
        text = if *byte == b'<' { 0 } else { text + 1 };
        match byte {
            0 => return Err(Unfit::NotAWorkbook),
            _ if text > LONGEST_TEXT => return Err(Unfit::TooLarge),
            _ => {}
        }
    }
    Ok(text)
}

fn asks_for_room(window: &[u8]) -> bool {
    let mut rest = window;
    while let Some(at) = rest.windows(ROOM.len()).position(|found| found == ROOM) {
        rest = &rest[at + ROOM.len()..];
        let value = rest.iter().skip_while(|byte| byte.is_ascii_whitespace() || b"='\"".contains(byte));
        if value.take_while(|byte| byte.is_ascii_digit()).count() > MOST_DIGITS {
            return true;
        }
    }
    false
}

/// A workbook of some hundred bytes that asks its reader to make room for a thousand million texts.
#[cfg(test)]
pub(crate) fn bomb() -> Vec<u8> {
    use std::io::Write as _;

    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).expect("a part");
    writer.write_all(b"<sst uniqueCount=\"1000000000\"/>").expect("texts");
    writer.finish().expect("a file").into_inner()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(parts: &[(&str, &[u8], usize)]) -> Cursor<Vec<u8>> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, piece, times) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
            for _ in 0..*times {
                writer.write_all(piece).expect("a piece");
            }
        }
        writer.finish().expect("a file")
    }

    const BOUNDS: Bounds = Bounds { whole: 8 * MEBIBYTE, kept: 2 * MEBIBYTE };

    #[test]
    fn a_small_file_that_unfolds_hugely_is_too_large() {
        let row = b"<c><v>1</v></c>".repeat(1000);
        let sheets: [(&str, &[u8], usize); 2] = [("xl/worksheets/sheet1.xml", &row, 500), ("xl/styles.xml", &row, 20)];
        assert_eq!(check(packed(&sheets), BOUNDS), Ok(()));
        for (name, times) in [("xl/worksheets/sheet1.xml", 600), ("xl/sharedStrings.xml", 150), ("xl/x.png", 150)] {
            let file = packed(&[(name, &row, times)]);
            assert!(file.get_ref().len() < 100_000, "{name}: {}", file.get_ref().len());
            assert_eq!(check(file, BOUNDS), Err(Unfit::TooLarge), "{name}");
        }
        let text = b"a".repeat(1024);
        assert_eq!(check(packed(&[("xl/worksheets/sheet1.xml", &text, 1025)]), BOUNDS), Err(Unfit::TooLarge));
    }

    /// A file that says it is small is unpacked no further either.
    #[test]
    fn what_a_file_says_of_its_size_is_not_believed() {
        let row = b"<c><v>1</v></c>".repeat(1000);
        let mut file = packed(&[("xl/worksheets/sheet1.xml", &row, 600)]).into_inner();
        let size = (row.len() * 600) as u32;
        let places: Vec<usize> = (0..file.len() - 4).filter(|at| file[*at..*at + 4] == size.to_le_bytes()).collect();
        assert!(!places.is_empty());
        for at in places {
            file[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
        }
        assert!(check(Cursor::new(file), BOUNDS).is_err());
    }

    #[test]
    fn room_for_a_thousand_million_texts_is_not_made() {
        let strings = |count: &str| format!("<sst count=\"1\"{}uniqueCount = '{count}'>", " ".repeat(CHUNK - 20));
        let check = |count| check(packed(&[("xl/sharedStrings.xml", strings(count).as_bytes(), 1)]), BOUNDS);
        assert_eq!(check("20000"), Ok(()));
        assert_eq!(check("18446744073709551615"), Err(Unfit::TooLarge));
    }

    #[test]
    fn what_is_no_archive_is_no_workbook() {
        assert_eq!(check(Cursor::new(b"PK nothing"), BOUNDS), Err(Unfit::NotAWorkbook));
        let wide: Vec<u8> = "<sst>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(check(packed(&[("xl/sharedStrings.xml", &wide, 1)]), BOUNDS), Err(Unfit::NotAWorkbook));
    }
}
