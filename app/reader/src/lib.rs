//! Reads the official text of a deliberation: plain text, Markdown or PDF, in French or Dutch.
//!
//! [`read`] proposes; a person checks. What it is not sure of it says in `warnings`, what it leaves out in `dropped`,
//! and what is no deliberation it refuses. Every stage takes time in proportion to the file, whose size is bounded.
//!
//! The stages, each a module: `source` (bytes to text), `lines`, `furniture` (page numbers, running heads), `blocks`,
//! `footnotes`, then `head`, `body` with `sequence` (which numbers are labels), `tail`; `assemble` joins them.

mod amendments;
mod assemble;
mod authority;
mod blocks;
mod body;
mod characters;
mod cited;
mod encoding;
mod findings;
mod footnotes;
mod furniture;
mod head;
mod hyphens;
mod limits;
mod lines;
mod markup;
mod mend;
mod modules;
mod numbering;
mod opening;
mod page_notes;
mod parting;
mod pattern;
mod pdf;
mod plan;
mod references;
mod refusal;
mod sequence;
mod source;
mod tail;
mod verdict;

pub use cited::citations;
pub use limits::MAX_FILE_BYTES;
pub use page_notes::{NoteKind, PageNote};
pub use refusal::Reason;
pub use source::{Format, SourceText, extract};

use delibero_domain::deliberation::{Reading, Refused};

/// Reads the bytes of a file.
///
/// # Errors
/// When the file holds no text that can be read, or no deliberation.
pub fn read(bytes: &[u8]) -> Result<Reading, Refused> {
    read_text(&extract(bytes)?)
}

/// Reads a text that was taken out of a file before: its lines are those that a reading counts.
///
/// # Errors
/// When it is no deliberation.
pub fn read_text(source: &SourceText) -> Result<Reading, Refused> {
    assemble::read(source)
}
