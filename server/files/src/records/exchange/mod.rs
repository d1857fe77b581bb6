//! The exchange formats of records: reading them as XML and as NDJSON, and writing what was refused.
//!
//! Both spellings carry the same names. Each becomes a small tree ([`Node`]) per record, and one [`Mapping`], made from
//! the service in the catalogue, turns the tree into records. Memory is bounded by one record, whatever the
//! size of the file.
//!
//! A service that declares its records has them in the shape that it declares (`declared.rs`); one that does not has
//! attestations (`attestations`). Namespaces stand under any prefix. UTF-8, UTF-16 and ISO-8859-1 are read; refused records are written in UTF-8.
//!
//! In NDJSON one response or notification stands on a line; several on a line, one over several lines, lists of them
//! and batches in an object are read too. `allowances` and `payments` are lists; what XML repeats is a list under the
//! same name; every other value is a string, or a number where it is one. `ssin` is a string, or an object
//! `{"value": …, "replacedBy": …, "canceled": …}` (`#text` is read as `value`). `null` says that there is nothing. The
//! key `_rejected` is ignored.

mod attestations;
mod declared;
mod encoding;
mod guard;
mod json;
mod ndjson;
mod node;
mod of_service;
mod person;
mod rejects;
mod scope;
mod sniff;
mod tree;
mod values;
mod wrapping;
mod xml;

#[cfg(test)]
mod tests;

/// What the formats call things.
pub(super) mod names {
    pub(in crate::records) use super::attestations::{INSURER, LISTS as ATTESTATION_LISTS};
    pub(in crate::records) use super::declared::{FILTERED, FILTERS, SENDER, SSIN, STATUS};
    pub(in crate::records) use super::{RECORD, RECORDS, ROOT};
}

use std::io::{self, BufReader, Read};

use delibero_usecases::source_loads::{LoadProblem, UnusableFile};
use thiserror::Error;

pub use node::Node;
pub use of_service::{Mapped, Mapping, MappingError};
pub use rejects::{Rejects, write_kept};

/// The longest text, attribute list or comment, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;
/// The longest record, in bytes.
pub const MAX_RECORD: usize = 8 * 1024 * 1024;
/// The most elements in one record.
pub const MAX_NODES: usize = 100_000;
/// How deep elements may stand in each other, the record itself included.
pub const MAX_DEPTH: usize = 16;
/// The root of a document of a service that declares its records.
pub const RECORDS: &str = "records";
/// The root of a document of attestations.
pub const ROOT: &str = "attestations";
/// One record of a document.
pub const RECORD: &str = "ConsultAttestResponse";

/// How much of a file is read at once, in bytes.
pub(super) const BUFFER: usize = 128 * 1024;

/// How a file spells its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One XML document.
    Xml,
    /// JSON objects, usually one a line.
    Ndjson,
}

impl Format {
    /// The format of an ending.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        [Self::Xml, Self::Ndjson].into_iter().find(|format| format.extension() == extension)
    }

    /// What a file name of the format ends with.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Xml => "xml",
            Self::Ndjson => "ndjson",
        }
    }
}

/// Why a whole file cannot be used. It never carries a value of the file.
#[derive(Debug, Error)]
pub enum FileError {
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// A folder, a pipe or a device: it cannot be read twice.
    #[error("is not a regular file")]
    NotAFile,
    #[error("is empty")]
    Empty,
    #[error("is compressed ({0}); unpack it first")]
    Compressed(&'static str),
    #[error("is neither XML nor NDJSON: it begins with neither `<` nor `{{` nor `[`")]
    UnknownFormat,
    #[error("line {line}: declares an encoding that it is not in, or that is not read (UTF-8, UTF-16, ISO-8859-1)")]
    DeclaredEncoding { line: u64 },
    #[error("is in UTF-32; UTF-8, UTF-16 and ISO-8859-1 are read")]
    WideEncoding,
    #[error("line {line}: is not in its encoding (UTF-8 where nothing else is declared)")]
    NotInEncoding { line: u64 },
    #[error("line {line}: a document type declaration (DOCTYPE, entities) is not accepted")]
    Doctype { line: u64 },
    #[error("line {line}: an entity that XML does not define")]
    Entity { line: u64 },
    #[error("line {line}: not well-formed: {what}")]
    NotWellFormed { line: u64, what: &'static str },
    #[error("line {line}, column {column}: not sound JSON, or not an object")]
    Json { line: u64, column: usize },
    #[error("line {line}: a control character")]
    Character { line: u64 },
    #[error("line {line}: ends in the middle of a record or of the document")]
    Truncated { line: u64 },
    #[error(
        "line {line}: the root element is neither `{ROOT}` nor `{RECORDS}` nor an answer or a batch of the network"
    )]
    Root { line: u64 },
    /// A text over [`MAX_TEXT`].
    #[error("line {line}: an element longer than {MAX_TEXT} bytes")]
    TextTooLong { line: u64 },
    /// A record over [`MAX_RECORD`] or [`MAX_NODES`].
    #[error("line {line}: a record of more than {MAX_RECORD} bytes or {MAX_NODES} elements")]
    RecordTooLong { line: u64 },
    /// Elements deeper than [`MAX_DEPTH`].
    #[error("line {line}: elements nested deeper than {MAX_DEPTH}")]
    TooDeep { line: u64 },
}

impl FileError {
    /// What whoever loads the file is told of it.
    #[must_use]
    pub const fn problem(&self) -> LoadProblem {
        let (what, line) = match self {
            Self::Io(_) | Self::NotAFile => (UnusableFile::Unreadable, None),
            Self::Empty => (UnusableFile::Empty, None),
            Self::Compressed(_) => (UnusableFile::Compressed, None),
            Self::UnknownFormat => (UnusableFile::UnknownFormat, None),
            Self::WideEncoding => (UnusableFile::Encoding, None),
            Self::DeclaredEncoding { line } | Self::NotInEncoding { line } => (UnusableFile::Encoding, Some(*line)),
            Self::Doctype { line } | Self::Entity { line } => (UnusableFile::Doctype, Some(*line)),
            Self::NotWellFormed { line, .. } | Self::Json { line, .. } | Self::Character { line } => {
                (UnusableFile::NotWellFormed, Some(*line))
            }
            Self::Truncated { line } => (UnusableFile::Truncated, Some(*line)),
            Self::Root { line } => (UnusableFile::Root, Some(*line)),
            Self::TextTooLong { line } | Self::RecordTooLong { line } | Self::TooDeep { line } => {
                (UnusableFile::TooLarge, Some(*line))
            }
        };
        LoadProblem::File(what, line)
    }

    /// A failure to read, where that is not the file's content.
    fn read(error: io::Error, line: u64) -> Self {
        if error.kind() == io::ErrorKind::InvalidData { Self::NotInEncoding { line } } else { Self::Io(error) }
    }
}

/// One record as it stands in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord {
    /// The line on which it begins.
    pub line: u64,
    pub node: Node,
    pub verbatim: Vec<u8>,
}

/// The records of a file, one after the other.
pub struct Records<R> {
    inner: Inner<R>,
}

enum Inner<R> {
    Xml(Box<xml::XmlRecords<R>>),
    Ndjson(ndjson::NdjsonRecords<R>),
}

impl<R: Read> Records<BufReader<R>> {
    /// Reads from anything that is buffered.
    ///
    /// # Errors
    /// When it cannot be read, or is in neither format.
    pub fn new(reader: BufReader<R>) -> Result<Self, FileError> {
        let (format, reader) = sniff::sniff(reader)?;
        let inner = match format {
            Format::Xml => Inner::Xml(Box::new(xml::XmlRecords::new(reader))),
            Format::Ndjson => Inner::Ndjson(ndjson::NdjsonRecords::new(reader)),
        };
        Ok(Self { inner })
    }

    /// The next record, or none at a sound end.
    ///
    /// # Errors
    /// When the file is not sound here.
    pub fn next_record(&mut self) -> Result<Option<RawRecord>, FileError> {
        match &mut self.inner {
            Inner::Xml(records) => records.next_record(),
            Inner::Ndjson(records) => records.next_record(),
        }
    }

    #[must_use]
    pub const fn format(&self) -> Format {
        match self.inner {
            Inner::Xml(_) => Format::Xml,
            Inner::Ndjson(_) => Format::Ndjson,
        }
    }

    /// The bytes read so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        match &self.inner {
            Inner::Xml(records) => records.bytes(),
            Inner::Ndjson(records) => records.bytes(),
        }
    }

    /// A root tag under which the records of an XML document read so far may stand: it has their namespaces.
    #[must_use]
    pub fn root_tag(&self) -> Option<String> {
        match &self.inner {
            Inner::Xml(records) => records.root_tag(),
            Inner::Ndjson(_) => None,
        }
    }
}
