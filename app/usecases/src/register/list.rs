//! The list: what it is asked for, and one page of it.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::{Deliberation, State};
use delibero_domain::text::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How many deliberations stand on one page of the list.
pub const PAGE_LENGTH: u32 = 25;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterQuery {
    /// Words to find, in titles and texts: accents, case and inflection do not matter; `"…"` is a phrase.
    pub words: String,
    /// Only deliberations of this full year.
    pub year: Option<i16>,
    /// Only those of this committee, printed in one of these ways; empty: of any.
    pub committees: Vec<String>,
    /// Only those about the data of this institution, as the register names it.
    pub source: Option<String>,
    /// Only these numbers: what the catalogue says of a recipient or a service; none: any.
    pub numbers: Option<Vec<DeliberationNumber>>,
    /// Only those in this state.
    pub state: Option<State>,
    /// The day on which `state` is asked for.
    pub on: Date,
    pub sort: Sort,
    /// From the last to the first.
    pub descending: bool,
    /// The page, from 1.
    pub page: u32,
    /// The reader's language: that of the titles that are sorted, and the first choice for an excerpt.
    pub language: Language,
}

impl RegisterQuery {
    /// The first page of everything, by number.
    #[must_use]
    pub fn everything(on: Date, language: Language) -> Self {
        Self {
            words: String::new(),
            year: None,
            committees: Vec::new(),
            source: None,
            numbers: None,
            state: None,
            on,
            sort: Sort::default(),
            descending: false,
            page: 1,
            language,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// How well it fits the words, best first whatever the direction; without words, the number.
    #[default]
    Relevance,
    Number,
    /// The date on which it was given.
    Date,
    /// The approval of its newest version.
    Amended,
    Title,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterPage {
    /// How many fit.
    pub total: u64,
    pub lines: Vec<RegisterLine>,
    /// The years there are, newest first, whatever the filters.
    pub years: Vec<i16>,
    pub committees: Vec<String>,
    pub sources: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    pub deliberation: Deliberation,
    /// Words around the first hit, with the hits between `\u{2}` and `\u{3}`; none without words.
    pub excerpt: Option<String>,
}
