//! Many integrations at once, and those that want to be looked at.

use delibero_domain::access_log::EventKind;
use delibero_domain::niss::Niss;
use delibero_testkit::examples::{file, integration, log_entry, organisation, person, registered_by, word};
use delibero_usecases::directory::{
    ChangeKind, DirectoryStore as _, FileOnPerson, FileRow, Load, LoadedRows, PersonState, Reject, RowFault, Upkeep,
    UpkeepDays, UpkeepPlace,
};
use delibero_usecases::journal::PersonTokens as _;

use crate::harness::{SALT, TestDatabase, on_both_engines};

on_both_engines!(
    many_are_integrated_once,
    what_a_file_says_otherwise_is_changed_and_kept,
    how_far_a_file_is_and_its_refused_rows_are_kept,
    what_ends_what_nobody_consulted_and_what_was_replaced_is_found,
    whom_nobody_consulted_is_found_page_by_page_the_longest_first,
);

async fn loaded(case: &TestDatabase, files: &[(Niss, FileOnPerson)]) -> LoadedRows {
    let files: Vec<&(Niss, FileOnPerson)> = files.iter().collect();
    let mut work = case.database.begin_registering().await.unwrap();
    let (at, by) = (word("2025-06-02T08:00:00Z"), registered_by("anna"));
    let loaded = work.load_integrations(&word("cpas-namur"), &files, &by, (at, "june.csv")).await.unwrap();
    work.commit().await.unwrap();
    loaded
}

fn some(numbers: std::ops::Range<u32>) -> Vec<(Niss, FileOnPerson)> {
    numbers.map(|number| (person(number), file(integration(2)))).collect()
}

async fn many_are_integrated_once(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let mut work = case.begin().await;
    work.note_person_state(person(3), &PersonState::Replaced(person(4))).await.unwrap();
    work.note_person_state(person(5), &PersonState::Cancelled).await.unwrap();
    work.commit().await.unwrap();
    let gone = vec![(3, RowFault::Replaced), (5, RowFault::Cancelled)];
    let first = loaded(&case, &some(0..300)).await;
    assert_eq!(first, LoadedRows { added: 298, gone: gone.clone(), ..LoadedRows::default() });
    let again = loaded(&case, &some(0..300)).await;
    assert_eq!(again, LoadedRows { known: 298, gone, ..LoadedRows::default() });
    let found = case.begin().await.integrations(&word("cpas-namur"), person(7)).await.unwrap().remove(0);
    assert_eq!((found.file, found.registration), (file(integration(2)), registered_by("anna")));
}

async fn what_a_file_says_otherwise_is_changed_and_kept(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    loaded(&case, &some(1..3)).await;
    let mut files = some(1..4);
    files[0].1.integration.period.end = Some(word("2025-12-31"));
    files[1].1.file_number = Some("D-2".to_owned());
    assert_eq!(loaded(&case, &files).await, LoadedRows { added: 1, changed: 2, ..LoadedRows::default() });
    assert_eq!(loaded(&case, &files).await, LoadedRows { known: 3, ..LoadedRows::default() });
    // An end that the file leaves open is not taken away.
    assert_eq!(loaded(&case, &some(1..4)).await, LoadedRows { known: 3, ..LoadedRows::default() });
    let changes = case.begin().await.integration_changes(&word("cpas-namur"), person(1)).await.unwrap();
    let [(_, change)] = &changes[..] else { panic!("one change: {changes:?}") };
    assert_eq!((change.kind, change.why.as_str()), (ChangeKind::Loaded, "june.csv"));
    assert_eq!(change.before, file(integration(2)));
}

async fn how_far_a_file_is_and_its_refused_rows_are_kept(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let load = Load {
        id: "10ad".to_owned(),
        organisation: word("cpas-namur"),
        user: Some(word("anna")),
        file_name: "june.csv".to_owned(),
        begun: word("2025-06-02T08:00:00Z"),
        seen: word("2025-06-02T08:00:00Z"),
        ended: None,
        bytes: 1000,
        read_bytes: 0,
        added: 0,
        changed: 0,
        known: 0,
        refused: 0,
        problem: None,
    };
    let row = FileRow { line: 2, niss: person(1).reveal(), ..FileRow::default() };
    let rejects = [Reject { row, fault: RowFault::TooLong(45) }];
    let further = Load { read_bytes: 500, refused: 1, seen: word("2025-06-02T08:00:01Z"), ..load.clone() };
    let mut work = case.database.begin_registering().await.unwrap();
    work.save_load(&load).await.unwrap();
    work.add_rejects(&load.id, 500, &rejects).await.unwrap();
    work.save_load(&further).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(case.database.load(&word("cpas-namur"), "10ad").await.unwrap(), Some(further.clone()));
    assert_eq!(case.database.load(&word("cpas-arlon"), "10ad").await.unwrap(), None);
    assert_eq!(case.database.loads(&word("cpas-namur"), 5).await.unwrap(), [further]);
    assert!(case.database.rejects("10ad").await.unwrap() == rejects);
    let sealed = case.bytes_of("SELECT content FROM integration_load_rejects").await;
    assert!(!String::from_utf8_lossy(&sealed).contains(&person(1).reveal()));
}

async fn what_ends_what_nobody_consulted_and_what_was_replaced_is_found(case: TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let mut files = some(1..5);
    files[0].1.integration.period.end = Some(word("2026-06-30"));
    files[3].1.integration.period.end = Some(word("2026-01-01"));
    loaded(&case, &files).await;
    let mut work = case.begin().await;
    work.note_person_state(person(3), &PersonState::Replaced(person(9))).await.unwrap();
    let consulted = log_entry(Some(case.database.person_token(person(2))));
    assert_eq!(consulted.kind, EventKind::Disclosure);
    work.append_log(&consulted, SALT).await.unwrap();
    work.commit().await.unwrap();
    let days = UpkeepDays::of(word("2026-06-16"));
    for (list, expected) in
        [(Upkeep::Ending, &[1][..]), (Upkeep::Unconsulted, &[1, 3][..]), (Upkeep::Replaced, &[3][..])]
    {
        let mut work = case.database.begin_registering().await.unwrap();
        let found = work.upkeep(&word("cpas-namur"), (list, days), None, 10).await.unwrap();
        let persons: Vec<Niss> = found.iter().map(|line| line.person).collect();
        let expected: Vec<Niss> = expected.iter().map(|number| person(*number)).collect();
        assert_eq!(persons, expected, "{list:?}");
        let number = found[0].integrated.number;
        assert_eq!(work.person_of_integration(&word("cpas-namur"), number).await.unwrap(), Some(persons[0]));
        assert_eq!(work.person_of_integration(&word("cpas-arlon"), number).await.unwrap(), None);
        let last = found.last().map(|line| line.place);
        let later = work.upkeep(&word("cpas-namur"), (list, days), last, 10).await.unwrap();
        assert!(later.is_empty());
    }
}

/// That somebody asked is noted, and is never more than the log says.
async fn whom_nobody_consulted_is_found_page_by_page_the_longest_first(case: TestDatabase) {
    let namur = word("cpas-namur");
    case.add_organisation(&organisation("cpas-namur")).await;
    let mut files = some(1..8);
    for (place, day) in [(1, "2022-03-01"), (3, "2021-05-01"), (5, "2025-12-01")] {
        files[place].1.integration.period.begin = word(day);
    }
    loaded(&case, &files).await;
    let mut work = case.begin().await;
    // Asked about long ago, and lately.
    work.note_asked(&namur, person(2), word("2024-01-10")).await.unwrap();
    work.note_asked(&namur, person(5), word("2026-05-01")).await.unwrap();
    let lately = log_entry(Some(case.database.person_token(person(5))));
    work.append_log(&delibero_domain::access_log::Entry { at: word("2026-05-01T10:00:00Z"), ..lately }, SALT)
        .await
        .unwrap();
    work.commit().await.unwrap();
    let days = UpkeepDays::of(word("2026-06-16"));
    let mut work = case.database.begin_registering().await.unwrap();
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = work.upkeep(&namur, (Upkeep::Unconsulted, days), after, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        let again = UpkeepPlace::from_word(&last.place.to_string());
        assert_eq!(again, Some(last.place), "as it stands in an address");
        after = again;
        found.extend(page.iter().map(|line| line.person));
    }
    assert_eq!(found, [4, 1, 3, 7, 2].map(person));
}
