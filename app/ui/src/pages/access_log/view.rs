//! The access log as the auditor reads it.

use delibero_domain::access_log::{Disclosed, EventKind, Stopped};
use delibero_domain::authorisation::Source;
use delibero_domain::consultation::HeldOffice;
use delibero_domain::niss::NissError;
use delibero_domain::parameters::Parameters;
use delibero_domain::role::Role;
use delibero_domain::text::Text;

use crate::error::PageError;
use crate::filters::Unread;
use crate::pages::access_log::LogQuery;

mod entry;
mod load;
mod read_query;

pub use entry::{Again, DecidedView, EntryView, load_entry};
pub use load::{MOST_LINES, Whole, whole};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    pub position: i64,
    /// When, in Belgian time: `2026-11-21 01:02:03`.
    pub at: String,
    pub kind: EventKind,
    pub user: String,
    pub role: Role,
    /// The office in which it was asked, where one was needed.
    pub office: Option<HeldOffice>,
    pub office_label: Text,
    pub organisation: String,
    pub organisation_name: Text,
    /// The recipient's identifier, for links to the catalogue.
    pub recipient: String,
    /// The NISS, formatted; none when it cannot be read back.
    pub person: Option<String>,
    /// The NISS that was shown in the place of the one asked for, formatted.
    pub successor: Option<String>,
    pub module: Text,
    pub purpose: Text,
    /// The role of the person in the file.
    pub person_role: Option<Text>,
    /// What the user confirmed.
    pub confirmed: Vec<Text>,
    pub asked: Parameters,
    /// `granted`, or the reason of the refusal.
    pub outcome: String,
    pub source: Option<Source>,
    /// Who had stopped it and why, where that was the reason.
    pub suspended: Option<Stopped>,
    /// The network's status code.
    pub status: String,
    /// The labels of the elements granted.
    pub granted: Vec<Text>,
    /// The records that left.
    pub disclosed: Vec<Disclosed>,
    /// The opaque identifier of the consultation.
    pub consultation: String,
    /// The leaf hash, hexadecimal.
    pub leaf: String,
}

/// A page of the log: its lines, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogView {
    pub lines: Vec<LogLine>,
    /// The position before which the next page begins.
    pub next: Option<i64>,
    /// The organisations one can filter by: identifier and name.
    pub organisations: Vec<(String, Text)>,
    /// Today in Belgium, as `2026-11-21`.
    pub today: String,
    /// When the page was made, in Belgian time.
    pub made: String,
    /// The name of who reads it, for paper.
    pub reader: String,
    /// Whether the reader sees the own organisation only.
    pub own_organisation_only: bool,
    /// The NISS filtered by, as it was typed: in this page only.
    pub person: String,
    /// The filters that were not read: there is no line then.
    pub unread: Vec<Unread>,
    /// Which rule the NISS breaks: there is no line then.
    pub person_problem: Option<NissError>,
}

/// The NISS that the page was asked for by POST: given as context on the server.
#[derive(Clone)]
pub struct PersonFilter(pub String);

impl std::fmt::Debug for PersonFilter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonFilter(…)")
    }
}

/// # Errors
/// When the reader may not see the log.
pub async fn load_log(query: LogQuery) -> Result<LogView, PageError> {
    load::page(query).await
}
