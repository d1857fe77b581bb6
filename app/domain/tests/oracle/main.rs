//! The oracle: a second, slow and obvious reading of the catalogue's text that shares no code with the engine, and
//! random requests over the whole catalogue on which both must agree, element by element and point by point.
//!
//! `DELIBERO_ORACLE_CASES` sets how many requests are drawn (a million unless said), `DELIBERO_ORACLE_SEED` repeats a
//! run; both are printed. A mismatch is printed in its simplest form, to be kept in `kept.rs`.

mod book;
mod case;
mod check;
mod draw;
mod duties;
mod effect;
mod engine;
mod exported;
mod faults;
mod kept;
mod replayed;
mod rules;
mod ruling;
mod safety;
mod shrink;
mod small;

use std::collections::BTreeMap;
use std::hash::{BuildHasher, RandomState};

use delibero_domain::catalogue::files::{BUILTIN, read};

use book::Book;
use check::{Pair, Sought, Tally};
use draw::Pools;
use rules::Oracle;

const REFUSALS: &[&str] = &[
    "no-authorisation",
    "not-yet-in-force",
    "module-not-granted",
    "purpose-not-granted",
    "person-role-not-granted",
    "role-not-allowed",
    "not-designated",
    "no-office",
    "not-integrated",
    "sender-not-integrated",
    "registered-by-oneself",
    "no-legal-context",
    "niss-invalid",
    "niss-replaced",
    "niss-cancelled",
];

const WITHHELD: &[&str] = &[
    "granted",
    "element-not-granted",
    "block-not-granted",
    "module-without-element",
    "regime-not-granted",
    "risk-not-granted",
    "outside-history",
    "whether",
];

/// A deliberation that nobody took.
const MADE_UP: (&str, &str) = ("deliberations/99-001.toml", include_str!("whole-format.toml"));

/// What is stopped of what ships.
const STOPPED: (&str, &str) = ("suspensions.toml", include_str!("whole-format-suspensions.toml"));

/// The rules that ship, and files that use the rest of the format.
fn whole_format() -> Vec<(&'static str, &'static str)> {
    let decides_nothing = |name: &str| name.starts_with("cases/") || name.starts_with("points/");
    let rules = BUILTIN.iter().copied().filter(|(name, _)| !decides_nothing(name));
    rules.chain([MADE_UP, STOPPED]).collect()
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|word| word.parse().unwrap_or_else(|_| panic!("{variable} is no number: {word}")))
}

/// How many requests are drawn over the catalogue that ships.
fn cases() -> usize {
    number("DELIBERO_ORACLE_CASES").map_or(1_000_000, |cases| cases as usize)
}

/// Another one with every run, unless it is given.
fn seed() -> u64 {
    number("DELIBERO_ORACLE_SEED").unwrap_or_else(|| RandomState::new().hash_one("seed"))
}

/// Does something with engine and oracle, the engine's files perhaps being others than the oracle's.
fn with_pair<T>(engine: &[(&str, &str)], oracle: &[(&str, &str)], work: impl FnOnce(&Pair<'_>) -> T) -> T {
    let catalogue = read(engine).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let book = Book::read(oracle);
    let pair = Pair { catalogue: &catalogue, oracle: &Oracle::new(&book), pools: &Pools::new(&book) };
    work(&pair)
}

/// Draws on both cores, and stops at a mismatch.
fn agree(files: &[(&str, &str)], cases: usize) -> Tally {
    let seed = seed();
    eprintln!("DELIBERO_ORACLE_SEED={seed}");
    let run = |pair: &Pair<'_>| {
        std::thread::scope(|scope| {
            let halves =
                [seed, !seed].map(|seed| scope.spawn(move || pair.run(seed, cases.div_ceil(2), Sought::AnyMismatch)));
            halves.map(|half| half.join().expect("a half that ran to its end"))
        })
    };
    let [one, other] = with_pair(files, files, run);
    match (one, other) {
        (Ok(one), Ok(other)) => one.and(other),
        (Err(mismatch), _) | (_, Err(mismatch)) => panic!("{mismatch}"),
    }
}

/// Each of these was met often; a run of a few requests need not meet them all.
fn assert_met(counts: &BTreeMap<String, usize>, words: &[&str], cases: usize) {
    // The rarest, that no office is held, comes once in ten thousand or so.
    let least = cases / 25_000;
    for word in words {
        let met = counts.get(*word).copied().unwrap_or_default();
        assert!(met >= least, "{word} was met {met} times, not {least}: {counts:?}");
    }
}

fn assert_spread(tally: &Tally, refusals: &[&str]) {
    eprintln!("{tally}");
    assert_met(&tally.outcomes, refusals, tally.cases);
    assert_met(&tally.withheld, WITHHELD, tally.cases);
    let granted = tally.outcomes.get("granted").copied().unwrap_or_default();
    assert!(granted * 10 >= tally.cases * 4, "only {granted} of {} requests were granted", tally.cases);
}

#[test]
fn the_counterexamples_kept_agree() {
    let files = whole_format();
    with_pair(&files, &files, |pair| {
        for case in kept::KEPT {
            if let Err(mismatch) = pair.compare(case) {
                panic!("{mismatch}\n{case}");
            }
        }
    });
}

#[test]
fn engine_and_oracle_agree_on_the_catalogue_that_ships() {
    assert_spread(&agree(BUILTIN, cases()), REFUSALS);
}

#[test]
fn engine_and_oracle_agree_on_the_whole_format() {
    let refusals = [REFUSALS, &["expired", "suspended"]].concat();
    assert_spread(&agree(&whole_format(), cases() / 4), &refusals);
}
