//! The list of deliberations.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::State;
use delibero_domain::text::{Language, Text};
use jiff::civil::Date;

use super::ListQuery;
use crate::components::recipient::RecipientName;
use crate::error::{PageError, Trouble};
use crate::filters::Unread;

mod line;
mod load;
#[cfg(test)]
mod tests;

pub use load::{MOST_LINES, Whole, can_be_read, whole};

/// Every state with its word in addresses and downloads.
pub const STATES: [(State, &str); 5] = [
    (State::InForce, "in-force"),
    (State::InForceLater, "in-force-later"),
    (State::Amended, "amended"),
    (State::Repealed, "repealed"),
    (State::Replaced, "replaced"),
];

/// The word of a state in addresses and downloads.
#[must_use]
pub fn state_word(state: State) -> &'static str {
    STATES.into_iter().find(|(known, _)| *known == state).map_or("", |(_, word)| word)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Whether they are what was looked for.
    pub hit: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    pub number: DeliberationNumber,
    /// Its title, in the reader's language where it is known.
    pub title: String,
    pub title_language: Option<Language>,
    pub committee: Text,
    /// The language in which the excerpt is printed, where there is only one.
    pub printed: Option<Language>,
    pub date: Date,
    /// The document of the newest version.
    pub document: Option<String>,
    /// When the newest version was approved.
    pub approved: Date,
    /// When it enters into force, where the text says so.
    pub in_force: Option<Date>,
    pub versions: u32,
    /// Whether those are all.
    pub versions_complete: bool,
    pub state: State,
    /// From when it is, or was, in force, repealed or replaced, where the state alone does not say it.
    pub since: Option<Date>,
    pub replaced_by: Option<DeliberationNumber>,
    /// Words around the first hit.
    pub excerpt: Vec<Piece>,
    pub sources: Vec<String>,
}

/// Filters kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedLink {
    pub name: String,
    /// What stands after the question mark of the address.
    pub query: String,
}

/// Why filters were not kept under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepProblem {
    NoName,
    NameTooLong,
    /// The name holds a NISS.
    Niss,
    /// There is nothing to keep, or too much.
    Query,
    TooMany,
    Store(Trouble),
}

/// An attempt to keep filters that failed: given as context on the server, so that nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    pub name: String,
    pub problem: KeepProblem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListView {
    /// The filters that were not read: there is no line then.
    pub unread: Vec<Unread>,
    /// How many fit.
    pub total: u32,
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    pub lines: Vec<ListLine>,
    /// The years there are, newest first; none: the register is empty.
    pub years: Vec<i16>,
    /// The committees there are: as the address names each, and what it is called.
    pub committees: Vec<(String, Text)>,
    /// The source institutions there are.
    pub sources: Vec<String>,
    /// Everybody who has an authorisation, members after their recipient.
    pub recipients: Vec<RecipientName>,
    /// Every service: identifier and label.
    pub services: Vec<(String, Text)>,
    /// The filters that the reader keeps.
    pub saved: Vec<SavedLink>,
    /// The attempt to keep filters that failed just now.
    pub keeping: Option<Keeping>,
    /// Whether the reader may add deliberations.
    pub writes: bool,
    /// How many lines a download holds at most.
    pub most_lines: u32,
}

/// A page of the list, in a language.
///
/// # Errors
/// When nobody is signed in, or the store does not answer.
pub async fn load_list(query: ListQuery, language: Language) -> Result<ListView, PageError> {
    let reader = crate::services::signed_in()?;
    let with = crate::services::services()?;
    load::view(&with, &reader.actor, &query, language).await
}
