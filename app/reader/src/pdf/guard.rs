//! What a PDF would cost is counted before `lopdf` builds it: a byte of a file may become a hundred of memory.
//!
//! Every object that `lopdf` reads begins behind the word `obj`, wherever the file's tables say that it is. So each of
//! these places is gone through, without building anything: arrays and dictionaries are counted, streams of packed
//! objects are unpacked within bounds and counted too. [`tally`] then watches what is built, for tables may name one
//! object many times.

use std::any::Any;
use std::cell::Cell;
use std::panic::resume_unwind;

use lopdf::content::Content;
use lopdf::{DecompressError, Dictionary, Error, Object, ObjectId, Stream};

use super::lexer::{Lexer, Token, TokenKind};
use crate::limits::{
    MAX_BUILT_BYTES, MAX_CROSS_REFERENCE_BYTES, MAX_INLINE_IMAGE_BYTES, MAX_OBJECT_STREAM_BYTES, MAX_OBJECT_STREAMS,
    MAX_OPERANDS, MAX_PACKED_PAIRS, MAX_PDF_OBJECTS,
};
use crate::refusal::Reason;

/// An array has room for four objects as soon as it has one.
const COST_OF_OPENING: usize = 4;

/// The longest dictionary of a stream.
const MAX_STREAM_DICTIONARY: usize = 256 * 1024;

struct Guard<'a> {
    bytes: &'a [u8],
    encrypted: bool,
    objects_left: usize,
    /// Objects do not overlap, so that all of them together are no longer than the file.
    bytes_left: usize,
    streams_left: usize,
    cross_references_left: usize,
}

/// Refuses a file that would take too much memory.
pub fn check(bytes: &[u8]) -> Result<(), Reason> {
    let room = bytes.len() * 2 + 1024 * 1024;
    let mut guard = Guard {
        bytes,
        encrypted: names(bytes, b"Encrypt"),
        objects_left: MAX_PDF_OBJECTS,
        bytes_left: room,
        streams_left: MAX_OBJECT_STREAMS,
        cross_references_left: MAX_CROSS_REFERENCE_BYTES,
    };
    let mut raw_left = room;
    for place in places(bytes, b"obj").filter(|place| !bytes[..*place].ends_with(b"end")) {
        guard.check_object(place + b"obj".len())?;
        if guard.encrypted {
            // The bytes of an encrypted object are kept up to its end.
            let length = places(&bytes[place..], b"endobj").next().unwrap_or(bytes.len() - place);
            raw_left = raw_left.checked_sub(length).ok_or(Reason::TooLarge)?;
        }
    }
    Ok(())
}

fn places(bytes: &[u8], word: &'static [u8]) -> impl Iterator<Item = usize> {
    bytes.windows(word.len()).enumerate().filter(move |(_, window)| *window == word).map(|(place, _)| place)
}

/// Whether a name stands somewhere, be it written with `#`.
fn names(bytes: &[u8], name: &[u8]) -> bool {
    let mut slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(place, _)| place);
    slashes.any(|place| is_named(&bytes[place + 1..], name))
}

fn is_named(mut bytes: &[u8], name: &[u8]) -> bool {
    name.iter().all(|expected| {
        let (found, rest) = match bytes {
            [b'#', high, low, rest @ ..] => {
                let digit = |byte: u8| char::from(byte).to_digit(16);
                let code = digit(*high).zip(digit(*low)).map(|(high, low)| high * 16 + low);
                (code.and_then(|code| u8::try_from(code).ok()), rest)
            }
            [byte, rest @ ..] => (Some(*byte), rest),
            [] => (None, bytes),
        };
        bytes = rest;
        found == Some(*expected)
    })
}

impl Guard<'_> {
    fn count(&mut self, token: Token) -> Result<(), Reason> {
        let cost = if token.kind == TokenKind::Open { COST_OF_OPENING } else { 1 };
        self.objects_left = self.objects_left.checked_sub(cost).ok_or(Reason::TooLarge)?;
        Ok(())
    }

    /// Counts the object that begins at a place, and what it unpacks to.
    fn check_object(&mut self, place: usize) -> Result<(), Reason> {
        let mut lexer = Lexer::new(self.bytes, place);
        lexer.skip_blanks();
        let start = lexer.at;
        let is_whole = self.count_object(&mut lexer, place)?;
        if is_whole && self.bytes[start..].starts_with(b"<<") {
            let end = lexer.at;
            lexer.skip_blanks();
            // A comment may reach to the end of the file.
            self.bytes_left = self.bytes_left.checked_sub(lexer.at - end).ok_or(Reason::TooLarge)?;
            if self.bytes[lexer.at..].starts_with(b"stream") {
                self.check_stream(start, end, lexer.at + b"stream".len())?;
            }
        }
        Ok(())
    }

    /// Counts up to the end of an object, or to where it breaks off.
    fn count_object(&mut self, lexer: &mut Lexer<'_>, start: usize) -> Result<bool, Reason> {
        let mut depth = 0_usize;
        let mut is_whole = false;
        for token in lexer.by_ref() {
            self.count(token)?;
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                TokenKind::Word if &self.bytes[token.start..token.end] == b"R" => {}
                TokenKind::Word | TokenKind::Other => break,
                TokenKind::Value => {}
            }
            is_whole = depth == 0;
            if is_whole {
                break;
            }
        }
        self.bytes_left = self.bytes_left.checked_sub(lexer.at - start).ok_or(Reason::TooLarge)?;
        Ok(is_whole)
    }

    fn check_stream(&mut self, start: usize, end: usize, keyword_end: usize) -> Result<(), Reason> {
        if end - start > MAX_STREAM_DICTIONARY {
            return Err(Reason::TooLarge);
        }
        let dictionary = parsed(&self.bytes[start..end]);
        let Some(dictionary) = dictionary else { return Ok(()) };
        let is_packed = dictionary.get(b"First").and_then(Object::as_i64).is_ok();
        let is_cross_reference = dictionary.has(b"W") && dictionary.has(b"Size");
        if is_packed || is_cross_reference {
            self.streams_left = self.streams_left.checked_sub(1).ok_or(Reason::TooLarge)?;
        }
        if !is_packed && !is_cross_reference {
            return Ok(());
        }
        if is_packed && self.encrypted {
            // What is packed and encrypted cannot be counted beforehand.
            return Err(Reason::PdfEncrypted);
        }
        let content = unpacked(dictionary.clone(), data(self.bytes, keyword_end))?;
        if is_cross_reference {
            self.cross_references_left =
                self.cross_references_left.checked_sub(content.len()).ok_or(Reason::TooLarge)?;
        }
        if is_packed { self.check_packed(&dictionary, &content) } else { Ok(()) }
    }

    /// Refuses packed objects that overlap, and counts them.
    fn check_packed(&mut self, dictionary: &Dictionary, content: &[u8]) -> Result<(), Reason> {
        let first =
            dictionary.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
        let Some((first, table)) = first.and_then(|first| Some((first, content.get(..first)?))) else { return Ok(()) };
        let mut offsets = offsets(table).ok_or(Reason::TooLarge)?;
        let count = offsets.len();
        offsets.sort_unstable();
        offsets.dedup();
        if count > MAX_PACKED_PAIRS || offsets.len() < count {
            return Err(Reason::TooLarge);
        }
        let mut offsets = offsets.into_iter().map(|offset| first + offset).peekable();
        // What looks like an object inside a comment would overlap with others.
        let is_apart =
            |before: usize, offset: usize| content.get(before..offset).is_some_and(|between| !between.contains(&b'%'));
        let (mut depth, mut before) = (0_usize, first);
        for token in Lexer::new(content, first) {
            self.count(token)?;
            while let Some(offset) = offsets.next_if(|offset| *offset <= token.start) {
                if depth > 0 || (offset < token.start && !is_apart(before, offset)) {
                    return Err(Reason::TooLarge);
                }
            }
            match token.kind {
                TokenKind::Open => depth += 1,
                TokenKind::Close => depth = depth.saturating_sub(1),
                _ => {}
            }
            before = token.end;
        }
        if offsets.all(|offset| is_apart(before, offset)) { Ok(()) } else { Err(Reason::TooLarge) }
    }
}

/// A dictionary as `lopdf` reads it.
fn parsed(bytes: &[u8]) -> Option<Dictionary> {
    let operation = [bytes, b" x"].concat();
    let operands = Content::decode_iter(&operation).next()?.ok()?.operands;
    operands.first().and_then(|operand| operand.as_dict().ok()).cloned()
}

/// What follows the word `stream`.
fn data(bytes: &[u8], at: usize) -> &[u8] {
    let rest = &bytes[at..];
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let rest = &rest[blanks..];
    rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).or_else(|| rest.strip_prefix(b"\r")).unwrap_or(rest)
}

/// Unpacks a stream whose length is not known: only `FlateDecode` tells by itself where it ends.
fn unpacked(dictionary: Dictionary, data: &[u8]) -> Result<Vec<u8>, Reason> {
    // What unpacks to no more than is allowed is not much longer when packed.
    let data = &data[..data.len().min(2 * MAX_OBJECT_STREAM_BYTES)];
    if !dictionary.has(b"Filter") {
        let end = places(data, b"endstream").next().unwrap_or(data.len());
        return Ok(data[..end.min(MAX_OBJECT_STREAM_BYTES)].to_vec());
    }
    let stream = Stream::new(dictionary, data.to_vec());
    if !stream.filters().is_ok_and(|filters| matches!(filters.as_slice(), [b"FlateDecode"])) {
        return Err(Reason::PdfUnreadable);
    }
    stream.get_plain_content_with_limit(MAX_OBJECT_STREAM_BYTES).map_err(|error| match error {
        Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) => Reason::TooLarge,
        _ => Reason::PdfUnreadable,
    })
}

/// The places of packed objects; nothing when the table holds something else.
fn offsets(table: &[u8]) -> Option<Vec<usize>> {
    let lines = std::str::from_utf8(table).ok()?.split(['\r', '\n']);
    let numbers = lines.flat_map(|line| line.split('%').next().unwrap_or_default().split_whitespace());
    numbers.skip(1).step_by(2).map(|number| number.parse::<u32>().ok().map(|offset| offset as usize)).collect()
}

/// Whether an operation of a page has more operands than any should.
pub fn has_too_many_operands(content: &[u8]) -> bool {
    let mut operands = 0;
    for token in Lexer::new(content, 0) {
        match token.kind {
            TokenKind::Word if content[token.start..].starts_with(b"BI") => {
                // The bytes of a picture may look like anything, so nothing behind it can be told apart.
                return content.len() - token.start > MAX_INLINE_IMAGE_BYTES;
            }
            TokenKind::Word => operands = 0,
            TokenKind::Open => operands += COST_OF_OPENING,
            _ => operands += 1,
        }
        if operands > MAX_OPERANDS {
            return true;
        }
    }
    false
}

thread_local! {
    /// How many bytes may still be built on this thread.
    static LEFT: Cell<usize> = const { Cell::new(0) };
}

/// Begins to count what is built on this thread.
pub fn begin_tally() {
    LEFT.set(MAX_BUILT_BYTES);
}

/// Counts an object; once there are too many, unwinds to [`reason_of`], for `lopdf` has no other way to be stopped.
#[allow(clippy::unnecessary_wraps, reason = "the signature of a filter of lopdf")]
pub fn tally(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match LEFT.get().checked_sub(size_of_object(object)) {
        Some(left) => LEFT.set(left),
        None => resume_unwind(Box::new(Reason::TooLarge)),
    }
    // `lopdf` keeps what is handed back for packed objects only, which are no streams, and else the object itself.
    Some((id, if object.as_stream().is_ok() { Object::Null } else { object.clone() }))
}

/// Why a reading was unwound.
pub fn reason_of(panic: &(dyn Any + Send)) -> Reason {
    panic.downcast_ref::<Reason>().copied().unwrap_or(Reason::PdfUnreadable)
}

fn size_of_object(object: &Object) -> usize {
    let inner: usize = match object {
        Object::Array(list) => list.iter().map(size_of_object).sum(),
        Object::Dictionary(dictionary) => size_of_dictionary(dictionary),
        Object::Stream(stream) => stream.content.len() + size_of_dictionary(&stream.dict),
        Object::String(bytes, _) | Object::Name(bytes) => bytes.len(),
        _ => 0,
    };
    size_of::<Object>() + inner
}

fn size_of_dictionary(dictionary: &Dictionary) -> usize {
    dictionary.iter().map(|(key, value)| 64 + key.len() + size_of_object(value)).sum()
}

/// What a table from codes to characters would cost: how many codes it names, and how long their targets are.
pub fn codes_of_table(table: &[u8]) -> usize {
    let (mut codes, mut in_ranges, mut in_array) = (0_usize, false, false);
    let mut parts: Vec<&[u8]> = Vec::new();
    for token in Lexer::new(table, 0) {
        let bytes = &table[token.start..token.end];
        codes = codes.saturating_add(1);
        if bytes.contains(&b'%') {
            // A comment may stand inside a code, where it would hide what follows.
            return usize::MAX;
        }
        match token.kind {
            TokenKind::Word => {
                in_ranges = bytes == b"beginbfrange";
                parts.clear();
            }
            TokenKind::Open => in_array = true,
            TokenKind::Close => {
                in_array = false;
                codes = codes.saturating_add(span(&parts, 1));
                parts.clear();
            }
            TokenKind::Value if in_ranges && !in_array => {
                parts.push(bytes);
                if parts.len() == 3 {
                    codes = codes.saturating_add(span(&parts, 1 + bytes.len() / 16));
                    parts.clear();
                }
            }
            TokenKind::Value | TokenKind::Other => {}
        }
    }
    codes
}

/// How many codes lie between two, times the cost of each.
fn span(parts: &[&[u8]], cost: usize) -> usize {
    let [first, last, ..] = parts else { return 0 };
    let code = |bytes: &[u8]| {
        let digits = std::str::from_utf8(bytes).ok()?.trim_matches(['<', '>']);
        usize::from_str_radix(digits, 16).ok()
    };
    match code(first).zip(code(last)) {
        Some((first, last)) => last.saturating_sub(first).saturating_add(1).saturating_mul(cost),
        // `lopdf` reads no such range.
        None => 0,
    }
}
