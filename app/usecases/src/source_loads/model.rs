//! What is known of a file.

use delibero_domain::identifier::{OrganisationId, ServiceId, UserName};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::fault::Refused;

/// How long refused records are kept: whoever loaded them corrects them at the source and sends them again.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24 * 30);
/// The most refused records of a file that are kept: one with more is wrong as a whole. All are counted.
pub const MOST_KEPT: u64 = 10_000;

/// Who loaded a file in the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedBy {
    pub user: UserName,
    pub organisation: OrganisationId,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LoadCounts {
    /// First versions.
    pub added: u64,
    /// Versions higher than what was stored.
    pub newer: u64,
    /// Versions lower than what was stored: kept in the history.
    pub older: u64,
    /// Stored already, the same.
    pub known: u64,
    pub refused: u64,
}

impl LoadCounts {
    #[must_use]
    pub const fn accepted(&self) -> u64 {
        self.added + self.newer + self.older + self.known
    }

    #[must_use]
    pub const fn read(&self) -> u64 {
        self.accepted() + self.refused
    }

    #[must_use]
    pub const fn with(self, other: &Self) -> Self {
        Self {
            added: self.added + other.added,
            newer: self.newer + other.newer,
            older: self.older + other.older,
            known: self.known + other.known,
            refused: self.refused + other.refused,
        }
    }
}

/// What a file as a whole is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnusableFile {
    Unreadable,
    Empty,
    Compressed,
    UnknownFormat,
    Encoding,
    /// A document type declaration or an entity.
    Doctype,
    NotWellFormed,
    Truncated,
    Root,
    /// A text, a record or their depth.
    TooLarge,
}

/// Why a file was not loaded, or not to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoadProblem {
    /// With the line, where it has one.
    File(UnusableFile, Option<u64>),
    /// Records of the service are in no format that is read.
    NoFormat,
    /// The account may load nothing any more.
    Stopped,
    /// The store failed.
    Interrupted,
}

/// One file, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLoad {
    /// Opaque, unpredictable.
    pub id: String,
    pub service: ServiceId,
    /// None: at the command line.
    pub by: Option<LoadedBy>,
    /// Without a NISS.
    pub file_name: String,
    /// In bytes.
    pub bytes: u64,
    /// SHA-256; none: it was not read to its end yet, or has none.
    pub hash: Option<[u8; 32]>,
    /// The ending of files of its format: `xml`, `ndjson`; none: it is not known yet.
    pub format: Option<String>,
    pub begun: Timestamp,
    /// When it last went on.
    pub seen: Timestamp,
    pub ended: Option<Timestamp>,
    /// How far it was loaded, in bytes.
    pub read_bytes: u64,
    pub counts: LoadCounts,
    pub problem: Option<LoadProblem>,
}

impl SourceLoad {
    /// Whether its refused records are still there for whoever loaded it.
    #[must_use]
    pub fn keeps_rejects(&self, now: Timestamp) -> bool {
        self.by.is_some() && self.counts.refused > 0 && now.duration_since(self.begun) < KEPT_FOR
    }
}

/// A refused record as it came, in UTF-8.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedRecord {
    pub refused: Refused,
    /// Empty: the record before, of which something else is refused as well.
    pub record: String,
}

/// Some refused records of a file: sealed where they are kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRejects {
    /// The tag under which records stand, with the namespaces that they need; none: the format has none.
    pub root_tag: Option<String>,
    pub records: Vec<RefusedRecord>,
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadState {
    /// Every record was taken.
    Whole,
    /// Some records were refused.
    Partly,
    /// It was not read to its end.
    Broken,
    /// It goes on, or was interrupted.
    Open,
}

impl LoadState {
    pub const ALL: [Self; 4] = [Self::Whole, Self::Partly, Self::Broken, Self::Open];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Partly => "partly",
            Self::Broken => "broken",
            Self::Open => "open",
        }
    }
}

/// Which files somebody sees: those of the own organisation, and those that the command line loaded of its services.
#[derive(Clone, Debug)]
pub struct SourceLoadQuery {
    pub organisation: OrganisationId,
    pub services: Vec<ServiceId>,
    pub service: Option<ServiceId>,
    pub state: Option<LoadState>,
    /// Begun on this day or later.
    pub from: Option<Date>,
    /// Begun on this day or earlier.
    pub to: Option<Date>,
    pub skip: u32,
    pub most: u32,
}

#[derive(Clone, Debug, Default)]
pub struct SourceLoadPage {
    pub total: u32,
    /// Newest first.
    pub loads: Vec<SourceLoad>,
}
