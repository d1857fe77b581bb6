//! Which persons of a result are wanted: by what became of them, and by what is said of them. It is looked at for the
//! person as a whole, whatever line says it.

use delibero_domain::identifier::ElementId;
use delibero_domain::record::Value;

use super::result::{AnsweredPerson, PersonResult, ResultCell, ResultLine, ResultPart};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKind {
    Answered,
    /// Granted, and there is nothing to be seen.
    Empty,
    Refused,
}

impl OutcomeKind {
    pub const ALL: [Self; 3] = [Self::Answered, Self::Empty, Self::Refused];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Empty => "empty",
            Self::Refused => "refused",
        }
    }

    #[must_use]
    pub const fn of(result: &PersonResult) -> Self {
        match result {
            PersonResult::Answered(_) => Self::Answered,
            PersonResult::Empty => Self::Empty,
            PersonResult::Refused { .. } => Self::Refused,
        }
    }
}

/// What an element must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Somewhere, as [`said`] writes it.
    Is(String),
    /// Nowhere.
    IsNot(String),
    /// Nothing is said of it anywhere.
    Nothing,
    /// Something is said of it.
    Something,
}

/// Every part of it has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultFilter {
    pub outcome: Option<OutcomeKind>,
    /// Who was not answered passes none.
    pub tests: Vec<(ElementId, Test)>,
}

/// A value in one word, as filters and files for programs have it.
#[must_use]
pub fn said(value: &Value) -> String {
    match value {
        Value::Code(word) | Value::Text(word) => word.trim().to_owned(),
        Value::Date(day) => day.to_string(),
        Value::Period(period) => match period.end {
            Some(end) => format!("{}/{end}", period.begin),
            None => format!("{}/", period.begin),
        },
        Value::Amount(number) | Value::Count(number) => number.to_string(),
        Value::Niss(person) => person.reveal(),
    }
}

impl ResultCell {
    /// In one word; none where the network removed it.
    #[must_use]
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Value(value) => Some(said(value)),
            Self::Whether(says) => Some(if *says { "yes" } else { "no" }.to_owned()),
            Self::Filtered => None,
        }
    }
}

impl ResultFilter {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcome.is_none() && self.tests.is_empty()
    }

    /// In identifiers and words, as the log keeps it.
    #[must_use]
    pub fn words(&self) -> String {
        let test = |(element, test): &(ElementId, Test)| match test {
            Test::Is(word) => format!("{element} = {word}"),
            Test::IsNot(word) => format!("{element} ≠ {word}"),
            Test::Nothing => format!("{element} = ∅"),
            Test::Something => format!("{element} ≠ ∅"),
        };
        let outcome = self.outcome.map(|outcome| outcome.as_str().to_owned());
        outcome.into_iter().chain(self.tests.iter().map(test)).collect::<Vec<_>>().join("; ")
    }

    /// The persons who are wanted.
    #[must_use]
    pub fn of(&self, mut part: ResultPart) -> ResultPart {
        let ResultPart { elements, persons } = &mut part;
        persons.retain(|person| self.wants(elements, person));
        part
    }

    fn wants(&self, elements: &[ElementId], person: &AnsweredPerson) -> bool {
        let fits = self.outcome.is_none_or(|outcome| outcome == OutcomeKind::of(&person.result));
        let passes =
            |lines: &[ResultLine]| self.tests.iter().all(|(element, test)| holds(elements, lines, element, test));
        fits && match &person.result {
            PersonResult::Answered(lines) => passes(lines),
            _ => self.tests.is_empty(),
        }
    }
}

/// What the network removed is not known to be anything: nobody passes by it.
fn holds(elements: &[ElementId], lines: &[ResultLine], element: &ElementId, test: &Test) -> bool {
    let Some(place) = elements.iter().position(|known| known == element) else {
        return matches!(test, Test::IsNot(_) | Test::Nothing);
    };
    let cells = lines.iter().flat_map(|line| &line.cells).filter(|(of, _)| usize::from(*of) == place);
    let words: Vec<Option<String>> = cells.map(|(_, cell)| cell.said()).collect();
    let is_whole = words.iter().all(Option::is_some);
    let has = |wanted: &str| words.iter().flatten().any(|word| word.to_lowercase() == wanted.trim().to_lowercase());
    match test {
        Test::Is(wanted) => has(wanted),
        Test::IsNot(unwanted) => is_whole && !has(unwanted),
        Test::Nothing => is_whole && words.iter().flatten().all(String::is_empty),
        Test::Something => words.iter().flatten().any(|word| !word.is_empty()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
mod tests {
    use delibero_domain::niss::{BirthEra, Niss};

    use super::*;

    fn part() -> ResultPart {
        let code = |word: &str| ResultCell::Value(Value::Code(word.to_owned()));
        let line = |cells| ResultLine { cells, ..ResultLine::default() };
        let results = [
            PersonResult::Answered(vec![line(vec![(0, code("yes"))]), line(vec![(1, code("card"))])]),
            PersonResult::Answered(vec![line(vec![(0, code("YES"))]), line(vec![(0, code("no"))])]),
            PersonResult::Answered(vec![line(vec![(0, code("yes")), (1, ResultCell::Filtered)])]),
            PersonResult::Answered(vec![line(vec![(0, code("no"))])]),
            PersonResult::Empty,
        ];
        let person = |counter: u32| Niss::complete(850_730_000 + counter, BirthEra::Before2000).unwrap();
        let persons = (1_u32..).zip(results).map(|(line, result)| AnsweredPerson {
            line: u64::from(line),
            person: person(line),
            result,
        });
        ResultPart { elements: vec!["s.a".parse().unwrap(), "s.b".parse().unwrap()], persons: persons.collect() }
    }

    fn wanted(outcome: Option<OutcomeKind>, tests: &[(&str, Test)]) -> Vec<u64> {
        let tests = tests.iter().map(|(element, test)| (element.parse().unwrap(), test.clone())).collect();
        ResultFilter { outcome, tests }.of(part()).persons.into_iter().map(|person| person.line).collect()
    }

    #[test]
    fn a_person_is_wanted_as_a_whole_and_what_was_removed_lets_nobody_pass() {
        let is = |word: &str| Test::Is(word.to_owned());
        assert_eq!(wanted(None, &[]), [1, 2, 3, 4, 5]);
        assert_eq!(wanted(Some(OutcomeKind::Empty), &[]), [5]);
        assert_eq!(wanted(None, &[("s.a", is("yes"))]), [1, 2, 3]);
        assert_eq!(wanted(None, &[("s.a", is("yes")), ("s.b", Test::Nothing)]), [2]);
        assert_eq!(wanted(None, &[("s.a", Test::IsNot("yes".to_owned()))]), [4]);
        assert_eq!(wanted(None, &[("s.b", Test::Something)]), [1]);
        assert!(wanted(Some(OutcomeKind::Refused), &[("s.c", Test::Nothing)]).is_empty());
        assert_eq!(wanted(None, &[("s.c", Test::Nothing)]), [1, 2, 3, 4]);
    }
}
