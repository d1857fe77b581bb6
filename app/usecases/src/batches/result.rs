//! What became of each person: only what the engine released.

use std::collections::HashMap;

use delibero_domain::consultation::{CellState, RecordView, Reduced, Refusal, RowView};
use delibero_domain::identifier::{ElementId, RecipientId};
use delibero_domain::niss::Niss;
use delibero_domain::record::Value;
use serde::{Deserialize, Serialize};

use crate::consultation::OneOfMany;

/// A value that may be seen; what is withheld, or was never sent, has no cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultCell {
    Value(Value),
    /// Only whether the record says something of it.
    Whether(bool),
    /// The network removed it before it came here.
    Filtered,
}

/// One line of a record: what its innermost row says, with what the rows above it say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultLine {
    /// The time that the record is about, as identifiers write it.
    pub time: String,
    /// Who sent the record, where a service has several senders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender: Option<RecipientId>,
    /// By the place of the element in its part.
    pub cells: Vec<(u16, ResultCell)>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonResult {
    Answered(Vec<ResultLine>),
    /// Granted, and there is nothing to be seen.
    Empty,
    Refused {
        refusal: Refusal,
        /// Where the NISS asked for was replaced: the one that took its place.
        replaced_by: Option<Niss>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredPerson {
    /// On which line of the list the person stands.
    pub line: u64,
    pub person: Niss,
    pub result: PersonResult,
}

/// What was decided in one unit of work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultPart {
    /// The elements that cells name.
    pub elements: Vec<ElementId>,
    pub persons: Vec<AnsweredPerson>,
}

/// A part while it is made.
#[derive(Default)]
pub(super) struct Making {
    part: ResultPart,
    places: HashMap<ElementId, u16>,
}

impl Making {
    pub fn add(&mut self, line: u64, person: Niss, found: &OneOfMany) -> &PersonResult {
        let result = match found {
            OneOfMany::Refused { refusal, replaced_by } => {
                PersonResult::Refused { refusal: refusal.clone(), replaced_by: *replaced_by }
            }
            OneOfMany::Granted(records) if records.is_empty() => PersonResult::Empty,
            OneOfMany::Granted(records) => {
                PersonResult::Answered(records.iter().flat_map(|found| self.lines(found)).collect())
            }
        };
        self.part.persons.push(AnsweredPerson { line, person, result });
        &self.part.persons[self.part.persons.len() - 1].result
    }

    pub fn made(self) -> ResultPart {
        self.part
    }

    fn lines(&mut self, record: &Reduced<RecordView>) -> Vec<ResultLine> {
        let time = record.time.map(|time| time.to_string()).unwrap_or_default();
        let mut lines = Vec::new();
        for row in &record.rows {
            self.add_lines(&time, &[], row, &mut lines);
        }
        if lines.is_empty() {
            lines.push(ResultLine { time, ..ResultLine::default() });
        }
        lines.iter_mut().for_each(|line| line.sender.clone_from(&record.sender));
        lines
    }

    fn add_lines(&mut self, time: &str, above: &[(u16, ResultCell)], row: &RowView, lines: &mut Vec<ResultLine>) {
        let mut cells = above.to_vec();
        for cell in &row.cells {
            let seen = match &cell.state {
                CellState::Granted(Some(value)) => ResultCell::Value(value.clone()),
                CellState::Whether { says, .. } => ResultCell::Whether(*says),
                CellState::Filtered => ResultCell::Filtered,
                CellState::Granted(None) | CellState::Withheld(_) => continue,
            };
            cells.push((self.place(&cell.element), seen));
        }
        if row.rows.is_empty() {
            lines.push(ResultLine { time: time.to_owned(), sender: None, cells });
        } else {
            row.rows.iter().for_each(|below| self.add_lines(time, &cells, below, lines));
        }
    }

    fn place(&mut self, element: &ElementId) -> u16 {
        if let Some(place) = self.places.get(element) {
            return *place;
        }
        let place = u16::try_from(self.part.elements.len()).unwrap_or(u16::MAX);
        self.part.elements.push(element.clone());
        self.places.insert(element.clone(), place);
        place
    }
}
