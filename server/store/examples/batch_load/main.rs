//! How fast persons of a batch are decided on, logged and kept: `make bench-batches`.
//!
//! Goes through a list as the workers do, then appends the very same entries of the log, and the same parts of the result,
//! by bare statements into an empty database with the same tables and indexes, in as many durable commits. At least half of
//! that is asked for, and on SQLite 5,000 persons a second. Half of the persons have an attestation; the memory of the
//! process is said before and after.

#![expect(clippy::print_stdout, reason = "it is there to print")]
#![expect(clippy::disallowed_methods, reason = "it is there to look at the clock")]
#![expect(clippy::unwrap_used, reason = "nothing is left to do when the store fails")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use delibero_domain::niss::{BirthEra, Niss, NissRules};
use delibero_store::{DataKey, Database};
use delibero_testkit::batches::{batch_question, catalogue_of_batches};
use delibero_testkit::examples::{account, attestation, credentials, integration, organisation, registered_by, word};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::batches::{BatchStore as _, BatchStores, Batches, Going, ListLine, ListOrigin, Running};
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::consultation::{ConsultationStore as _, Consulting};
use delibero_usecases::directory::{DirectoryStore as _, FileOnPerson};
use delibero_usecases::jobs::{HELD_FOR, JobStore as _};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _, Row as _};

const LEAST_RATE: f64 = 5_000.0;
const LEAST_PART: f64 = 0.5;
const AT_ONCE: usize = 400;

#[tokio::main]
async fn main() {
    let persons: u32 = std::env::args().nth(1).map_or(100_000, |persons| persons.parse().unwrap());
    let mut slow = false;
    let folder = std::env::temp_dir().join(format!("delibero-batch-load-{}", std::process::id()));
    let file = |name: &str| format!("sqlite:{}", folder.join(name).display());
    slow |= run("SQLite", [&file("batch.db"), &file("bare.db")], persons).await;
    std::fs::remove_dir_all(&folder).unwrap();
    match std::env::var("DELIBERO_TEST_POSTGRES_URL") {
        Ok(url) => {
            let separator = if url.contains('?') { '&' } else { '?' };
            let schema = |name: &str| format!("{url}{separator}options[search_path]={name}");
            for name in ["batch", "bare"] {
                statement(&url, format!("CREATE SCHEMA IF NOT EXISTS {name}")).await;
            }
            slow |= run("PostgreSQL", [&schema("batch"), &schema("bare")], persons).await;
        }
        Err(_) => println!("PostgreSQL was left out: DELIBERO_TEST_POSTGRES_URL is not set."),
    }
    std::process::exit(i32::from(slow));
}

/// Another for each number, as the national register gives them.
fn person(number: u32) -> Niss {
    let (day, month, year) = (1 + number / 900 % 28, 1 + number / 25_200 % 12, 10 + number / 302_400 % 90);
    let nine = (year * 10_000 + month * 100 + day) * 1_000 + 1 + number % 900;
    Niss::complete(nine, BirthEra::Before2000).unwrap()
}

async fn run(engine: &str, [batch, bare]: [&str; 2], persons: u32) -> bool {
    let database = filled(batch, persons).await;
    let before = memory();
    let (listed, gone) = gone_through(&database, persons).await;
    let after = memory();
    database.close().await;
    let bare = appended(batch, bare).await;
    let (rate, part) = (f64::from(persons) / gone, bare / gone);
    println!("{engine}, {persons} persons");
    println!("  list taken      {listed:8.1} s {:10.0} persons/s", f64::from(persons) / listed);
    println!("  gone through    {gone:8.1} s {rate:10.0} persons/s");
    println!("  bare statements {bare:8.1} s {:10.0} rows/s", f64::from(persons) / bare);
    println!("  {:.0} % of bare statements (at least {:.0} %)", part * 100.0, LEAST_PART * 100.0);
    println!("  memory          {before} to {after} MiB");
    part < LEAST_PART || (engine == "SQLite" && rate < LEAST_RATE)
}

/// Resident, in MiB; 0 where the machine does not say it.
fn memory() -> u64 {
    let said = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    said.split_whitespace().nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4 / 1024
}

async fn filled(url: &str, persons: u32) -> Database {
    let database = database(url).await;
    let mut work = database.begin_consultation().await.unwrap();
    work.add_organisation(&organisation("cpas-namur")).await.unwrap();
    work.add_user(&credentials(account("anna", "cpas-namur"))).await.unwrap();
    work.commit().await.unwrap();
    let (at, registration) = (word("2025-06-01T08:00:00Z"), registered_by("bert"));
    for some in (0..persons).collect::<Vec<_>>().chunks(1_000) {
        let of = |number: &u32| (person(*number), FileOnPerson { integration: integration(2), file_number: None });
        let files: Vec<_> = some.iter().map(of).collect();
        let mut work = database.begin_registering().await.unwrap();
        let files: Vec<&_> = files.iter().collect();
        work.load_integrations(&word("cpas-namur"), &files, &registration, (at, "")).await.unwrap();
        work.commit().await.unwrap();
        let mut work = database.begin_consultation().await.unwrap();
        let attested = some.iter().filter(|number| **number % 2 == 0);
        let records: Vec<_> =
            attested.map(|number| (person(*number), attestation(&format!("a{number}"), 1, "2025Q1"))).collect();
        let records: Vec<_> = records.iter().map(|(person, record)| (*person, record)).collect();
        work.store_records(&word("hdi"), &records).await.unwrap();
        work.commit().await.unwrap();
    }
    database
}

/// Seconds until the list was taken, and until it was gone through.
async fn gone_through(database: &Database, persons: u32) -> (f64, f64) {
    let in_force = CatalogueInForce::unkept(Arc::new(catalogue_of_batches()), Arc::new(AtOnce));
    let (clock, randomness) = (FixedClock::at("2025-06-16T09:30:00Z"), SeededRandomness::new(1));
    let with =
        BatchStores { batches: database, in_force: &in_force, clock: &clock, randomness: &randomness, gate: None };
    let anna = account("anna", "cpas-namur").actor;
    let batches = Batches::for_user(with, &anna).unwrap();
    let rules = NissRules { today: word("2025-06-16"), demonstration: false };
    let begin = Instant::now();
    let mut taking = batches.begin(batch_question(), ListOrigin::File("l.csv".to_owned()), rules).await.unwrap();
    for first in (0..persons).step_by(4_000) {
        let line = |number| ListLine { line: u64::from(number) + 2, niss: person(number).reveal() };
        let lines: Vec<ListLine> = (first..persons.min(first + 4_000)).map(line).collect();
        taking.take(&lines).await.unwrap();
    }
    let id = taking.end().await.unwrap().id;
    let listed = begin.elapsed().as_secs_f64();
    let begin = Instant::now();
    let now = clock.now();
    let job = database.claim_job("bench", now, now + HELD_FOR).await.unwrap().unwrap();
    let running = Running { with, consulting: Consulting::new(database, &in_force, &clock, &randomness) };
    while running.go_on(&job, "bench").await.unwrap() == Going::On {}
    let seconds = begin.elapsed().as_secs_f64();
    let counts = database.batch(&id).await.unwrap().unwrap().counts;
    assert_eq!((counts.done(), counts.refused), (u64::from(persons), 0));
    (listed, seconds)
}

/// Entries and parts as they were written, appended again by bare statements: only those are timed.
async fn appended(from: &str, to: &str) -> f64 {
    let database = database(to).await;
    database.close().await;
    let mut source = AnyConnection::connect(from).await.unwrap();
    let mut connection = AnyConnection::connect(to).await.unwrap();
    // As the store's own connections: as durable as they are.
    let settings = match to.starts_with("sqlite:") {
        true => "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;",
        false => "SET synchronous_commit = on",
    };
    connection.execute(settings).await.unwrap();
    let columns = "record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome, entry";
    let (mut seconds, mut after, mut place) = (0.0, 0_i64, 0_i64);
    connection.execute("CREATE TABLE bare_results (place BIGINT PRIMARY KEY, content BYTEA NOT NULL)").await.unwrap();
    loop {
        let sql = format!(
            "SELECT position, {columns} FROM access_log WHERE kind = 'batch' AND position > $1 ORDER BY position LIMIT {AT_ONCE}"
        );
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(after).fetch_all(&mut source).await.unwrap();
        let Some(last) = rows.last() else { break };
        after = last.get::<i64, _>(0);
        let part = sqlx::query("SELECT content FROM batch_results WHERE place = $1").bind(place);
        let part: Vec<u8> = part.fetch_one(&mut source).await.unwrap().get(0);
        let begin = Instant::now();
        let mut work = connection.begin().await.unwrap();
        let mut sql = format!("INSERT INTO access_log ({columns}) VALUES ");
        for row in 0..rows.len() {
            sql.push_str(if row == 0 { "(" } else { ", (" });
            for column in 1..=11 {
                sql.push_str(if column == 1 { "" } else { ", " });
                // Numbered places are slow in SQLite, where there are thousands.
                match to.starts_with("sqlite:") {
                    true => sql.push('?'),
                    false => write!(sql, "${}", row * 11 + column).unwrap(),
                }
            }
            sql.push(')');
        }
        let mut insert = sqlx::query(AssertSqlSafe(sql));
        for row in &rows {
            insert = insert
                .bind(row.get::<Vec<u8>, _>(1))
                .bind(row.get::<Vec<u8>, _>(2))
                .bind(row.get::<Vec<u8>, _>(3))
                .bind(row.get::<i64, _>(4));
            for column in 5..=10 {
                insert = insert.bind(row.get::<Option<String>, _>(column));
            }
            insert = insert.bind(row.get::<Vec<u8>, _>(11));
        }
        insert.execute(&mut *work).await.unwrap();
        let insert = sqlx::query("INSERT INTO bare_results (place, content) VALUES ($1, $2)").bind(place).bind(part);
        insert.execute(&mut *work).await.unwrap();
        work.commit().await.unwrap();
        seconds += begin.elapsed().as_secs_f64();
        place += 1;
    }
    connection.close().await.unwrap();
    source.close().await.unwrap();
    seconds
}

async fn database(url: &str) -> Database {
    sqlx::any::install_default_drivers();
    let database = Database::connect(url, &DataKey::from_hex(&"a".repeat(128)).unwrap()).await.unwrap();
    database.migrate().await.unwrap();
    database
}

async fn statement(url: &str, sql: String) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}
