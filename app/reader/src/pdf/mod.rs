//! The text of a PDF, page by page.
//!
//! `lopdf` parses; what it may unpack and build is bounded, it runs on a thread of its own whose panics end here, and
//! after [`MAX_PDF_SECONDS`] nobody waits for that thread any longer.

mod font;
mod guard;
mod layout;
mod lexer;
mod page;

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use lopdf::{Document, LoadOptions};

use crate::limits::{
    MAX_CONTENT_BYTES, MAX_OBJECT_STREAM_BYTES, MAX_PAGE_BYTES, MAX_PAGES, MAX_PDF_SECONDS, MAX_TEXT_BYTES,
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

/// The text of a PDF; `held` is let go once nothing is read any longer, which may be after the answer.
pub fn text_of(bytes: &[u8], held: Box<dyn Any + Send>) -> Result<PdfText, Reason> {
    let (sender, receiver) = mpsc::channel();
    let bytes = bytes.to_vec();
    let limit = Duration::from_secs(MAX_PDF_SECONDS);
    let given_up = Arc::new(AtomicBool::new(false));
    let is_given_up = Arc::clone(&given_up);
    let work = move || {
        let result = catch_unwind(AssertUnwindSafe(|| pages_of(&bytes, &is_given_up)));
        // Nobody listens any longer when it took too long.
        let _ = sender.send(result.unwrap_or_else(|panic| Err(guard::reason_of(&*panic))));
        drop((bytes, held));
    };
    let thread = thread::Builder::new().name("pdf".to_owned()).stack_size(STACK_BYTES);
    thread.spawn(work).map_err(|_| Reason::PdfUnreadable)?;
    let result = receiver.recv_timeout(limit);
    // The thread ends at its next page.
    given_up.store(true, Ordering::Relaxed);
    result.unwrap_or(Err(Reason::PdfTooSlow))
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

fn pages_of(bytes: &[u8], given_up: &AtomicBool) -> Result<PdfText, Reason> {
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
    let (mut text, mut incomplete) = (String::new(), false);
    for (index, page) in pages.into_iter().enumerate() {
        if given_up.load(Ordering::Relaxed) {
            return Err(Reason::PdfTooSlow);
        }
        let most = left.min(MAX_PAGE_BYTES);
        let content = document.get_page_content_with_limit(page, most).map_err(|_| Reason::TooLarge)?;
        left = left.saturating_sub(content.len());
        if index > 0 {
            text.push('\u{c}');
        }
        let room = MAX_TEXT_BYTES - text.len().min(MAX_TEXT_BYTES);
        let page = page::read(&content, &fonts.of_page(page).ok_or(Reason::TooLarge)?, room).ok_or(Reason::TooLarge)?;
        incomplete |= page.incomplete;
        text.push_str(&layout::lines(page.runs));
    }
    Ok(PdfText { text, incomplete })
}
