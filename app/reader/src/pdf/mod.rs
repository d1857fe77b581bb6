//! The text of a PDF, page by page.
//!
//! `lopdf` parses; what it may unpack is bounded, it runs on a thread of its own whose panics end here, and after
//! [`MAX_PDF_SECONDS`] nobody waits for that thread any longer.

mod font;
mod layout;
mod page;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use lopdf::{Document, LoadOptions};

use crate::limits::{
    MAX_CONTENT_BYTES, MAX_OBJECT_STREAM_BYTES, MAX_OBJECT_STREAMS, MAX_PAGES, MAX_PDF_SECONDS, MAX_TEXT_BYTES,
};
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
}

/// The text of a PDF.
pub fn text_of(bytes: &[u8]) -> Result<PdfText, Reason> {
    if count(bytes, b"/ObjStm") > MAX_OBJECT_STREAMS {
        return Err(Reason::TooLarge);
    }
    let (sender, receiver) = mpsc::channel();
    let bytes = bytes.to_vec();
    let work = move || {
        let result = catch_unwind(AssertUnwindSafe(|| pages_of(&bytes)));
        // Nobody listens any longer when it took too long.
        let _ = sender.send(result.unwrap_or(Err(Reason::PdfUnreadable)));
    };
    let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK_BYTES);
    thread.spawn(work).map_err(|_| Reason::PdfUnreadable)?;
    receiver.recv_timeout(Duration::from_secs(MAX_PDF_SECONDS)).unwrap_or(Err(Reason::PdfTooSlow))
}

fn count(bytes: &[u8], word: &[u8]) -> usize {
    bytes.windows(word.len()).filter(|window| *window == word).count()
}

fn pages_of(bytes: &[u8]) -> Result<PdfText, Reason> {
    let options = LoadOptions { max_decompressed_size: Some(MAX_OBJECT_STREAM_BYTES), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Reason::PdfEncrypted,
        _ => Reason::PdfUnreadable,
    })?;
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
    let (mut text, mut incomplete) = (String::new(), false);
    for (index, page) in pages.into_iter().enumerate() {
        let content = document.get_page_content_with_limit(page, left).map_err(|_| Reason::TooLarge)?;
        left = left.saturating_sub(content.len());
        if index > 0 {
            text.push('\u{c}');
        }
        let room = MAX_TEXT_BYTES - text.len().min(MAX_TEXT_BYTES);
        let page = page::read(&content, &fonts.of_page(page), room).ok_or(Reason::TooLarge)?;
        incomplete |= page.incomplete;
        text.push_str(&layout::lines(page.runs));
    }
    Ok(PdfText { text, incomplete })
}
