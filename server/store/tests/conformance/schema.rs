//! The schema, and whether a database has it.

use std::os::unix::fs::PermissionsExt;

use delibero_store::{ConnectError, Database};
use sqlx::{AnyConnection, Connection};

use crate::harness::{Engine, TestDatabase, key, on_both_engines, unique_name};

on_both_engines!(
    migrating_again_changes_nothing,
    a_database_ahead_of_the_program_is_not_ready,
    a_database_behind_the_program_is_not_ready,
);

async fn migrating_again_changes_nothing(case: TestDatabase) {
    case.database.check().await.unwrap();
    case.database.migrate().await.unwrap();
    case.database.check().await.unwrap();
}

async fn a_database_ahead_of_the_program_is_not_ready(case: TestDatabase) {
    case.run(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         SELECT 9999, 'of tomorrow', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
    )
    .await
    .unwrap();
    assert!(case.database.check().await.unwrap_err().to_string().contains("schema"));
    assert!(case.database.migrate().await.unwrap_err().to_string().contains("9999"));
}

async fn a_database_behind_the_program_is_not_ready(case: TestDatabase) {
    case.run("DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)").await.unwrap();
    assert!(case.database.check().await.unwrap_err().to_string().contains("run `delibero migrate`"));
}

#[tokio::test]
async fn an_empty_database_is_not_ready() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let case = TestDatabase::bare(engine).await;
        assert!(case.database.check().await.unwrap_err().to_string().contains("run `delibero migrate`"));
        case.remove().await;
    }
}

/// The index of words is each engine's own: a virtual table of SQLite with others behind it, a table of PostgreSQL.
#[tokio::test]
async fn both_engines_have_the_same_tables_and_columns() {
    let (sqlite, postgres) =
        (TestDatabase::migrated(Engine::Sqlite).await, TestDatabase::migrated(Engine::Postgres).await);
    let of_sqlite = columns(
        &sqlite,
        "SELECT t.name || '.' || c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
    );
    let of_postgres = columns(
        &postgres,
        "SELECT CAST(table_name || '.' || column_name AS TEXT) FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name <> 'deliberation_words'",
    );
    let (of_sqlite, of_postgres) = (of_sqlite.await, of_postgres.await);
    sqlite.remove().await;
    postgres.remove().await;
    assert!(of_sqlite.contains(&"access_log.leaf".to_owned()));
    assert_eq!(of_sqlite, of_postgres);
}

#[tokio::test]
async fn both_engines_keep_the_same_kinds_of_words() {
    let (sqlite, postgres) =
        (TestDatabase::migrated(Engine::Sqlite).await, TestDatabase::migrated(Engine::Postgres).await);
    let of_sqlite = columns(&sqlite, "SELECT name FROM pragma_table_info('deliberation_words')").await;
    let of_postgres = columns(
        &postgres,
        "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = 'deliberation_words' AND column_name <> 'id'",
    )
    .await;
    sqlite.remove().await;
    postgres.remove().await;
    assert_eq!(of_sqlite, ["body", "headings", "identity", "title"]);
    assert_eq!(of_sqlite, of_postgres);
}

async fn columns(case: &TestDatabase, query: &'static str) -> Vec<String> {
    let mut connection = AnyConnection::connect(&case.url).await.unwrap();
    let mut names: Vec<String> = sqlx::query_scalar(query).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    names.sort();
    names
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| {
        let folder = format!("{}/../../migrations/{engine}", env!("CARGO_MANIFEST_DIR"));
        let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
}

#[tokio::test]
async fn the_file_of_sqlite_is_for_its_owner_alone() {
    let case = TestDatabase::migrated(Engine::Sqlite).await;
    let folder = case.folder.clone().unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let modes: Vec<u32> = std::fs::read_dir(&folder).unwrap().map(|file| mode(&file.unwrap().path())).collect();
    assert_eq!((mode(&folder), modes), (0o700, vec![0o600; 3]), "the database, its log and their index");
    case.remove().await;
}

#[tokio::test]
async fn a_url_of_another_kind_is_refused() {
    let refusal = async |url: &str| Database::connect(url, &key("a")).await.err();
    let Some(ConnectError::UnknownScheme(scheme)) = refusal("mysql://user:secret@localhost/x").await else {
        panic!("another refusal")
    };
    assert_eq!(scheme, "mysql");
    assert!(matches!(refusal("delibero.db").await, Some(ConnectError::UnknownScheme(_))));
    assert!(matches!(refusal("sqlite::memory:").await, Some(ConnectError::NotAFile)));
    assert!(matches!(refusal("sqlite:/proc/version/x.db").await, Some(ConnectError::File { .. })));
    let nowhere = refusal("postgres://user:secret@127.0.0.1:1/x").await.unwrap();
    assert!(matches!(nowhere, ConnectError::Unavailable(_)));
    let said = nowhere.to_string();
    assert!(said.contains("refused") && !said.contains("secret"), "the cause is said, the password is not: {said}");
    let misspelt = refusal("postgres://user:secret@127.0.0.1:1/x?sslmode=verify_full").await.unwrap();
    assert!(matches!(&misspelt, ConnectError::Url(said) if said.what.contains("verify_full")), "{misspelt}");
}

#[tokio::test]
async fn a_file_name_may_hold_anything() {
    let folder = std::env::temp_dir().join(unique_name()).join("Données & cie #1 100%");
    let url = format!("sqlite:{}", folder.join("a b.db").display());
    let database = Database::connect(&url, &key("a")).await.unwrap();
    database.migrate().await.unwrap();
    database.close().await;
    assert!(folder.join("a b.db").exists());
    std::fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}
