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

/// The most bytes that one page of a PDF may unpack to.
pub const MAX_PAGE_BYTES: usize = 4 * 1024 * 1024;

/// The most operands of one operation on a page: a line of text has some hundreds.
pub const MAX_OPERANDS: usize = 50_000;

/// The most bytes from a picture among a page's operations to the end of the page.
pub const MAX_INLINE_IMAGE_BYTES: usize = 256 * 1024;

/// The most objects of a PDF, where an array or a dictionary counts as four.
pub const MAX_PDF_OBJECTS: usize = 1_500_000;

/// The most bytes that the objects of a PDF may take in memory.
pub const MAX_BUILT_BYTES: usize = 256 * 1024 * 1024;

/// The most bytes that a PDF's tables of objects may unpack to.
pub const MAX_CROSS_REFERENCE_BYTES: usize = 4 * 1024 * 1024;

/// The most codes that the fonts of a PDF may give characters to, counted for each font.
pub const MAX_FONT_CODES: usize = 500_000;

/// The most widths that the fonts of a PDF may tell.
pub const MAX_WIDTHS: usize = 1_000_000;

/// The most warnings of one kind: more would hide the others.
pub const MAX_WARNINGS_PER_CODE: usize = 50;

/// The most streams of packed objects in a PDF, and the most bytes that each may unpack to.
pub const MAX_OBJECT_STREAMS: usize = 256;

/// See [`MAX_OBJECT_STREAMS`].
pub const MAX_OBJECT_STREAM_BYTES: usize = 2 * 1024 * 1024;

/// The most objects packed into one stream.
pub const MAX_PACKED_PAIRS: usize = 50_000;
