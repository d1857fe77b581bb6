//! Several files in one (ZIP).

use std::io::{Cursor, Write as _};

use thiserror::Error;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

#[derive(Debug, Error)]
#[error("an archive was not written: {0}")]
pub struct ArchiveError(String);

/// The archive of files by their names, in their order. The same files make the same archive.
///
/// # Errors
/// When two have one name.
pub fn archive(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ArchiveError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    let wrong = |error: &dyn std::fmt::Display| ArchiveError(error.to_string());
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options).map_err(|error| wrong(&error))?;
        archive.write_all(bytes).map_err(|error| wrong(&error))?;
    }
    archive.finish().map(Cursor::into_inner).map_err(|error| wrong(&error))
}
