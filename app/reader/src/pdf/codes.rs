//! From the codes of a font to characters, and whether the font says which they are.

use lopdf::{Dictionary, Document, Encoding, Object};

/// The most bytes that a table from codes to characters may unpack to.
pub const MAX_TABLE_BYTES: usize = 1024 * 1024;

/// What the codes of a font show.
pub enum Codes<'document> {
    /// One byte to a character; nothing where the font does not say which.
    Simple(Vec<Option<String>>),
    /// Several bytes to a character.
    Wide(Encoding<'document>),
    /// Several bytes to a character, and nothing says which.
    Unknown,
}

impl<'document> Codes<'document> {
    /// The codes of a font; nothing when it is no font.
    pub fn of(font: &'document Dictionary, document: &'document Document) -> Option<Self> {
        let encoding = font.get_font_encoding_with_limit(document, MAX_TABLE_BYTES).ok()?;
        let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if subtype == b"Type0" {
            let bare = with_unicode_only(font);
            let unicode = bare.and_then(|font| match font.get_font_encoding_with_limit(document, MAX_TABLE_BYTES) {
                Ok(Encoding::UnicodeMapEncoding(map)) => Some(Encoding::UnicodeMapEncoding(map)),
                _ => None,
            });
            let named = matches!(encoding, Encoding::SimpleEncoding(_)).then_some(encoding);
            return Some(unicode.or(named).map_or(Self::Unknown, Self::Wide));
        }
        let unicode = with_unicode_only(font);
        let unicode =
            unicode.as_ref().and_then(|font| font.get_font_encoding_with_limit(document, MAX_TABLE_BYTES).ok());
        let named = Named::of(font, document);
        let table = (0..=255_u8).map(|code| {
            let from_table = unicode.as_ref().and_then(|unicode| shown(unicode, code)).filter(|text| !text.is_empty());
            from_table.or_else(|| named.text(code))
        });
        Some(Self::Simple(table.collect()))
    }

    /// The characters that some bytes show, and whether any of them is a guess.
    pub fn text(&self, bytes: &[u8]) -> (String, bool) {
        match self {
            Self::Simple(table) => {
                let mut is_guess = false;
                let mut text = String::with_capacity(bytes.len());
                for byte in bytes {
                    match table.get(usize::from(*byte)).and_then(Option::as_deref) {
                        Some(known) => text.push_str(known),
                        None => {
                            is_guess = true;
                            text.push(char::from(*byte));
                        }
                    }
                }
                let is_doubtful = is_guess || is_meaningless(&text);
                (text, is_doubtful)
            }
            Self::Wide(encoding) => match encoding.bytes_to_string(bytes) {
                Ok(text) => {
                    let is_doubtful = is_meaningless(&text);
                    (text, is_doubtful)
                }
                Err(_) => ("\u{fffd}".repeat(bytes.len().div_ceil(2)), true),
            },
            Self::Unknown => ("\u{fffd}".repeat(bytes.len().div_ceil(2)), true),
        }
    }
}

/// Whether characters are private, control or replaced ones: bullets of word processors are known.
fn is_meaningless(text: &str) -> bool {
    text.chars().any(|c| {
        let is_bullet = matches!(c, '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}');
        let is_private = matches!(c, '\u{e000}'..='\u{f8ff}') && !is_bullet;
        is_private || c == '\u{fffd}' || (c.is_control() && !c.is_whitespace() && c != '\0')
    })
}

/// The font with nothing but its table to Unicode, for `lopdf` prefers the names of the glyphs.
fn with_unicode_only(font: &Dictionary) -> Option<Dictionary> {
    let mut bare = Dictionary::new();
    bare.set("Type", Object::Name(b"Font".to_vec()));
    bare.set("ToUnicode", font.get(b"ToUnicode").ok()?.clone());
    Some(bare)
}

fn shown(encoding: &Encoding<'_>, code: u8) -> Option<String> {
    encoding.bytes_to_string(&[code]).ok().filter(|text| !text.contains('\u{fffd}'))
}

/// What the names of glyphs and the base encoding say.
struct Named {
    differences: Vec<(u8, Option<String>)>,
    base: Option<Vec<Option<String>>>,
    is_of_signs: bool,
}

impl Named {
    fn of(font: &Dictionary, document: &Document) -> Self {
        let encoding = font.get_deref(b"Encoding", document).ok();
        let details = encoding.and_then(|encoding| encoding.as_dict().ok());
        let base_name = encoding.and_then(|encoding| encoding.as_name().ok()).or_else(|| {
            details.and_then(|details| details.get(b"BaseEncoding").ok()).and_then(|base| base.as_name().ok())
        });
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let contains = |word: &[u8]| name.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word));
        let is_of_signs = [&b"Symbol"[..], b"Dingbats", b"Wingdings", b"Webdings"].into_iter().any(contains);
        let has_base = base_name.is_some() || !(is_own_encoding(font, document) || is_of_signs);
        Self {
            differences: details.map(|details| differences(details, document)).unwrap_or_default(),
            base: has_base.then(|| table_of(base_name.unwrap_or(b"StandardEncoding"), document)),
            is_of_signs,
        }
    }

    fn text(&self, code: u8) -> Option<String> {
        if let Some((_, text)) = self.differences.iter().rev().find(|(of, _)| *of == code) {
            return text.clone();
        }
        match &self.base {
            Some(base) => base[usize::from(code)].clone(),
            None if self.is_of_signs => Some(if code == b' ' { " " } else { "•" }.to_owned()),
            // A blank is where it always is.
            None => (code == b' ').then(|| " ".to_owned()),
        }
    }
}

/// Whether the codes of a font mean what its file says, which is not read: symbolic and embedded, or drawn by hand.
fn is_own_encoding(font: &Dictionary, document: &Document) -> bool {
    const SYMBOLIC: i64 = 4;
    let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let Some(descriptor) = font.get_deref(b"FontDescriptor", document).and_then(Object::as_dict).ok() else {
        return subtype == b"Type3";
    };
    let is_symbolic = descriptor.get(b"Flags").and_then(Object::as_i64).is_ok_and(|flags| flags & SYMBOLIC != 0);
    let is_embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].into_iter().any(|file| descriptor.has(file));
    subtype == b"Type3" || (is_symbolic && is_embedded)
}

fn table_of(name: &[u8], document: &Document) -> Vec<Option<String>> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let encoding = font.get_font_encoding_with_limit(document, MAX_TABLE_BYTES).ok();
    (0..=255).map(|code| encoding.as_ref().and_then(|encoding| shown(encoding, code))).collect()
}

/// The glyphs that stand for codes of their own, each with its characters where its name tells them.
fn differences(encoding: &Dictionary, document: &Document) -> Vec<(u8, Option<String>)> {
    const MOST: usize = 1024;
    let Ok(list) = encoding.get_deref(b"Differences", document).and_then(Object::as_array) else { return Vec::new() };
    let mut found = Vec::new();
    let mut code = 0_u8;
    for entry in list.iter().take(MOST) {
        if let Ok(start) = entry.as_i64() {
            code = u8::try_from(start).unwrap_or_default();
        } else if let Ok(name) = entry.as_name() {
            found.push((code, characters_of(name, document)));
            code = code.wrapping_add(1);
        }
    }
    found
}

/// `eacute`, `f_i`, `uni00E9`, `one.oldstyle`.
fn characters_of(name: &[u8], document: &Document) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = if name.starts_with('.') { name } else { name.split('.').next().unwrap_or(name) };
    if name == ".notdef" {
        return Some(String::new());
    }
    name.split('_').map(|part| character_of(part, document)).collect()
}

fn character_of(name: &str, document: &Document) -> Option<String> {
    let hexadecimal = name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).filter(|rest| rest.len() >= 4);
    if let Some(c) = hexadecimal.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
        return Some(c.to_string());
    }
    let ligature = match name {
        "ff" | "fi" | "fl" | "ffi" | "ffl" => Some(name),
        _ => None,
    };
    if let Some(letters) = ligature {
        return Some(letters.to_owned());
    }
    let mut encoding = Dictionary::new();
    encoding.set("Differences", Object::Array(vec![Object::Integer(1), Object::Name(name.as_bytes().to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    match font.get_font_encoding_with_limit(document, MAX_TABLE_BYTES) {
        Ok(named @ Encoding::Differences(_)) => shown(&named, 1),
        _ => None,
    }
}
