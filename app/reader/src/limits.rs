//! How much a file may hold: every stage is linear in what these allow, so they bound time and memory too.

/// The largest file.
pub const MAX_FILE_BYTES: usize = 20 * 1024 * 1024;

/// The longest text, be it the file itself or what a PDF holds.
pub const MAX_TEXT_BYTES: usize = 20 * 1024 * 1024;

/// The most lines: the longest deliberation known has about two thousand.
pub const MAX_LINES: usize = 400_000;

/// The most pages of a PDF.
pub const MAX_PAGES: usize = 2_000;

/// The most bytes that all pages of a PDF may unpack to.
pub const MAX_CONTENT_BYTES: usize = 64 * 1024 * 1024;

/// The longest that the PDF library may take, in seconds.
pub const MAX_PDF_SECONDS: u64 = 20;

/// The most warnings of one kind: more would hide the others.
pub const MAX_WARNINGS_PER_CODE: usize = 50;

/// The most streams of packed objects in a PDF, and the most bytes that each may unpack to.
pub const MAX_OBJECT_STREAMS: usize = 256;

/// See [`MAX_OBJECT_STREAMS`].
pub const MAX_OBJECT_STREAM_BYTES: usize = 2 * 1024 * 1024;
