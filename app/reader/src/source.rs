//! From the bytes of a file to its text: the format is told by content, never by the name.

use delibero_domain::deliberation::Refused;
use delibero_domain::text::Language;

use crate::encoding::Decoded;
use crate::limits::{MAX_FILE_BYTES, MAX_TEXT_BYTES};
use crate::markup::takes_no_room;
use crate::page_notes::PageNote;
use crate::refusal::Reason;
use crate::{encoding, pdf};

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text, perhaps with Markdown in it.
    Text,
    Pdf,
}

/// The text of a file; the line numbers of a reading count its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The text, with a form feed between two pages where they are known.
    pub text: String,
    /// What the file was.
    pub format: Format,
    /// Whether the encoding had to be guessed: the bytes were not UTF-8.
    pub encoding_guessed: bool,
    /// Whether parts of a PDF could not be read.
    pub incomplete: bool,
    /// What to look at in a PDF, page by page.
    pub notes: Vec<PageNote>,
}

/// Takes the text out of a file.
///
/// # Errors
/// When the file is empty, too large, binary, of another format, or a PDF that gives no text.
pub fn extract(bytes: &[u8]) -> Result<SourceText, Refused> {
    extracted(bytes).map_err(|reason| reason.refuse(Language::Fr))
}

fn extracted(bytes: &[u8]) -> Result<SourceText, Reason> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Reason::TooLarge);
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Reason::Empty);
    }
    let source = if is_pdf(bytes) {
        let pdf::PdfText { text, incomplete, notes } = pdf::text_of(bytes)?;
        SourceText { text, format: Format::Pdf, encoding_guessed: false, incomplete, notes }
    } else if is_other_known_format(bytes) {
        return Err(Reason::UnsupportedFormat);
    } else {
        let decoded = encoding::decode(bytes).ok_or(Reason::Binary)?;
        let Decoded { text, guessed } = decoded;
        SourceText { text, format: Format::Text, encoding_guessed: guessed, incomplete: false, notes: Vec::new() }
    };
    if source.text.len() > MAX_TEXT_BYTES {
        return Err(Reason::TooLarge);
    }
    if source.text.chars().all(|c| c.is_whitespace() || c.is_control() || c == '\u{fffd}' || takes_no_room(c)) {
        return Err(if source.format == Format::Pdf { Reason::PdfWithoutText } else { Reason::Empty });
    }
    Ok(source)
}

/// The header of a PDF may stand anywhere in its first kilobyte.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(5).any(|window| window == b"%PDF-")
}

fn is_other_known_format(bytes: &[u8]) -> bool {
    const SIGNATURES: [&[u8]; 8] = [
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"{\\rtf",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"GIF8",
        b"\x1f\x8b",
        b"7z\xbc\xaf",
    ];
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).trim_start().to_ascii_lowercase();
    SIGNATURES.iter().any(|signature| bytes.starts_with(signature))
        || ["<!doctype html", "<html", "<?xml"].iter().any(|start| head.starts_with(start))
}
