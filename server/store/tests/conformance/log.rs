//! The access log and the consultations it is about.

use delibero_domain::access_log::{Entry, leaf_hash};
use delibero_testkit::examples::{consultation, log_entry, person};
use delibero_usecases::consult::Consultation;
use delibero_usecases::ports::{Store, StoreError};

use crate::harness::{Engine, SALT, TestDatabase, on_both_engines};

on_both_engines!(
    a_consultation_is_read_as_it_was_saved,
    a_consultation_is_saved_once,
    an_entry_is_read_as_it_was_appended,
    what_was_not_committed_never_was,
    nothing_is_visible_before_the_commit,
    the_log_is_neither_changed_nor_deleted,
    whoever_saw_a_position_saw_all_below_it,
);

async fn a_consultation_is_read_as_it_was_saved(case: TestDatabase) {
    let first = consultation("c1", person(1));
    let second = Consultation { person_role: None, ..consultation("c2", person(2)) };
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
    assert_eq!(log[1].leaf, leaf_hash(&SALT, &about.canonical().unwrap()));
    assert_eq!(case.database.person_of(&about.person.unwrap()).unwrap(), person(1));
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
    let columns = "record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome";
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
