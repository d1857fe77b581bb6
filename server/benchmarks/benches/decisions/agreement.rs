//! Before anything is timed: the floor says what the engine says, of every combination.

use delibero_domain::authorisation::{Source, WithheldReason};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::consultation::{RecordFacts, Verdict};

use crate::asking;
use crate::facts;
use crate::floor::{Floor, bits_of};

type Answer<'c> = (u64, Vec<(usize, WithheldReason, &'c Source)>);

/// Compares them for every recipient, module, purpose, regime, social risk and period.
///
/// # Panics
/// Where they differ.
pub fn check(catalogue: &Catalogue) {
    let (requests, records) = (asking::requests(catalogue), facts::every());
    for request in &requests {
        let permit = asking::permit(catalogue, request);
        let floor = Floor::new(&permit, request);
        for record in &records {
            assert_eq!(of_floor(&floor, *record), of_engine(&permit.judge(*record)), "{request:?} {record:?}");
        }
    }
    let combinations = requests.len() * records.len();
    println!(
        "  {} authorisations, {combinations} combinations of request and record: the same",
        catalogue.authorisations().len()
    );
}

fn of_floor<'c>(floor: &Floor<'c>, record: RecordFacts<'_>) -> Answer<'c> {
    let mut withheld = Vec::new();
    let granted = floor.judge(record, |place, reason, source| withheld.push((place, reason, source)));
    (granted, withheld)
}

fn of_engine<'c>(verdict: &Verdict<'c>) -> Answer<'c> {
    (bits_of(verdict.granted()), verdict.reasons().collect())
}
