//! Every case of a catalogue, decided by its rules.

use std::fmt;

use thiserror::Error;

use super::{Case, Expectation, Outcome};
use crate::authorisation::{Authority, Source};
use crate::catalogue::Catalogue;
use crate::consultation::{BatchRequestError, Permit, decide_by_rules};
use crate::identifier::{ElementId, ServiceId};

/// A case that the rules of its catalogue break.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}:{}: {} point {}: {}", case.place.file, case.place.line, case.because.deliberation, case.because.point, listed(mismatches))]
pub struct Failure<'c> {
    pub case: &'c Case,
    /// At least one.
    pub mismatches: Vec<Mismatch>,
}

/// One thing that is not as expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{of}: expected {expected}, found {found}")]
pub struct Mismatch {
    /// `outcome`, an element, `retention` or `obligations`.
    pub of: String,
    pub expected: Statement,
    pub found: Statement,
}

/// What a case says, or what the rules say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// Words of the vocabulary or codes of rules, each with where it stands; a list may hold none.
    Told(Vec<Said>),
    ElementUnknown {
        service: ServiceId,
    },
    Undecided(BatchRequestError),
}

/// A word, and where it stands.
pub type Said = (String, Option<Source>);

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(list) if list.is_empty() => f.write_str("none"),
            Self::Told(list) => f.write_str(&list.iter().map(written).collect::<Vec<_>>().join(", ")),
            Self::ElementUnknown { service } => write!(f, "no such element in service {service}"),
            Self::Undecided(error) => write!(f, "no decision: {error}"),
        }
    }
}

fn listed(mismatches: &[Mismatch]) -> String {
    mismatches.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// The cases that the rules break, in the order of the files.
#[must_use]
pub fn failing(catalogue: &Catalogue) -> Vec<Failure<'_>> {
    let failures = catalogue.cases().iter().map(|case| Failure { case, mismatches: case.mismatches(catalogue) });
    failures.filter(|failure| !failure.mismatches.is_empty()).collect()
}

fn agree(expected: &Said, found: &Said) -> bool {
    expected.0 == found.0 && (expected.1.is_none() || expected.1 == found.1)
}

fn mismatch(of: &str, expected: Said, found: Said) -> Option<Mismatch> {
    let told = |one| Statement::Told(vec![one]);
    (!agree(&expected, &found)).then(|| Mismatch { of: of.to_owned(), expected: told(expected), found: told(found) })
}

fn written((word, source): &Said) -> String {
    source.as_ref().map_or_else(|| word.clone(), |found| format!("{word} {} {}", found.deliberation, found.point))
}

impl Case {
    /// What is not as expected when the rules of a catalogue decide it, whatever is suspended.
    #[must_use]
    pub fn mismatches(&self, catalogue: &Catalogue) -> Vec<Mismatch> {
        let expected = &self.expect;
        let request = match self.given.request(catalogue, None) {
            Ok(request) => request,
            Err(error) => return vec![undecided(expected, error)],
        };
        let outcome = (expected.outcome.as_str().to_owned(), expected.source.clone());
        match decide_by_rules(catalogue, &request) {
            Err(refusal) => {
                let found = (refusal.reason.as_str().to_owned(), refusal.source);
                mismatch("outcome", outcome, found).into_iter().collect()
            }
            Ok(permit) => {
                let found = (Outcome::Granted.as_str().to_owned(), Some(permit.authorisation().source.clone()));
                let outcome = mismatch("outcome", outcome, found);
                let rest = if outcome.is_none() { self.of_permit(&permit) } else { Vec::new() };
                outcome.into_iter().chain(rest).collect()
            }
        }
    }

    fn of_permit(&self, permit: &Permit<'_>) -> Vec<Mismatch> {
        let expected = &self.expect;
        let granted = expected.granted.iter().map(|element| (element, ("granted".to_owned(), None)));
        let withheld = expected
            .withheld
            .iter()
            .map(|found| (&found.element, (found.reason.as_str().to_owned(), found.source.clone())));
        let reduced = expected
            .reduced
            .iter()
            .map(|found| (&found.element, (found.form.as_str().to_owned(), found.source.clone())));
        let elements = granted.chain(withheld).chain(reduced);
        let mut mismatches: Vec<Mismatch> = elements
            .filter_map(|(element, expected)| match self.found_of(permit, element) {
                Ok(found) => mismatch(element.as_str(), expected, found),
                Err(found) => {
                    Some(Mismatch { of: element.to_string(), expected: Statement::Told(vec![expected]), found })
                }
            })
            .collect();
        mismatches.extend(self.retention(permit));
        mismatches.extend(self.obligations(permit));
        mismatches
    }

    /// # Errors
    /// When the rules say nothing of it.
    fn found_of(&self, permit: &Permit<'_>, element: &ElementId) -> Result<Said, Statement> {
        let service = permit.service();
        let unknown = || Statement::ElementUnknown { service: service.id.clone() };
        let place = service.element_index(element.as_str()).ok_or_else(unknown)?;
        let facts = self.given.facts().map_err(Statement::Undecided)?;
        // Without a record, the decision is about any.
        let always = || permit.withheld_elements().into_iter().find(|(withheld, _)| *withheld == place);
        let withheld = match &self.given.record {
            Some(_) => permit.judge(facts).withheld(place).map(|(reason, source)| (reason, source.clone())),
            None => always().map(|(_, why)| (why.reason, why.source)),
        };
        Ok(match (withheld, permit.reduced(place)) {
            (Some((reason, source)), _) => (reason.as_str().to_owned(), Some(source)),
            (None, Some((form, source))) => (form.as_str().to_owned(), Some(source.clone())),
            (None, None) => ("granted".to_owned(), None),
        })
    }

    fn retention(&self, permit: &Permit<'_>) -> Option<Mismatch> {
        let expected = self.expect.retention.as_ref()?;
        let found: Vec<Said> =
            self.given.retention(permit).into_iter().map(|duty| (duty.rule.code(), Some(duty.rule.source))).collect();
        lists("retention", expected.iter().map(|rule| (rule.rule.clone(), rule.source.clone())).collect(), found)
    }

    fn obligations(&self, permit: &Permit<'_>) -> Option<Mismatch> {
        let expected = self.expect.obligations.as_ref()?;
        let of_region = |region: &str| format!("{} in {region}", Authority::OBLIGATION);
        let mut expected: Vec<Said> = expected
            .iter()
            .map(|found| {
                let word =
                    found.region.as_ref().map_or_else(|| found.id.to_string(), |region| of_region(region.as_str()));
                (word, found.source.clone())
            })
            .collect();
        let limits = permit.obligations().into_iter().map(|found| (found.id.to_string(), Some(found.source)));
        let authorities =
            permit.authorities(None).map(|found| (of_region(found.region.as_str()), Some(found.source.clone())));
        let mut found: Vec<Said> = limits.chain(authorities).collect();
        expected.sort();
        found.sort();
        lists("obligations", expected, found)
    }
}

/// Two lists that say the same, one after the other.
fn lists(of: &str, expected: Vec<Said>, found: Vec<Said>) -> Option<Mismatch> {
    let same =
        expected.len() == found.len() && expected.iter().zip(&found).all(|(expected, found)| agree(expected, found));
    (!same).then(|| Mismatch { of: of.to_owned(), expected: Statement::Told(expected), found: Statement::Told(found) })
}

fn undecided(expected: &Expectation, error: BatchRequestError) -> Mismatch {
    Mismatch {
        of: "outcome".to_owned(),
        expected: Statement::Told(vec![(expected.outcome.as_str().to_owned(), None)]),
        found: Statement::Undecided(error),
    }
}
