//! The access log and the consultations it is about.

use delibero_domain::access_log::{Administration, AdministrationKind, Entry, PublicEntry, first_form_leaf};
use delibero_testkit::examples::{consultation, log_entry, person, question};
use delibero_usecases::consultation::{Consultation, Question};
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _, LogFilter, PersonTokens as _};
use delibero_usecases::store_error::StoreError;

use crate::harness::{Engine, SALT, TestDatabase, on_both_engines};

on_both_engines!(
    a_consultation_is_read_as_it_was_saved,
    a_consultation_is_saved_once,
    an_entry_is_read_as_it_was_appended,
    an_entry_of_the_first_form_is_read,
    a_row_that_is_not_what_was_committed_to_is_not_shown,
    what_is_published_of_an_entry_stands_beside_it,
    an_entry_is_found_by_the_number_that_it_showed,
    what_was_not_committed_never_was,
    nothing_is_visible_before_the_commit,
    the_log_is_neither_changed_nor_deleted,
    whoever_saw_a_position_saw_all_below_it,
    what_was_changed_stands_in_the_same_log_and_is_read_apart,
);

async fn a_consultation_is_read_as_it_was_saved(case: TestDatabase) {
    let first = consultation("c1", person(1));
    let confirmed = vec!["pending-dispute".parse().unwrap()];
    let asked = Question { person_role: None, confirmed, ..question(person(2)) };
    let second = Consultation { question: asked, ..consultation("c2", person(2)) };
    let mut work = case.begin().await;
    work.save_consultation(&first, None).await.unwrap();
    work.save_consultation(&second, None).await.unwrap();
    work.commit().await.unwrap();
    let mut work = case.begin().await;
    assert_eq!(work.consultation("c1").await.unwrap(), Some(first));
    assert_eq!(work.consultation("c2").await.unwrap(), Some(second));
    assert_eq!(work.consultation("c3").await.unwrap(), None);
}

async fn a_consultation_is_saved_once(case: TestDatabase) {
    let mut work = case.begin().await;
    work.save_consultation(&consultation("c1", person(1)), None).await.unwrap();
    let again = work.save_consultation(&consultation("c1", person(2)), None).await;
    assert!(matches!(again, Err(StoreError::Exists(_))));
}

async fn an_entry_is_read_as_it_was_appended(case: TestDatabase) {
    let (about, nobody) = (case.entry_about(person(1)), log_entry(None));
    case.append(&about).await;
    case.append(&nobody).await;
    let log = case.log().await;
    assert_eq!(log.iter().map(|found| found.entry.clone()).collect::<Vec<_>>(), [nobody, about.clone()]);
    assert!(log[0].position > log[1].position);
    let record = about.canonical().unwrap();
    assert_eq!(log[1].leaf, PublicEntry::of(Entry::FORM, &SALT, &record).leaf());
    let records = case.database.log_records(0, 10).await.unwrap();
    assert_eq!((records.len(), records[0].position, &records[0].record), (2, log[1].position, &record));
    assert_eq!(case.database.log_records(log[1].position, 10).await.unwrap(), records[1..]);
    let found = case.database.opening(log[1].position).await.unwrap().unwrap();
    assert_eq!((found.organisation, found.opening.entry().leaf()), (about.organisation.clone(), log[1].leaf));
    assert_eq!(found.opening.record, record);
    assert_eq!(case.database.opening(log[0].position + 1).await.unwrap(), None);
    assert_eq!(case.database.person_of(&about.person.unwrap()).unwrap(), person(1));
}

/// What the first three slices wrote stands in databases.
async fn an_entry_of_the_first_form_is_read(case: TestDatabase) {
    let record = FIRST.as_bytes();
    let hexadecimal = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let bytes = |bytes: &[u8]| match case.engine {
        Engine::Sqlite => format!("X'{}'", hexadecimal(bytes)),
        Engine::Postgres => format!("decode('{}', 'hex')", hexadecimal(bytes)),
    };
    let (leaf, salt) = (first_form_leaf(&SALT, record), bytes(&SALT));
    let (record, stored) = (bytes(record), bytes(&leaf));
    case.run(format!(
        "INSERT INTO access_log (record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome)
         VALUES ({record}, {salt}, {stored}, 1750066200000000, '2025-06-16', 'decision', 'cpas-namur', 'anna', NULL, 'granted')"
    ))
    .await
    .unwrap();
    case.append(&case.entry_about(person(1))).await;
    let log = case.log().await;
    assert_eq!((log[1].entry.form, log[1].entry.user.as_str(), log[1].leaf), (1, "anna", leaf));
    assert_eq!(log[0].entry.form, 4);
}

const FIRST: &str = r#"{"form":1,"at":"2025-06-16T09:30:00Z","kind":"decision","consultation":"c0ffee","user":"anna","role":"case-worker","organisation":"cpas-namur","recipient":"cpas","person":null,"service":"hdi","module":"consult-attest","purpose":"social-inquiry","person_role":null,"quarters":{"first":"2024Q3","last":"2025Q1"},"outcome":"granted","source":null,"status":"MSG00000","granted":[],"disclosed":[]}"#;

/// What is published and stays: the leaf is made of it alone.
async fn what_is_published_of_an_entry_stands_beside_it(case: TestDatabase) {
    let about = case.entry_about(person(1));
    case.append(&about).await;
    let leaf = case.log().await[0].leaf;
    let public = PublicEntry::of(Entry::FORM, &SALT, &about.canonical().unwrap());
    let stored = case.bytes_of("SELECT entry FROM access_log").await;
    assert_eq!(stored, public.as_bytes());
    assert_eq!(PublicEntry::from_bytes(stored.try_into().unwrap()).leaf(), leaf);
}

async fn a_row_that_is_not_what_was_committed_to_is_not_shown(case: TestDatabase) {
    for number in 0..2 {
        case.append(&case.entry_about(person(number))).await;
    }
    case.run(match case.engine {
        Engine::Sqlite => "DROP TRIGGER access_log_is_not_changed",
        Engine::Postgres => "DROP TRIGGER access_log_is_not_changed ON access_log",
    })
    .await
    .unwrap();
    let shown = || async { case.database.log_page(&LogFilter::default(), None, 10).await };
    let positions: Vec<_> = shown().await.unwrap().entries.iter().map(|found| found.position).collect();
    for (column, other) in [("user_name", "'bart'"), ("outcome", "'expired'"), ("salt", "leaf"), ("leaf", "salt")] {
        let set = |value: &str| format!("UPDATE access_log SET {column} = {value} WHERE position = {}", positions[1]);
        case.run(format!(
            "CREATE TABLE kept AS SELECT {column} AS was FROM access_log WHERE position = {}",
            positions[1]
        ))
        .await
        .unwrap();
        case.run(set(other)).await.unwrap();
        let told = shown().await.expect_err(column);
        assert!(matches!(told, StoreError::Unreadable(_)), "{column}: {told}");
        assert!(case.database.opening(positions[1]).await.is_err(), "{column}");
        case.database.opening(positions[0]).await.unwrap();
        case.run(set("(SELECT was FROM kept)")).await.unwrap();
        case.run("DROP TABLE kept").await.unwrap();
        shown().await.expect(column);
    }
}

/// Whoever looks for the entries about a number finds those that showed it as well.
async fn an_entry_is_found_by_the_number_that_it_showed(case: TestDatabase) {
    let token = |number| case.database.person_token(person(number));
    let shown = Entry { successor: Some(token(2)), ..case.entry_about(person(1)) };
    case.append(&shown).await;
    case.append(&case.entry_about(person(3))).await;
    for (number, found) in [(1, 1), (2, 1), (3, 1), (4, 0)] {
        let filter = LogFilter { person: Some(token(number)), outcome: Some("granted".into()), ..LogFilter::default() };
        let page = case.database.log_page(&filter, None, 10).await.unwrap();
        assert_eq!(page.entries.len(), found, "{number}");
        assert!(page.entries.iter().all(|logged| logged.entry.successor.is_some() == (number < 3)));
    }
}

async fn what_was_not_committed_never_was(case: TestDatabase) {
    let mut work = case.begin().await;
    work.save_consultation(&consultation("c1", person(1)), None).await.unwrap();
    work.append_log(&case.entry_about(person(1)), SALT).await.unwrap();
    drop(work);
    assert_eq!(case.log().await, []);
    assert_eq!(case.begin().await.consultation("c1").await.unwrap(), None);
}

async fn nothing_is_visible_before_the_commit(case: TestDatabase) {
    let mut work = case.begin().await;
    work.append_log(&case.entry_about(person(1)), SALT).await.unwrap();
    assert_eq!(case.log().await, []);
    work.commit().await.unwrap();
    assert_eq!(case.log().await.len(), 1);
}

async fn the_log_is_neither_changed_nor_deleted(case: TestDatabase) {
    case.append(&case.entry_about(person(1))).await;
    let before = case.log().await;
    let position = before[0].position;
    let mut attempts = vec![
        "UPDATE access_log SET outcome = 'granted'".to_owned(),
        format!("UPDATE access_log SET salt = record WHERE position = {position}"),
        "DELETE FROM access_log".to_owned(),
    ];
    let columns = "record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome, entry";
    match case.engine {
        Engine::Sqlite => {
            let rest = columns.replacen("leaf", "salt", 1);
            attempts
                .push(format!("REPLACE INTO access_log (position, {columns}) SELECT position, {rest} FROM access_log"));
            attempts.push(format!("UPDATE OR REPLACE access_log SET position = {position}"));
        }
        Engine::Postgres => attempts.push("TRUNCATE access_log".to_owned()),
    }
    for attempt in attempts {
        let refused = case.run(attempt.clone()).await.expect_err(&attempt).to_string();
        assert!(refused.contains("the access log is append-only"), "{attempt}: {refused}");
    }
    assert_eq!(case.log().await, before);
}

/// Writers append while a reader looks; what the reader saw up to a position is what stands there in the end.
async fn whoever_saw_a_position_saw_all_below_it(case: TestDatabase) {
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let case = case.clone();
            tokio::spawn(async move {
                for number in 0..8 {
                    let entry = Entry { consultation: format!("{writer}-{number}"), ..log_entry(None) };
                    let mut work = case.begin().await;
                    work.append_log(&entry, SALT).await.unwrap();
                    tokio::time::sleep(std::time::Duration::from_millis(writer % 3)).await;
                    work.commit().await.unwrap();
                }
            })
        })
        .collect();
    let mut seen = Vec::new();
    while writers.iter().any(|writer| !writer.is_finished()) {
        seen.push(case.log().await);
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let log = case.log().await;
    assert_eq!(log.len(), 64);
    for snapshot in seen.iter().filter(|snapshot| !snapshot.is_empty()) {
        let until = log.iter().filter(|found| found.position <= snapshot[0].position);
        assert!(until.eq(snapshot), "an entry appeared below one that had been seen");
    }
}

async fn what_was_changed_stands_in_the_same_log_and_is_read_apart(case: TestDatabase) {
    let changed = |kind, organisation: &str, subject: &str, user: Option<&str>| Administration {
        form: Administration::FORM,
        at: log_entry(None).at,
        kind,
        user: user.map(|name| name.parse().unwrap()),
        organisation: organisation.parse().unwrap(),
        subject: subject.to_owned(),
        person: None,
        before: None,
        after: Some(serde_json::json!({ "roles": ["registrar"] })),
        why: None,
    };
    let roles = changed(AdministrationKind::RoleChanged, "cpas-namur", "anna", Some("jean.admin"));
    let by_command = changed(AdministrationKind::OrganisationChanged, "cpas-liege", "cpas-liege", None);
    case.append(&log_entry(None)).await;
    let mut work = case.begin().await;
    work.append_administration(&roles, SALT).await.unwrap();
    work.append_administration(&by_command, SALT).await.unwrap();
    work.commit().await.unwrap();
    let read = async |filter: AdministrationFilter| {
        let page = case.database.administration_page(&filter, None, 10).await.unwrap();
        page.entries.into_iter().map(|found| found.entry).collect::<Vec<_>>()
    };
    let none = AdministrationFilter::default;
    assert_eq!(read(none()).await, [by_command.clone(), roles.clone()]);
    let by = [
        AdministrationFilter { user: roles.user.clone(), ..none() },
        AdministrationFilter { subject: Some("anna".to_owned()), ..none() },
        AdministrationFilter { kind: Some(AdministrationKind::RoleChanged), ..none() },
        AdministrationFilter { organisation: Some(roles.organisation.clone()), ..none() },
    ];
    for filter in by {
        assert_eq!(read(filter.clone()).await, std::slice::from_ref(&roles), "{filter:?}");
    }
    let first = case.database.administration_page(&none(), None, 1).await.unwrap();
    let second = case.database.administration_page(&none(), first.next, 1).await.unwrap();
    assert_eq!((second.entries[0].entry.clone(), second.next), (roles.clone(), None));
    // Consultations are read without them, refusals as well; records are all there.
    assert_eq!(case.log().await.len(), 1);
    let refused = LogFilter { outcome: Some(LogFilter::REFUSED.to_owned()), ..LogFilter::default() };
    assert_eq!(case.database.log_page(&refused, None, 10).await.unwrap().entries, []);
    let records = case.database.log_records(0, 10).await.unwrap();
    assert_eq!(records[1].record, roles.canonical().unwrap());
}
