//! From bytes to characters.

pub struct Decoded {
    pub text: String,
    /// Whether the bytes said nothing of their encoding and were not UTF-8.
    pub guessed: bool,
}

/// Characters of Windows-1252 that differ from Latin-1; the five bytes it does not define stay as they are.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Decodes UTF-8 and UTF-16 with a mark, else UTF-8, else Windows-1252; nothing when the bytes are no text.
pub fn decode(bytes: &[u8]) -> Option<Decoded> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return readable(String::from_utf8_lossy(rest).into_owned(), false);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return readable(utf16(rest, u16::from_le_bytes), false);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return readable(utf16(rest, u16::from_be_bytes), false);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => readable(text.to_owned(), false),
        Err(_) => readable(bytes.iter().copied().map(windows_1252).collect(), true),
    }
}

/// The bound on control characters keeps pictures and archives out; form feeds and tabs are at home in a text.
fn readable(text: String, guessed: bool) -> Option<Decoded> {
    let is_foreign = |c: &char| (c.is_control() && !c.is_whitespace()) || *c == '\u{fffd}';
    let foreign = text.chars().filter(is_foreign).count();
    let has_nul = text.contains('\0');
    (!has_nul && foreign * 100 <= text.chars().count()).then_some(Decoded { text, guessed })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
