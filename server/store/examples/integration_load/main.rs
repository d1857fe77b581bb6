//! How fast files of integrations are loaded: `make bench-integrations`.
//!
//! Loads lines as the command line does (split, checked, sealed, in transactions of a thousand rows, each with how far it
//! came), then the same rows by bare statements into an empty database with the same table and indexes, in transactions
//! of a thousand rows as well. It must come to a fifth of that; loading the file again is timed as well.

#![expect(clippy::print_stdout, reason = "it is there to print")]
#![expect(clippy::disallowed_methods, reason = "it is there to look at the clock")]
#![expect(clippy::unwrap_used, reason = "nothing is left to do when the store fails")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Instant;

use delibero_domain::catalogue::files::builtin;
use delibero_domain::niss::{BirthEra, Niss, NissRules};
use delibero_store::{DataKey, Database};
use delibero_testkit::examples::{organisation, word};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::directory::{DirectoryStore as _, DirectoryStores, FileRow, Loading};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};

/// The least part of the speed of bare statements.
const LEAST: f64 = 0.2;
const AT_ONCE: usize = 1_000;

#[tokio::main]
async fn main() {
    let rows: u32 = std::env::args().nth(1).map_or(1_000_000, |rows| rows.parse().unwrap());
    let persons = persons(rows);
    let mut slow = false;
    let folder = std::env::temp_dir().join(format!("delibero-integration-load-{}", std::process::id()));
    let file = |name: &str| format!("sqlite:{}", folder.join(name).display());
    slow |= run("SQLite", [&file("loaded.db"), &file("bare.db")], &persons).await;
    std::fs::remove_dir_all(&folder).unwrap();
    match std::env::var("DELIBERO_TEST_POSTGRES_URL") {
        Ok(url) => {
            let separator = if url.contains('?') { '&' } else { '?' };
            let schema = |name: &str| format!("{url}{separator}options[search_path]={name}");
            for name in ["loaded", "bare"] {
                statement(&url, format!("CREATE SCHEMA IF NOT EXISTS {name}")).await;
            }
            slow |= run("PostgreSQL", [&schema("loaded"), &schema("bare")], &persons).await;
        }
        Err(_) => println!("PostgreSQL was left out: DELIBERO_TEST_POSTGRES_URL is not set."),
    }
    std::process::exit(i32::from(slow));
}

/// Another for each number, as the national register gives them.
fn persons(rows: u32) -> Vec<Niss> {
    let of = |number: u32| {
        let (day, month, year) = (1 + number / 900 % 28, 1 + number / 25_200 % 12, 10 + number / 302_400 % 90);
        let nine = (year * 10_000 + month * 100 + day) * 1_000 + 1 + number % 900;
        Niss::complete(nine, BirthEra::Before2000).unwrap()
    };
    (0..rows).map(of).collect()
}

async fn run(engine: &str, [loaded, bare]: [&str; 2], persons: &[Niss]) -> bool {
    let mut text = String::from("niss;quality_code;from;until;file_number\n");
    for person in persons {
        writeln!(text, "{};2;2025-01-15;;", person.reveal()).unwrap();
    }
    let first = load(loaded, &text).await;
    let again = load(loaded, &text).await;
    let bare = insert(bare, sealed(loaded).await).await;
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = |seconds: f64| persons.len() as f64 / seconds;
    let part = bare / first;
    println!("{engine}, {} rows", persons.len());
    println!("  loaded          {first:8.1} s {:10.0} rows/s", rate(first));
    println!("  loaded again    {again:8.1} s {:10.0} rows/s", rate(again));
    println!("  bare statements {bare:8.1} s {:10.0} rows/s", rate(bare));
    println!("  {:.0} % of bare statements (at least {:.0} %)", part * 100.0, LEAST * 100.0);
    part < LEAST
}

async fn load(url: &str, text: &str) -> f64 {
    let database = database(url).await;
    let clock = FixedClock::at("2025-06-16T09:30:00Z");
    let in_force = CatalogueInForce::unkept(Arc::new(builtin().unwrap()), Arc::new(AtOnce));
    let randomness = SeededRandomness::new(1);
    let with = DirectoryStores {
        directory: &database,
        accounts: &database,
        in_force: &in_force,
        clock: &clock,
        randomness: &randomness,
    };
    let rules = NissRules { today: word("2025-06-16"), demonstration: false };
    let begin = Instant::now();
    let loading = Loading::of_command(with, &word("cpas-namur"), rules).await.unwrap();
    let mut load = loading.begin("load.csv", text.len() as u64).await.unwrap();
    let lines: Vec<&str> = text.lines().skip(1).collect();
    for (place, some) in (1..).zip(lines.chunks(AT_ONCE)) {
        loading.take(&mut load, some.iter().map(|line| row(line)).collect(), place).await.unwrap();
    }
    loading.end(&mut load, None).await.unwrap();
    let seconds = begin.elapsed().as_secs_f64();
    assert_eq!((load.refused, load.problem), (0, None));
    database.close().await;
    seconds
}

fn row(line: &str) -> FileRow {
    let mut cells = line.split(';').map(str::to_owned);
    let mut cell = || cells.next().unwrap_or_default();
    let (niss, quality_code, from, until, file_number) = (cell(), cell(), cell(), cell(), cell());
    FileRow { line: 1, niss, quality_code, from, until, file_number, misshapen: false }
}

/// The persons as they stand in the database, in the order in which they came: sealed, they come in no order, which is what
/// an index costs.
async fn sealed(url: &str) -> Vec<Vec<u8>> {
    let mut connection = AnyConnection::connect(url).await.unwrap();
    let sealed = sqlx::query_scalar("SELECT person FROM integrations ORDER BY id");
    let sealed = sealed.fetch_all(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    sealed
}

/// What is sealed is made before: only the statements are timed.
async fn insert(url: &str, sealed: Vec<Vec<u8>>) -> f64 {
    let database = database(url).await;
    database.close().await;
    let mut connection = AnyConnection::connect(url).await.unwrap();
    if url.starts_with("sqlite:") {
        // As the store's own connections.
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;";
        connection.execute(settings).await.unwrap();
    }
    let begin = Instant::now();
    for some in sealed.chunks(AT_ONCE) {
        let mut sql = String::from(
            "INSERT INTO integrations (organisation, person, sector, quality_code, begin_day, origin) VALUES ",
        );
        for place in 1..=some.len() {
            let comma = if place == 1 { "" } else { ", " };
            write!(sql, "{comma}('cpas-namur', ${place}, 17, 2, '2025-01-15', 'file')").unwrap();
        }
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for person in some {
            query = query.bind(person.as_slice());
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
    if database.organisation(&word("cpas-namur")).await.unwrap().is_none() {
        let mut work = database.begin_directory().await.unwrap();
        work.add_organisation(&organisation("cpas-namur")).await.unwrap();
        work.commit().await.unwrap();
    }
    database
}

async fn statement(url: &str, sql: String) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(url).await.unwrap();
    connection.execute(AssertSqlSafe(sql)).await.unwrap();
    connection.close().await.unwrap();
}
