//! What a thief of the database sees.

use delibero_usecases::consultation::ConsultationStore as _;
use std::path::Path;

use delibero_store::{Database, StoredSession};
use delibero_testkit::examples::{
    AMOUNT, attestation, consultation, file, integration, organisation, person, quarters, registered_by, word,
};
use delibero_testkit::records::attestations;
use delibero_usecases::directory::{DirectoryStore as _, FileOnPerson, PersonState, Search};
use delibero_usecases::store_error::StoreError;
use jiff::Timestamp;
use sqlx::{AnyConnection, AssertSqlSafe, Connection};

use crate::harness::{Engine, SALT, TestDatabase, key, on_both_engines};

on_both_engines!(
    neither_a_niss_nor_an_amount_stands_in_clear,
    a_row_given_to_another_person_does_not_open,
    another_key_is_found_out,
);

/// Everything that can be stored about two persons, in all the places it can be stored in.
async fn fill(case: &TestDatabase) {
    case.add_organisation(&organisation("cpas-namur")).await;
    let mut work = case.begin().await;
    work.store_records(&word("hdi"), &[(person(1), &attestation("a", 1, "2025Q1"))]).await.unwrap();
    work.note_person_state(person(1), &PersonState::Replaced(person(2))).await.unwrap();
    // Some number their files by the person.
    let numbered = FileOnPerson { file_number: Some(person(1).reveal()), ..file(integration(1)) };
    work.integrate(&word("cpas-namur"), person(1), &numbered, &registered_by("anna")).await.unwrap();
    work.save_consultation(&consultation("c1", person(1)), None).await.unwrap();
    work.append_log(&case.entry_about(person(1)), SALT).await.unwrap();
    work.commit().await.unwrap();
    let search = Search {
        id: "5e".repeat(16),
        at: word("2025-06-16T09:30:00Z"),
        user: word("anna"),
        organisation: word("cpas-namur"),
        person: person(1),
    };
    let mut work = case.database.begin_registering().await.unwrap();
    work.save_search(&search).await.unwrap();
    assert_eq!(work.search(&search.id).await.unwrap(), Some(search));
    work.commit().await.unwrap();
    let now: Timestamp = word("2025-06-16T09:30:00Z");
    let data = format!("last looked at {}", person(1).reveal()).into_bytes();
    let session =
        StoredSession { id_hash: [1; 32], user: None, data, created: now, last_seen: now, absolute_expiry: now };
    assert!(case.database.create_session(&session).await.unwrap());
}

async fn neither_a_niss_nor_an_amount_stands_in_clear(case: TestDatabase) {
    fill(&case).await;
    let seen = match case.engine {
        Engine::Sqlite => all_files(case.folder.as_deref().unwrap()),
        Engine::Postgres => all_rows(&case.url).await.into_bytes(),
    };
    assert!(contains(&seen, "cpas-namur"), "the search looks in the right place");
    let amount = AMOUNT.get().to_string();
    for person in [person(1), person(2)] {
        for secret in [&person.reveal(), &person.reveal_formatted(), &amount, "gross_taxable_amount\":{"] {
            assert!(!contains(&seen, secret), "{secret} stands in clear");
            let hexadecimal: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
            assert!(!contains(&seen, &hexadecimal), "{secret} stands in clear");
        }
    }
}

fn all_files(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let (names, contents): (Vec<_>, Vec<_>) = files.map(|path| (path.clone(), std::fs::read(path).unwrap())).unzip();
    assert!(names.iter().any(|name| name.to_string_lossy().ends_with("-wal")), "{names:?}");
    contents.concat()
}

async fn all_rows(url: &str) -> String {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    let tables = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut connection).await.unwrap();
    let mut text = String::new();
    for table in tables {
        let rows = AssertSqlSafe(format!("SELECT CAST(t AS TEXT) FROM {table} t"));
        let rows: Vec<String> = sqlx::query_scalar(rows).fetch_all(&mut connection).await.unwrap();
        text.extend(rows);
    }
    connection.close().await.unwrap();
    text
}

fn contains(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

async fn a_row_given_to_another_person_does_not_open(case: TestDatabase) {
    fill(&case).await;
    let mut work = case.begin().await;
    work.store_records(&word("hdi"), &[(person(2), &attestation("b", 1, "2025Q1"))]).await.unwrap();
    work.commit().await.unwrap();
    let person_of = "(SELECT person FROM records WHERE id = 'b')";
    case.run(format!("UPDATE records SET person = {person_of} WHERE id = 'a'")).await.unwrap();
    let read = attestations(&mut *case.begin().await, &word("hdi"), person(2), quarters("2025Q1", "2025Q1")).await;
    assert!(matches!(read, Err(StoreError::Unreadable(_))));
}

async fn another_key_is_found_out(case: TestDatabase) {
    fill(&case).await;
    let other = Database::connect(&case.url, &key("b")).await.unwrap();
    for refused in [
        other.check().await,
        other.migrate().await,
        other.begin_consultation().await.unwrap().consultation("c1").await.map(drop),
    ] {
        assert!(matches!(refused, Err(StoreError::Unreadable(why)) if why.what.contains("key")));
    }
    other.close().await;
    case.database.check().await.unwrap();
}
