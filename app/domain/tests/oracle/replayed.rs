//! Decisions at random, written as records and decided again from their records alone: all are the same.
//!
//! `DELIBERO_REPLAY_CASES` sets how many (200,000 unless said), `DELIBERO_ORACLE_SEED` repeats a run.

use delibero_domain::access_log::{Conclusion, Entry, EventKind, PersonToken, replay};
use delibero_domain::catalogue::Catalogue;
use delibero_domain::catalogue::files::read;
use delibero_domain::consultation::{HourlyLimit, Request};
use delibero_domain::period::{Quarter, QuarterRange};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::book::Book;
use crate::draw::{Dice, Pools};
use crate::{engine, whole_format};

/// The record of a decision; none where nobody's role or organisation is known: the log is about people.
fn record(catalogue: &Catalogue, request: &Request, dice: &mut Dice) -> Option<Entry> {
    let role = request.role?;
    let limit = (dice.below(4) > 0).then(|| HourlyLimit { most: 10, opened: dice.between(0, 10) as u32 });
    let Conclusion { outcome, source, granted, decided } = Conclusion::of(catalogue, request, limit);
    let quarter = Quarter::containing(request.at);
    Some(Entry {
        form: Entry::FORM,
        at: request.at.to_zoned(TimeZone::UTC).map_or(Timestamp::MIN, |day| day.timestamp()),
        kind: EventKind::Decision,
        consultation: format!("{:032x}", dice.between(0, i64::from(u32::MAX))),
        user: "anna".parse().expect("a name"),
        role,
        organisation: request.organisation.clone()?,
        recipient: request.recipient.clone(),
        person: Some(PersonToken::new("0d83".to_owned())),
        successor: None,
        service: request.service.clone(),
        module: request.module.clone(),
        purpose: request.purpose.clone(),
        person_role: request.person_role.clone(),
        asked: QuarterRange { first: quarter, last: quarter }.into(),
        outcome,
        source,
        status: String::new(),
        granted,
        disclosed: Vec::new(),
        decided: Some(Box::new(decided)),
    })
}

/// Records and replays; returns how often a decision was granted.
fn run(catalogue: &Catalogue, pools: &Pools<'_>, seed: u64, cases: usize) -> usize {
    let (mut dice, mut done, mut granted) = (Dice(seed), 0, 0);
    while done < cases {
        let mut request = engine::request(&pools.case(&mut dice));
        request.organisation.get_or_insert_with(|| "cpas-namur".parse().expect("an organisation"));
        let Some(entry) = record(catalogue, &request, &mut dice) else { continue };
        let bytes = entry.canonical().expect("a record");
        let read = Entry::from_canonical(&bytes).unwrap_or_else(|error| panic!("{error}: {request:?}"));
        let again = replay(catalogue, &read);
        assert!(read == entry && again.same && again.why.is_none(), "{again:?}\n{request:?}");
        granted += usize::from(entry.outcome == "granted");
        done += 1;
    }
    granted
}

#[test]
fn every_decision_is_the_same_when_it_is_decided_again_from_its_record() {
    let cases = crate::number("DELIBERO_REPLAY_CASES").map_or(200_000, |cases| cases as usize);
    let files = whole_format();
    let catalogue = read(&files).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let book = Book::read(&files);
    let pools = Pools::new(&book);
    let seed = crate::seed();
    eprintln!("DELIBERO_ORACLE_SEED={seed}");
    let granted: usize = std::thread::scope(|scope| {
        let (catalogue, pools) = (&catalogue, &pools);
        let halves = [seed, !seed].map(|seed| scope.spawn(move || run(catalogue, pools, seed, cases.div_ceil(2))));
        halves.into_iter().map(|half| half.join().expect("a half that ran to its end")).sum()
    });
    assert!(granted * 10 >= cases * 3, "only {granted} of {cases} decisions were granted");
}
