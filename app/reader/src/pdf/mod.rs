//! The text of a PDF, page by page.
//!
//! `lopdf` parses; what it may unpack and build is bounded, and it runs on a thread of its own whose panics end here.
//! Its time is bounded by whoever starts the process that reads.

mod codes;
mod columns;
mod font;
mod guard;
mod layout;
mod lexer;
mod page;
mod ragged;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use lopdf::{Document, LoadOptions, Object, ObjectId};

use crate::limits::{MAX_CONTENT_BYTES, MAX_OBJECT_STREAM_BYTES, MAX_PAGE_BYTES, MAX_PAGES, MAX_TEXT_BYTES};
use crate::page_notes::{NoteKind, PageNote};
use crate::refusal::Reason;
use font::Fonts;

/// Nested objects recurse: the stack is larger than that of a server's worker.
const STACK_BYTES: usize = 32 * 1024 * 1024;

/// What a PDF says.
pub struct PdfText {
    /// The text, with a form feed between two pages.
    pub text: String,
    /// Whether some of it could not be read.
    pub incomplete: bool,
    /// What to look at, page by page.
    pub notes: Vec<PageNote>,
}

pub fn text_of(bytes: &[u8]) -> Result<PdfText, Reason> {
    thread::scope(|scope| {
        let work = || catch_unwind(AssertUnwindSafe(|| pages_of(bytes)));
        let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK_BYTES);
        let reading = thread.spawn_scoped(scope, work).map_err(|_| Reason::PdfUnreadable)?;
        let result = reading.join().and_then(|result| result);
        result.unwrap_or_else(|panic| Err(guard::reason_of(&*panic)))
    })
}

/// Loads a document, its objects counted as they are built.
fn loaded(bytes: &[u8], force_reconstruct: bool) -> Result<Document, Reason> {
    guard::begin_tally();
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_OBJECT_STREAM_BYTES),
        filter: Some(guard::tally),
        force_reconstruct,
        ..LoadOptions::default()
    };
    Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Reason::PdfEncrypted,
        _ => Reason::PdfUnreadable,
    })
}

/// Loads a document, and once more without its tables where these do not lead to a page.
fn document_of(bytes: &[u8]) -> Result<Document, Reason> {
    let document = loaded(bytes, false)?;
    if document.is_encrypted() || document.page_iter().next().is_some() {
        return Ok(document);
    }
    drop(document);
    loaded(bytes, true)
}

fn pages_of(bytes: &[u8]) -> Result<PdfText, Reason> {
    guard::check(bytes)?;
    let document = document_of(bytes)?;
    if document.is_encrypted() && document.get_pages().is_empty() {
        return Err(Reason::PdfEncrypted);
    }
    let pages: Vec<_> = document.page_iter().take(MAX_PAGES + 1).collect();
    if pages.len() > MAX_PAGES {
        return Err(Reason::TooLarge);
    }
    if pages.is_empty() {
        return Err(Reason::PdfUnreadable);
    }
    let mut fonts = Fonts::new(&document);
    let mut left = MAX_CONTENT_BYTES;
    let (mut text, mut incomplete, mut notes) = (String::new(), false, Vec::new());
    for (index, page) in pages.into_iter().enumerate() {
        let most = left.min(MAX_PAGE_BYTES);
        let content = document.get_page_content_with_limit(page, most).map_err(|_| Reason::TooLarge)?;
        left = left.saturating_sub(content.len());
        if index > 0 {
            text.push('\u{c}');
        }
        let room = MAX_TEXT_BYTES - text.len().min(MAX_TEXT_BYTES);
        let fonts = fonts.of_page(page).ok_or(Reason::TooLarge)?;
        let page = page::read(&content, &fonts, rotation_of(&document, page), room).ok_or(Reason::TooLarge)?;
        incomplete |= page.incomplete;
        let main = layout::lines(page.runs);
        text.push_str(&main.text);
        let has_turned = !page.turned.is_empty();
        let (mut has_columns, mut is_ragged) = (main.has_columns, main.is_ragged);
        for runs in page.turned {
            let turned = layout::lines(runs);
            text.push('\n');
            text.push_str(&turned.text);
            has_columns |= turned.has_columns;
            is_ragged |= turned.is_ragged;
        }
        let told = [
            (has_columns, NoteKind::Columns),
            (is_ragged, NoteKind::Rows),
            (has_turned || page.left_out, NoteKind::Turned),
            (page.is_doubtful, NoteKind::Font),
        ];
        let told = told.into_iter().filter(|(is_so, _)| *is_so);
        notes.extend(told.map(|(_, kind)| PageNote { page: index + 1, kind }));
    }
    Ok(PdfText { text, incomplete, notes })
}

/// How far a page is turned when it is shown: it says so itself, or what it stands under does.
fn rotation_of(document: &Document, page: ObjectId) -> i64 {
    const DEEPEST: usize = 32;
    let mut at = document.get_dictionary(page).ok();
    for _ in 0..DEEPEST {
        let Some(dictionary) = at else { break };
        if let Ok(rotation) = dictionary.get_deref(b"Rotate", document).and_then(Object::as_i64) {
            return rotation;
        }
        at = dictionary.get_deref(b"Parent", document).and_then(Object::as_dict).ok();
    }
    0
}
