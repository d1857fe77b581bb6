//! What the list of recipients is asked for.

use delibero_domain::folding::folded_line;
use delibero_domain::niss::holds_niss;

use crate::filters::{FilterProblem, FilterReader, Filters as _, TAKEN_OUT, Unread, filters};

filters! {
    /// What the list of recipients is asked for, as it stands in the address.
    RecipientsQuery at "/catalogue":
    q,
    /// The order, by its word.
    sort,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecipientSort {
    Name,
    Point,
    Granted,
}

impl RecipientSort {
    /// In the order of the links.
    pub const ALL: [Self; 3] = [Self::Name, Self::Point, Self::Granted];

    /// Its word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Point => "point",
            Self::Granted => "granted",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

impl RecipientsQuery {
    pub(super) fn sorted(&self) -> RecipientSort {
        RecipientSort::of(&self.sort).unwrap_or(RecipientSort::Name)
    }

    /// What cannot be read.
    pub(super) fn unread(&self) -> Vec<Unread> {
        let mut reading = FilterReader::of(&self.strange);
        reading.field("q", &self.q, |typed| match folded_line(typed).is_empty() {
            true => Err(FilterProblem::NoWord),
            false => Ok(()),
        });
        reading.field("sort", &self.sort, |typed| RecipientSort::of(typed).ok_or(FilterProblem::Unknown));
        reading.unread()
    }
}

/// The same words in another order: what could be a NISS comes into no address.
pub(super) fn sorted_by(query: &RecipientsQuery, sort: RecipientSort) -> String {
    let words = if holds_niss(&query.q) { TAKEN_OUT } else { &query.q };
    query.with("q", words).with("sort", sort.as_str()).address()
}
