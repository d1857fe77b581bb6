//! Puts oracle and engine side by side: counts what agrees, and tells what does not.

use std::collections::BTreeMap;
use std::fmt;

use delibero_domain::catalogue::Catalogue;

use crate::case::{Answer, Case};
use crate::draw::{Dice, Pools};
use crate::rules::Oracle;
use crate::shrink::shrunk;
use crate::{engine, safety};

/// The engine's catalogue and the oracle, made of files that should say the same.
pub struct Pair<'b> {
    pub catalogue: &'b Catalogue,
    pub oracle: &'b Oracle<'b>,
    pub pools: &'b Pools<'b>,
}

/// How often each answer was given.
#[derive(Default)]
pub struct Tally {
    pub cases: usize,
    pub outcomes: BTreeMap<String, usize>,
    pub withheld: BTreeMap<String, usize>,
}

impl Tally {
    fn count(&mut self, answer: &Answer<'_>) {
        self.cases += 1;
        match answer {
            Answer::Refused(reason, _) => add(&mut self.outcomes, reason, 1),
            Answer::Granted(seen) => {
                add(&mut self.outcomes, "granted", 1);
                for (_, withheld) in seen {
                    add(&mut self.withheld, withheld.map_or("granted", |(reason, _)| reason), 1);
                }
            }
        }
    }

    /// Both counts in one.
    pub fn and(mut self, other: Self) -> Self {
        self.cases += other.cases;
        other.outcomes.iter().for_each(|(reason, count)| add(&mut self.outcomes, reason, *count));
        other.withheld.iter().for_each(|(reason, count)| add(&mut self.withheld, reason, *count));
        self
    }
}

fn add(counts: &mut BTreeMap<String, usize>, word: &str, more: usize) {
    match counts.get_mut(word) {
        Some(count) => *count += more,
        None => drop(counts.insert(word.to_owned(), more)),
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} requests: {:?}", self.cases, self.outcomes)?;
        write!(f, "elements of what was granted: {:?}", self.withheld)
    }
}

/// What a run stops at.
#[derive(Clone, Copy, PartialEq)]
pub enum Sought {
    /// Whatever does not agree.
    AnyMismatch,
    /// Something that leaves and must not.
    Leak,
}

/// What does not agree.
pub struct Mismatch<'a> {
    /// What the engine grants and must not, where it does.
    pub leak: Option<String>,
    wanted: Answer<'a>,
    given: Answer<'a>,
}

impl fmt::Display for Mismatch<'_> {
    /// A leak is told apart from a difference that lets nothing out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.leak {
            Some(leak) => writeln!(f, "A LEAK: {leak}")?,
            None => writeln!(f, "A difference")?,
        }
        f.write_str(&difference(&self.wanted, &self.given))
    }
}

impl Pair<'_> {
    /// What does not agree about a case; none: the answer that both give.
    pub fn compare(&self, case: &Case<'_>) -> Result<Answer<'_>, Box<Mismatch<'_>>> {
        let wanted = self.oracle.answer(case);
        let given = engine::answer(self.catalogue, case);
        let trespass = safety::trespass(self.oracle.book, case, given.granted());
        if wanted == given && trespass.is_none() {
            return Ok(given);
        }
        let extra = given.granted().find(|element| !wanted.granted().any(|granted| granted == *element));
        let extra = extra.or_else(|| {
            given.granted_whole().find(|element| !wanted.granted_whole().any(|granted| granted == *element))
        });
        let leak = trespass.or_else(|| extra.map(|element| format!("{element} is not granted")));
        Err(Box::new(Mismatch { leak, wanted, given }))
    }

    /// The first mismatch of a kind among so many cases, made as simple as it gets.
    pub fn run(&self, seed: u64, cases: usize, sought: Sought) -> Result<Tally, String> {
        let mut dice = Dice(seed);
        let mut tally = Tally::default();
        for _ in 0..cases {
            let case = self.pools.case(&mut dice);
            match self.compare(&case) {
                Ok(answer) => tally.count(&answer),
                Err(mismatch) if sought == Sought::Leak && mismatch.leak.is_none() => {}
                Err(mismatch) => return Err(self.report(&case, mismatch.leak.is_some())),
            }
        }
        Ok(tally)
    }

    /// A mismatch in its simplest form, to be pasted into `kept.rs`. A leak is simplified as a leak.
    fn report(&self, case: &Case<'_>, leak: bool) -> String {
        let still_wrong = |case: &Case<'_>| self.compare(case).is_err_and(|mismatch| mismatch.leak.is_some() == leak);
        let simplest = shrunk(*case, self.pools, still_wrong);
        let Err(mismatch) = self.compare(&simplest) else { return "a mismatch that does not come back".to_owned() };
        format!("{mismatch}\nFor tests/oracle/kept.rs:\n{simplest}")
    }
}

fn difference(wanted: &Answer<'_>, given: &Answer<'_>) -> String {
    match (wanted, given) {
        (Answer::Granted(wanted), Answer::Granted(given)) if wanted.len() == given.len() => {
            let differing = wanted.iter().zip(given).filter(|(wanted, given)| wanted != given);
            differing.map(|(wanted, given)| format!("oracle {wanted:?}, engine {given:?}\n")).collect()
        }
        _ => format!("oracle {}\nengine {}\n", in_short(wanted), in_short(given)),
    }
}

/// A refusal, or what is granted.
fn in_short(answer: &Answer<'_>) -> String {
    match answer {
        Answer::Refused(reason, source) => format!("{reason} {source:?}"),
        Answer::Granted(_) => format!("granted {:?}", answer.granted().collect::<Vec<_>>()),
    }
}
