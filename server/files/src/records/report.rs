//! What became of a file.

use std::path::PathBuf;

use delibero_usecases::records::Loaded;
use delibero_usecases::source_loads::{LoadCounts, Refused};

/// The most refusals that a report lists; the file of refused records has them all.
pub const MAX_LISTED: usize = 100;

/// What became of the records of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// The attestations read, and the records without one.
    pub records: u64,
    /// The size of the file.
    pub bytes: u64,
    /// First versions.
    pub new: u64,
    /// Versions higher than what was stored, and temporary attestations that changed.
    pub higher: u64,
    /// Versions lower than what was stored: kept in the history.
    pub lower: u64,
    /// Stored already, the same.
    pub same: u64,
    pub refused: u64,
    /// The first refusals, at most [`MAX_LISTED`].
    pub listed: Vec<Refused>,
    /// Where the refused records are, when there are any.
    pub rejects: Option<PathBuf>,
}

impl ImportReport {
    /// The exit status of the command: 0 when every record was loaded, 1 when some were refused.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        if self.refused == 0 { 0 } else { 1 }
    }

    pub(super) const fn count(&mut self, loaded: Loaded) {
        match loaded {
            Loaded::New => self.new += 1,
            Loaded::Higher => self.higher += 1,
            Loaded::Lower => self.lower += 1,
            Loaded::Same => self.same += 1,
        }
    }

    pub(super) const fn counts(&self) -> LoadCounts {
        let Self { new, higher, lower, same, refused, .. } = self;
        LoadCounts { added: *new, newer: *higher, older: *lower, known: *same, refused: *refused }
    }

    /// Adds what one transaction did.
    pub(super) const fn add(&mut self, counted: &Self) {
        self.records += counted.records;
        self.new += counted.new;
        self.higher += counted.higher;
        self.lower += counted.lower;
        self.same += counted.same;
        self.refused += counted.refused;
    }

    pub(super) fn list(&mut self, refused: Refused) {
        if self.listed.len() < MAX_LISTED {
            self.listed.push(refused);
        }
    }
}
