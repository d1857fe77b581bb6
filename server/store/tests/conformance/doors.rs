//! What the database is asked before it is trusted: that it can be written to, what it is for, and who may do what.

use delibero_store::{Database, Purpose};
use delibero_testkit::FixedClock;
use delibero_testkit::examples::{organisation, person};
use delibero_usecases::accounts::AccountStore as _;
use delibero_usecases::clock::Clock;
use delibero_usecases::consultation::ConsultationStore as _;
use delibero_usecases::store_error::StoreError;

use crate::harness::{Engine, SALT, TestDatabase, key, on_both_engines, unique_name};

on_both_engines!(
    a_heartbeat_is_written,
    a_database_is_empty_until_it_is_used_or_marked,
    a_fault_is_not_an_outage_and_keeps_its_cause,
);

async fn a_heartbeat_is_written(case: TestDatabase) {
    case.database.beat(FixedClock::at("2025-06-16T09:30:00Z").now()).await.unwrap();
    assert_eq!(case.run("UPDATE heartbeat SET at_us = 0 WHERE at_us = 1750066200000000").await.unwrap(), 1);
}

async fn a_database_is_empty_until_it_is_used_or_marked(case: TestDatabase) {
    assert_eq!(case.database.purpose().await.unwrap(), Purpose::Nothing);
    case.add_organisation(&organisation("cpas-namur")).await;
    assert_eq!(case.database.purpose().await.unwrap(), Purpose::Work);
    case.database.mark_as_demonstration().await.unwrap();
    case.database.mark_as_demonstration().await.unwrap();
    assert_eq!(case.database.purpose().await.unwrap(), Purpose::Demonstration);
}

async fn a_fault_is_not_an_outage_and_keeps_its_cause(case: TestDatabase) {
    case.run("DROP TABLE heartbeat").await.unwrap();
    let fault = case.database.beat(FixedClock::at("2025-06-16T09:30:00Z").now()).await.unwrap_err();
    assert!(matches!(&fault, StoreError::Fault(_)), "{fault}");
    assert!(!fault.is_outage() && fault.to_string().contains("heartbeat"), "{fault}");
    let cause = std::error::Error::source(&fault).and_then(std::error::Error::source).unwrap();
    assert!(cause.downcast_ref::<sqlx::Error>().is_some());
}

#[tokio::test]
async fn a_database_that_is_locked_or_closed_to_writing_is_an_outage() {
    let case = TestDatabase::migrated(Engine::Sqlite).await;
    let now = FixedClock::at("2025-06-16T09:30:00Z").now();
    let mut held = sqlx_connection(&case.url).await;
    sqlx::query("BEGIN IMMEDIATE").execute(&mut held).await.unwrap();
    let busy = case.database.beat(now).await.unwrap_err();
    assert!(busy.is_outage(), "{busy}");
    case.database.account(&delibero_testkit::examples::word("anna")).await.unwrap();
    drop(held);
    case.remove().await;
}

async fn sqlx_connection(url: &str) -> sqlx::AnyConnection {
    <sqlx::AnyConnection as sqlx::Connection>::connect(url).await.unwrap()
}

/// The role that serves, and its address: it can sign in and was given what `delibero migrate --serving-role` gives.
async fn serving(case: &TestDatabase) -> (String, String) {
    let role = unique_name();
    case.run(format!("CREATE ROLE {role} LOGIN PASSWORD 'serving'")).await.unwrap();
    case.database.let_serve(&role).await.unwrap();
    let at = case.url.find('@').unwrap();
    (format!("postgres://{role}:serving{}", &case.url[at..]), role)
}

#[tokio::test]
async fn the_role_that_serves_only_adds_to_the_log_and_changes_no_table() {
    let case = TestDatabase::migrated(Engine::Postgres).await;
    let (url, role) = serving(&case).await;
    let database = Database::connect(&url, &key("a")).await.unwrap();
    database.check().await.unwrap();
    database.beat(FixedClock::at("2025-06-16T09:30:00Z").now()).await.unwrap();
    let mut work = database.begin_consultation().await.unwrap();
    work.append_log(&case.entry_about(person(1)), SALT).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(case.log().await.len(), 1);
    for statement in [
        "UPDATE access_log SET outcome = 'granted'",
        "DELETE FROM access_log",
        "TRUNCATE access_log",
        "ALTER TABLE access_log DISABLE TRIGGER ALL",
        "DROP TABLE access_log",
        "DELETE FROM deliberation_edits",
        "DELETE FROM _sqlx_migrations",
        "UPDATE data_key SET proof = ''",
        "INSERT INTO demonstration (id) VALUES (1)",
    ] {
        let refused = crate::harness::run(&url, statement.to_owned()).await.expect_err(statement).to_string();
        assert!(refused.contains("permission denied") || refused.contains("must be owner"), "{statement}: {refused}");
    }
    database.close().await;
    case.run(format!("DROP OWNED BY {role}")).await.unwrap();
    case.run(format!("DROP ROLE {role}")).await.unwrap();
    case.remove().await;
}

#[tokio::test]
async fn what_postgres_is_told_holds_on_every_connection() {
    let case = TestDatabase::migrated(Engine::Postgres).await;
    let told = case.database.settings().await.unwrap();
    assert_eq!(told, ["on", "20s", "8s", "20s"]);
    case.remove().await;
}

#[tokio::test]
async fn who_holds_the_turn_of_the_log_is_noticed_and_an_advisory_lock_holds_nobody_up() {
    let case = TestDatabase::migrated(Engine::Postgres).await;
    let mut other = sqlx_connection(&case.url).await;
    sqlx::query("SELECT pg_advisory_lock(hashtextextended('delibero.access-log', 0))")
        .execute(&mut other)
        .await
        .unwrap();
    case.append(&case.entry_about(person(1))).await;
    sqlx::query("BEGIN").execute(&mut other).await.unwrap();
    sqlx::query("SELECT id FROM access_log_turn FOR UPDATE").execute(&mut other).await.unwrap();
    let mut work = case.begin().await;
    let refused = work.append_log(&case.entry_about(person(1)), SALT).await.unwrap_err();
    assert!(refused.is_outage() && refused.to_string().contains("turn to add to the access log"), "{refused}");
    drop((work, other));
    case.remove().await;
}
