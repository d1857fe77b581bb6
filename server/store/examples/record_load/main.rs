//! How fast files of records are loaded: `make bench-records`.
//!
//! Loads the demonstration's records of each service as the command line does (read twice, checked, sealed, in
//! transactions of some hundred, each with how far it came), then the same rows, sealed before, by bare statements into an
//! empty database with the same table and index, in transactions as large. It must come to a fifth of that.

#![expect(clippy::print_stdout, reason = "it is there to print")]
#![expect(clippy::disallowed_methods, reason = "it is there to look at the clock")]
#![expect(clippy::unwrap_used, reason = "nothing is left to do when the store fails")]

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use delibero_domain::catalogue::files::builtin;
use delibero_domain::niss::NissRules;
use delibero_files::records::{ImportOptions, NoProgress, import_records};
use delibero_store::{DataKey, Database};
use delibero_testkit::examples::word;
use delibero_testkit::{FixedClock, SeededRandomness};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::source_loads::{LoadKeeping, SourceLoading};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

/// The least part of the speed of bare statements.
const LEAST: f64 = 0.2;
const AT_ONCE: usize = 500;
const SERVICES: [&str; 4] = ["hdi", "unemployment", "ami-messages", "handicap"];

/// Service, sender, identifier, version, person, kind, begin, end, whether it stands in, content.
type Row = (String, String, String, i64, Vec<u8>, String, String, String, i64, Vec<u8>);

#[tokio::main]
async fn main() {
    let persons: u64 = std::env::args().nth(1).map_or(50_000, |persons| persons.parse().unwrap());
    let folder = std::env::temp_dir().join(format!("delibero-record-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut slow = false;
    for service in SERVICES {
        let file = folder.join(service);
        delibero_demo::write_records(&file, service, persons, 1, word("2025-06-16")).unwrap();
        let url = |name: &str| format!("sqlite:{}", folder.join(format!("{service}-{name}.db")).display());
        slow |= run("SQLite", service, [&url("loaded"), &url("bare")], &file).await;
        if let Ok(url) = std::env::var("DELIBERO_TEST_POSTGRES_URL") {
            let separator = if url.contains('?') { '&' } else { '?' };
            let name = |of: &str| format!("{}_{of}", service.replace('-', "_"));
            let schema = |of: &str| format!("{url}{separator}options[search_path]={}", name(of));
            for of in ["loaded", "bare"] {
                statement(&url, format!("CREATE SCHEMA IF NOT EXISTS {}", name(of))).await;
            }
            slow |= run("PostgreSQL", service, [&schema("loaded"), &schema("bare")], &file).await;
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    std::process::exit(i32::from(slow));
}

async fn run(engine: &str, service: &str, [loaded, bare]: [&str; 2], file: &Path) -> bool {
    let first = load(loaded, service, file).await;
    let again = load(loaded, service, file).await;
    let rows = rows_of(loaded).await;
    let count = rows.len();
    let bare = insert(bare, rows).await;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = |seconds: f64| count as f64 / seconds;
    let part = bare / first;
    println!("{engine}, {service}, {count} rows");
    println!("  loaded          {first:8.1} s {:10.0} rows/s", rate(first));
    println!("  loaded again    {again:8.1} s {:10.0} rows/s", rate(again));
    println!("  bare statements {bare:8.1} s {:10.0} rows/s", rate(bare));
    println!("  {:.0} % of bare statements (at least {:.0} %)", part * 100.0, LEAST * 100.0);
    part < LEAST
}

async fn load(url: &str, service: &str, file: &Path) -> f64 {
    let database = database(url).await;
    let (clock, randomness) = (FixedClock::at("2025-06-16T09:30:00Z"), SeededRandomness::new(1));
    let keeping = LoadKeeping { loads: &database, clock: &clock, randomness: &randomness };
    let how = ImportOptions::new(NissRules { today: clock.today(), demonstration: true });
    let begin = Instant::now();
    let size = file.metadata().unwrap().len();
    let mut loading = SourceLoading::at_command_line(keeping, &word(service), ("load", size)).await.unwrap();
    let catalogue = builtin().unwrap();
    let report = import_records(&database, &catalogue, &mut loading, file, &how, &NoProgress).await.unwrap();
    let seconds = begin.elapsed().as_secs_f64();
    assert_eq!(report.refused, 0);
    database.close().await;
    seconds
}

/// As they came, so that both fill the indexes in one order.
async fn rows_of(url: &str) -> Vec<Row> {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    let order = if url.starts_with("sqlite:") { "rowid" } else { "ctid" };
    let sql = format!(
        "SELECT service, sender, id, version, person, kind, begin_day, end_day, stands_in, content FROM records ORDER BY {order}"
    );
    let rows = sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    rows
}

async fn insert(url: &str, rows: Vec<Row>) -> f64 {
    database(url).await.close().await;
    let mut connection = AnyConnection::connect(url).await.unwrap();
    if url.starts_with("sqlite:") {
        // As the store's own connections.
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";
        connection.execute(settings).await.unwrap();
    }
    let begin = Instant::now();
    for some in rows.chunks(AT_ONCE) {
        let mut sql = String::from(
            "INSERT INTO records (service, sender, id, version, person, kind, begin_day, end_day, stands_in, content) VALUES ",
        );
        for place in 0..some.len() {
            let comma = if place == 0 { "" } else { ", " };
            let first = place * 10 + 1;
            let marks: Vec<String> = (first..first + 10).map(|number| format!("${number}")).collect();
            write!(sql, "{comma}({})", marks.join(", ")).unwrap();
        }
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for (service, sender, id, version, person, kind, begin, end, stands_in, content) in some {
            query = query.bind(service.as_str()).bind(sender.as_str()).bind(id.as_str()).bind(*version);
            query = query.bind(person.as_slice()).bind(kind.as_str()).bind(begin.as_str()).bind(end.as_str());
            query = query.bind(*stands_in).bind(content.as_slice());
        }
        query.execute(&mut connection).await.unwrap();
    }
    let seconds = begin.elapsed().as_secs_f64();
    connection.close().await.unwrap();
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
