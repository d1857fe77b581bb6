//! Records: attestations, and those of other kinds and senders.

use delibero_usecases::consultation::ConsultationStore as _;
use delibero_usecases::records::RecordStore as _;
use std::slice::from_ref;
use std::time::Duration;

use delibero_domain::identifier::ServiceId;
use delibero_domain::period::Period;
use delibero_domain::record::{Edition, Record, RecordStatus, RecordTime};
use delibero_store::Database;
use delibero_testkit::examples::{attestation, person, quarters, temporary_attestation, word};
use delibero_testkit::records::{attestations, versions as stored_versions};
use delibero_usecases::directory::PersonState;
use delibero_usecases::records::{Incoming, LoadRefusal, Loaded, Wanted, WantedRecords, load};
use delibero_usecases::store_error::StoreError;

use crate::harness::{TestDatabase, key, on_both_engines};

on_both_engines!(
    the_newest_version_is_shown_newest_quarter_first,
    only_what_was_asked_for_is_shown,
    a_cancellation_is_shown_as_such,
    a_temporary_attestation_gives_way_to_an_attested_one,
    a_temporary_attestation_is_replaced_and_an_attested_one_never,
    every_version_is_kept,
    the_first_version_is_0_and_the_highest_has_ten_digits,
    the_first_attestation_is_noticed,
    one_attestation_is_never_loaded_for_two_persons,
    records_are_found_by_their_time_kind_and_number,
    of_each_kind_and_sender_the_last_that_was_not_cancelled_is_known,
    each_sender_numbers_its_own,
    versions_of_one_record_in_one_file_are_loaded_in_order,
);

fn hdi() -> ServiceId {
    word("hdi")
}

async fn store(case: &TestDatabase, number: u32, attestations: &[Record]) {
    let mut work = case.begin().await;
    for attestation in attestations {
        work.store_records(&hdi(), &[(person(number), attestation)]).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn shown(case: &TestDatabase, number: u32, first: &str, last: &str) -> Vec<Record> {
    attestations(&mut *case.begin().await, &hdi(), person(number), quarters(first, last)).await.unwrap()
}

async fn the_newest_version_is_shown_newest_quarter_first(case: TestDatabase) {
    let old = [attestation("a", 1, "2024Q4"), attestation("a", 10, "2024Q4"), attestation("a", 9, "2024Q4")];
    store(&case, 1, &old).await;
    store(&case, 1, &[attestation("b", 2, "2025Q1"), attestation("b", 1, "2025Q1")]).await;
    let expected = [attestation("b", 2, "2025Q1"), attestation("a", 10, "2024Q4")];
    assert_eq!(shown(&case, 1, "2024Q1", "2025Q4").await, expected);
}

async fn only_what_was_asked_for_is_shown(case: TestDatabase) {
    let (before, first) = (attestation("a", 1, "2023Q4"), attestation("b", 1, "2024Q1"));
    let (last, after) = (attestation("c", 1, "2024Q4"), attestation("d", 1, "2025Q1"));
    store(&case, 1, &[before, first.clone(), last.clone(), after]).await;
    store(&case, 2, &[attestation("e", 1, "2024Q2")]).await;
    assert_eq!(shown(&case, 1, "2024Q1", "2024Q4").await, [last, first]);
    let other = attestations(&mut *case.begin().await, &word("ami"), person(1), quarters("2020Q1", "2025Q4")).await;
    assert_eq!(other.unwrap(), []);
}

async fn a_cancellation_is_shown_as_such(case: TestDatabase) {
    let status = RecordStatus::Cancellation;
    let cancelled = Record { status, rows: Vec::new(), ..attestation("a", 2, "2025Q1") };
    store(&case, 1, &[attestation("a", 1, "2025Q1"), cancelled.clone()]).await;
    assert_eq!(shown(&case, 1, "2025Q1", "2025Q1").await, [cancelled]);
}

async fn a_temporary_attestation_gives_way_to_an_attested_one(case: TestDatabase) {
    let temporary = temporary_attestation("t", "2025Q2");
    store(&case, 1, &[temporary.clone(), attestation("a", 1, "2025Q1")]).await;
    assert_eq!(shown(&case, 1, "2025Q2", "2025Q2").await, [temporary]);
    store(&case, 1, &[attestation("b", 1, "2025Q2")]).await;
    assert_eq!(shown(&case, 1, "2025Q2", "2025Q2").await, [attestation("b", 1, "2025Q2")]);
}

async fn a_temporary_attestation_is_replaced_and_an_attested_one_never(case: TestDatabase) {
    let first = temporary_attestation("t", "2025Q2");
    let second = Record { rows: Vec::new(), ..first.clone() };
    store(&case, 1, from_ref(&first)).await;
    store(&case, 1, from_ref(&second)).await;
    assert_eq!(shown(&case, 1, "2025Q2", "2025Q2").await, from_ref(&second));
    let of_another = case.begin().await.store_records(&hdi(), &[(person(2), &first)]).await;
    assert!(matches!(of_another, Err(StoreError::Exists(_))));

    let attested = attestation("a", 1, "2025Q1");
    store(&case, 1, from_ref(&attested)).await;
    let changed = Record { rows: Vec::new(), ..attested.clone() };
    let again = case.begin().await.store_records(&hdi(), &[(person(1), &changed)]).await;
    assert!(matches!(again, Err(StoreError::Exists(_))));
    assert_eq!(shown(&case, 1, "2025Q1", "2025Q2").await, [second, attested]);
}

async fn every_version_is_kept(case: TestDatabase) {
    let versions = [attestation("a", 2, "2025Q1"), attestation("a", 1, "2025Q1")];
    store(&case, 1, &versions).await;
    let stored = stored_versions(&mut *case.begin().await, &hdi(), "a").await.unwrap();
    assert_eq!(stored.iter().map(|found| found.record.edition.version()).collect::<Vec<_>>(), [Some(1), Some(2)]);
    assert!(stored.iter().all(|found| found.person == person(1)));
    assert_eq!(stored[0].record, versions[1]);
    assert_eq!(stored_versions(&mut *case.begin().await, &hdi(), "b").await.unwrap(), []);
    assert_eq!(stored_versions(&mut *case.begin().await, &word("ami"), "a").await.unwrap(), []);
}

async fn the_first_version_is_0_and_the_highest_has_ten_digits(case: TestDatabase) {
    let versions =
        [0, 2_147_483_648, 4_294_967_296, Edition::MAX_VERSION].map(|version| attestation("a", version, "2025Q1"));
    store(&case, 1, &versions).await;
    assert_eq!(shown(&case, 1, "2025Q1", "2025Q1").await, [versions[3].clone()]);
    let stored = stored_versions(&mut *case.begin().await, &hdi(), "a").await.unwrap();
    assert_eq!(stored.into_iter().map(|found| found.record).collect::<Vec<_>>(), versions);
    let again = case.begin().await.store_records(&hdi(), &[(person(1), &versions[0])]).await;
    assert!(matches!(again, Err(StoreError::Exists(_))), "version 0 is not a temporary attestation");
}

async fn the_first_attestation_is_noticed(case: TestDatabase) {
    assert!(!case.database.has_records().await.unwrap());
    store(&case, 1, &[attestation("a", 1, "2025Q1")]).await;
    assert!(case.database.has_records().await.unwrap());
}

/// Two nodes load at the same time: the second waits for the first, and then sees what the first stored.
async fn one_attestation_is_never_loaded_for_two_persons(case: TestDatabase) {
    let other_node = Database::connect(&case.url, &key("a")).await.unwrap();
    let incoming = |number, version| Incoming {
        person: person(number),
        state: PersonState::InUse,
        replaces: None,
        record: attestation("a", version, "2025Q1"),
    };
    let (first, second) = (incoming(1, 1), incoming(2, 2));

    let mut work = case.begin().await;
    assert_eq!(load(work.as_mut(), &hdi(), from_ref(&first)).await.unwrap(), [Ok(Loaded::New)]);
    let loader = tokio::spawn(async move {
        let mut work = other_node.begin_consultation().await.unwrap();
        let loaded = load(work.as_mut(), &hdi(), from_ref(&second)).await.unwrap();
        work.commit().await.unwrap();
        other_node.close().await;
        loaded
    });
    tokio::time::sleep(Duration::from_millis(100)).await;
    work.commit().await.unwrap();

    assert_eq!(loader.await.unwrap(), [Err(LoadRefusal::OtherPerson)]);
    let stored = stored_versions(&mut *case.begin().await, &hdi(), "a").await.unwrap();
    assert_eq!(stored.iter().map(|found| found.person).collect::<Vec<_>>(), [person(1)]);
}

fn of_kind(kind: &str, id: &str, time: RecordTime) -> Record {
    Record { kind: word(kind), time, ..attestation(id, 1, "2025Q1") }
}

fn month(word: &str) -> RecordTime {
    RecordTime::Month(word.parse().unwrap())
}

fn since(begin: &str) -> RecordTime {
    RecordTime::Period(Period { begin: begin.parse().unwrap(), end: None })
}

async fn ids(case: &TestDatabase, kinds: &[&str], which: Wanted<'_>) -> Vec<String> {
    let kinds: Vec<_> = kinds.iter().map(|kind| word(kind)).collect();
    let wanted = WantedRecords { service: &hdi(), person: person(1), kinds: &kinds, which };
    let found = case.begin().await.records(&wanted).await.unwrap();
    found.into_iter().map(|record| record.id).collect()
}

async fn records_are_found_by_their_time_kind_and_number(case: TestDatabase) {
    let months = ["2025-01", "2025-02", "2025-03"].map(|time| of_kind("month", time, month(time)));
    store(&case, 1, &months).await;
    store(&case, 1, &[of_kind("situation", "s", since("2025-02-15"))]).await;
    store(&case, 2, &[of_kind("month", "another's", month("2025-02"))]).await;
    let within = |begin: &str, end: &str| {
        Wanted::Within(Period { begin: begin.parse().unwrap(), end: Some(end.parse().unwrap()) })
    };
    let both = &["month", "situation"];
    assert_eq!(ids(&case, both, within("2025-01-31", "2025-02-01")).await, ["2025-02", "2025-01"]);
    assert_eq!(ids(&case, both, within("2031-01-01", "2031-01-01")).await, ["s"], "it has no end");
    assert_eq!(ids(&case, &["month"], Wanted::Every).await, ["2025-03", "2025-02", "2025-01"]);
    assert_eq!(ids(&case, both, Wanted::Numbered("2025-02")).await, ["2025-02"]);
    assert_eq!(ids(&case, both, Wanted::Numbered("another's")).await, Vec::<String>::new());
    assert_eq!(ids(&case, &["mont"], Wanted::Every).await, Vec::<String>::new(), "a part of a kind is no kind");
}

async fn of_each_kind_and_sender_the_last_that_was_not_cancelled_is_known(case: TestDatabase) {
    let cancelled = Record {
        status: RecordStatus::Cancellation,
        rows: Vec::new(),
        edition: Edition::Version(2),
        ..of_kind("situation", "c", since("2025-03-01"))
    };
    let of_other = Record { sender: Some(word("vlaams-zorgfonds")), ..of_kind("situation", "o", since("2024-01-01")) };
    let known = [
        of_kind("situation", "a", since("2025-01-01")),
        of_kind("situation", "b", since("2025-02-01")),
        of_kind("situation", "c", since("2025-03-01")),
        cancelled,
        of_other,
        of_kind("month", "m", month("2025-01")),
    ];
    store(&case, 1, &known).await;
    assert_eq!(ids(&case, &["situation"], Wanted::Last).await, ["b", "o"]);
    assert_eq!(ids(&case, &["situation", "month"], Wanted::Last).await, ["b", "m", "o"]);
}

async fn each_sender_numbers_its_own(case: TestDatabase) {
    let own = of_kind("situation", "1", since("2025-01-01"));
    let other = Record { sender: Some(word("vlaams-zorgfonds")), ..own.clone() };
    store(&case, 1, std::slice::from_ref(&own)).await;
    let incoming = Incoming { person: person(2), state: PersonState::InUse, replaces: None, record: other.clone() };
    let mut work = case.begin().await;
    assert_eq!(load(work.as_mut(), &hdi(), from_ref(&incoming)).await.unwrap(), [Ok(Loaded::New)]);
    work.commit().await.unwrap();
    let kinds = [word("situation")];
    let service = hdi();
    let wanted =
        |number| WantedRecords { service: &service, person: person(number), kinds: &kinds, which: Wanted::Every };
    assert_eq!(case.begin().await.records(&wanted(1)).await.unwrap(), [own]);
    assert_eq!(case.begin().await.records(&wanted(2)).await.unwrap(), [other]);
}

/// What a file says twice is judged as if it came in two.
async fn versions_of_one_record_in_one_file_are_loaded_in_order(case: TestDatabase) {
    let of =
        |person_of, record| Incoming { person: person(person_of), state: PersonState::InUse, replaces: None, record };
    let temporary = |created| Record { created, ..temporary_attestation("t", "2025Q1") };
    let lines = [
        of(1, attestation("a", 2, "2025Q1")),
        of(1, attestation("a", 2, "2025Q1")),
        of(1, attestation("a", 3, "2025Q1")),
        of(1, attestation("a", 1, "2025Q1")),
        of(1, Record { rows: Vec::new(), ..attestation("a", 3, "2025Q1") }),
        of(2, attestation("a", 4, "2025Q1")),
        of(1, temporary(None)),
        of(1, temporary(Some(word("2025-03-01")))),
    ];
    let mut work = case.begin().await;
    let outcomes = load(work.as_mut(), &hdi(), &lines).await.unwrap();
    work.commit().await.unwrap();
    let (new, higher) = (Ok(Loaded::New), Ok(Loaded::Higher));
    let refused = [Err(LoadRefusal::OtherContent), Err(LoadRefusal::OtherPerson)];
    assert_eq!(outcomes[..4], [new, Ok(Loaded::Same), higher, Ok(Loaded::Lower)]);
    assert_eq!(outcomes[4..], [refused[0], refused[1], new, higher]);
    let stored = stored_versions(&mut *case.begin().await, &hdi(), "t").await.unwrap();
    assert_eq!(stored.iter().map(|found| found.record.created).collect::<Vec<_>>(), [Some(word("2025-03-01"))]);
    assert_eq!(stored_versions(&mut *case.begin().await, &hdi(), "a").await.unwrap().len(), 3);
}
