//! What is said of a database that is not fit for use.

use delibero_store::{Database, SchemaState, Transport};

use crate::harness::{Engine, TestDatabase, key, on_both_engines};

on_both_engines!(a_schema_is_told_from_another, a_key_is_told_from_another, the_transport_is_told);

async fn a_schema_is_told_from_another(case: TestDatabase) {
    let bare = TestDatabase::bare(case.engine).await;
    assert_eq!(bare.database.schema_state().await.unwrap(), SchemaState::Missing);
    bare.remove().await;

    assert_eq!(case.database.schema_state().await.unwrap(), SchemaState::Same);
    case.run("UPDATE _sqlx_migrations SET version = 9999 WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)")
        .await
        .unwrap();
    assert_eq!(case.database.schema_state().await.unwrap(), SchemaState::Different);
    case.run("DELETE FROM _sqlx_migrations WHERE version = 9999").await.unwrap();
    let behind = case.database.schema_state().await.unwrap();
    assert!(matches!(behind, SchemaState::Behind { applied, known } if applied + 1 == known), "{behind:?}");
    assert!(case.database.check().await.is_err());
}

async fn a_key_is_told_from_another(case: TestDatabase) {
    assert!(case.database.is_of_this_key().await.unwrap());
    let other = Database::connect(&case.url, &key("b")).await.unwrap();
    assert!(!other.is_of_this_key().await.unwrap());
    other.close().await;
}

async fn the_transport_is_told(case: TestDatabase) {
    let expected = match case.engine {
        Engine::Sqlite => Transport::File,
        // That of the tests listens on loopback, without a certificate.
        Engine::Postgres => Transport::Clear,
    };
    assert_eq!(case.database.transport().await.unwrap(), expected);
}
