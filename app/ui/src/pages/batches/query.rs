//! Which persons of a result are asked for: values, never a NISS.

use delibero_domain::identifier::ElementId;
use delibero_domain::text::Language;
use delibero_usecases::batches::{Batch, OutcomeKind, ResultFilter, Test};
use delibero_words::say;

use crate::filters::{FilterProblem, FilterReader, Filters as _, Unread, filters, number, one_of};

filters! {
    /// The filters of a result as they stand in the address. The path is that of one batch: see [`ResultQuery::at`].
    ResultQuery at "" by [outcome, element1, test1, value1, element2, test2, value2, element3, test3, value3]:
    /// What became of the person, by its word.
    outcome,
    element1,
    /// `is`, `is-not`, `nothing` or `something`.
    test1,
    value1,
    element2,
    test2,
    value2,
    element3,
    test3,
    value3,
    /// From which person on, counted from 1.
    from,
}

/// The names of the fields of each test.
pub(super) const TESTS: [[&str; 3]; 3] =
    [["element1", "test1", "value1"], ["element2", "test2", "value2"], ["element3", "test3", "value3"]];
pub(super) const KINDS: [&str; 4] = ["is", "is-not", "nothing", "something"];

impl ResultQuery {
    /// The address of the page of a batch, with these filters.
    #[must_use]
    pub fn at(&self, batch: &str, ending: &str) -> String {
        let (address, written) = (format!("{}/result{ending}", super::batch_address(batch)), self.written());
        if written.is_empty() { address } else { format!("{address}?{written}") }
    }

    /// What is asked for of a batch.
    ///
    /// # Errors
    /// The filters that were not read: then nothing is shown.
    pub fn read(&self, batch: &Batch) -> Result<(ResultFilter, u64), Vec<Unread>> {
        let mut reading = FilterReader::of(&self.strange);
        let outcome = reading.field("outcome", &self.outcome, |typed| {
            one_of(OutcomeKind::ALL.into_iter(), |outcome| outcome.as_str() == typed)
        });
        let mut tests = Vec::new();
        for [element, test, value] in TESTS {
            tests.extend(self.test(&mut reading, batch, [element, test, value]));
        }
        let from = reading.field("from", &self.from, number).unwrap_or(1);
        let unread = reading.unread();
        if unread.is_empty() { Ok((ResultFilter { outcome, tests }, from)) } else { Err(unread) }
    }

    fn test(&self, reading: &mut FilterReader, batch: &Batch, names: [&str; 3]) -> Option<(ElementId, Test)> {
        let [typed, kind, value] = names.map(|name| self.get(name).to_owned());
        if typed.is_empty() {
            // A value without a column would be left out, and the list be wider than it says.
            if !value.is_empty() || !kind.is_empty() {
                reading.note(names[0], &value, FilterProblem::NotTwo);
            }
            return None;
        }
        let element = reading.field(names[0], &typed, |typed| {
            one_of(batch.elements.iter(), |element| element.as_str() == typed).cloned()
        })?;
        let is_said = reading.field(names[2], &value, |value| Ok(value.to_owned()));
        let test = match (kind.as_str(), is_said) {
            ("nothing", None) if value.is_empty() => Test::Nothing,
            ("something", None) if value.is_empty() => Test::Something,
            ("is" | "", Some(value)) => Test::Is(value),
            ("is-not", Some(value)) => Test::IsNot(value),
            ("is" | "is-not" | "nothing" | "something" | "", _) => {
                reading.note(names[2], &value, FilterProblem::NotTwo);
                return None;
            }
            _ => {
                reading.note(names[1], &kind, FilterProblem::Unknown);
                return None;
            }
        };
        Some((element, test))
    }
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "outcome" => say!(language, batches.outcome),
        "element1" | "element2" | "element3" => say!(language, batches.element),
        "test1" | "test2" | "test3" => say!(language, batches.test),
        "value1" | "value2" | "value3" => say!(language, batches.value),
        "from" => say!(language, batches.from),
        _ => return None,
    })
}
