//! How fast the log is appended to and integrated, proved and verified: `make bench-log`.
//!
//! Appends entries in units of work of 400 while the sequencer works, then the very same rows by bare statements in as many
//! durable commits into an empty database. At least half of that is asked for, durable and integrated, and on SQLite 15,000
//! entries a second; from a commit to a checkpoint that covers it at most a second at the 99th percentile; 200,000 entries a
//! second verified.

#![expect(clippy::print_stdout, reason = "it is there to print")]
#![expect(clippy::disallowed_methods, reason = "it is there to look at the clock")]
#![expect(clippy::unwrap_used, reason = "nothing is left to do when the store fails")]

use std::sync::Mutex;
use std::time::{Duration, Instant};

use delibero_domain::access_log::{About, AlikeEntries, Disclosed};
use delibero_domain::niss::{BirthEra, Niss};
use delibero_domain::tlog::{Hash, InclusionPlan, KeyKind, Policy, Signer, Tiles, verify_inclusion};
use delibero_store::{DataKey, Database};
use delibero_testkit::FixedClock;
use delibero_testkit::examples::log_entry;
use delibero_usecases::journal::{JournalStore as _, PersonTokens as _};
use delibero_usecases::log_tree::{Auditing, Published, Sequencing, TreeStore as _, Turn};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _, Row as _};

const AT_ONCE: u32 = 400;
const LEAST_PART: f64 = 0.5;
const LEAST_RATE: f64 = 15_000.0;
const LONGEST: Duration = Duration::from_secs(1);
const LEAST_VERIFIED: f64 = 200_000.0;
const PROOFS: u64 = 1_000;
const COLUMNS: &str = "record, salt, leaf, at_us, day, kind, organisation, user_name, person, outcome, entry, subject";

#[tokio::main]
async fn main() {
    let entries: u32 = std::env::args().nth(1).map_or(200_000, |entries| entries.parse().unwrap());
    let folder = std::env::temp_dir().join(format!("delibero-log-load-{}", std::process::id()));
    let file = |name: &str| format!("sqlite:{}", folder.join(name).display());
    let mut slow = run("SQLite", [&file("log.db"), &file("bare.db")], entries).await;
    std::fs::remove_dir_all(&folder).unwrap();
    match std::env::var("DELIBERO_TEST_POSTGRES_URL") {
        Ok(url) => {
            let separator = if url.contains('?') { '&' } else { '?' };
            let schema = |name: &str| format!("{url}{separator}options[search_path]={name}");
            for name in ["log", "bare_log"] {
                sqlx::any::install_default_drivers();
                let mut connection = AnyConnection::connect(&url).await.unwrap();
                connection.execute(AssertSqlSafe(format!("CREATE SCHEMA IF NOT EXISTS {name}"))).await.unwrap();
            }
            slow |= run("PostgreSQL", [&schema("log"), &schema("bare_log")], entries).await;
        }
        Err(_) => println!("PostgreSQL was left out: DELIBERO_TEST_POSTGRES_URL is not set."),
    }
    std::process::exit(i32::from(slow));
}

async fn run(engine: &str, [log, bare]: [&str; 2], entries: u32) -> bool {
    let database = database(log).await;
    let signer = Signer::new("log.example/delibero", &[1; 32]).unwrap();
    let clock = FixedClock::at("2025-06-16T09:30:00Z");
    let sequencing = Sequencing { store: &database, signer: &signer, before: None, clock: &clock };
    let (committed, covered) = (Mutex::default(), Mutex::default());
    let begin = Instant::now();
    let integrated = tokio::join!(append(&database, entries, &committed), integrate(sequencing, entries, &covered)).1;
    let seconds = integrated.duration_since(begin).as_secs_f64();
    let latency = latency(&committed.into_inner().unwrap(), &covered.into_inner().unwrap());
    let proof = proved(&database).await;
    let verified = verified(&database, &signer, entries).await;
    database.close().await;
    let bare = bare_statements(log, bare).await;
    let (rate, part) = (f64::from(entries) / seconds, bare / seconds);
    println!("{engine}, {entries} entries, {AT_ONCE} a commit");
    println!("  appended and integrated {seconds:7.1} s {rate:9.0} entries/s");
    println!("  bare statements         {bare:7.1} s {:9.0} rows/s", f64::from(entries) / bare);
    println!("  {:.0} % of bare statements (at least {:.0} %)", part * 100.0, LEAST_PART * 100.0);
    println!("  commit to checkpoint    {latency:7.0?} at the 99th percentile (at most {LONGEST:?})");
    println!("  a proof from tiles      {proof:7.3} ms");
    println!("  verified                {verified:9.0} entries/s (at least {LEAST_VERIFIED:.0})");
    let slow_on_sqlite = engine == "SQLite" && rate < LEAST_RATE;
    part < LEAST_PART || slow_on_sqlite || latency > LONGEST || verified < LEAST_VERIFIED
}

/// When each commit was durable, with how many entries there were by then.
type Seen = Mutex<Vec<(Instant, u64)>>;

async fn append(database: &Database, entries: u32, committed: &Seen) {
    let alike = AlikeEntries::of(log_entry(None)).unwrap();
    let disclosed = [Disclosed { record: "0195f2a4-0f5e-7c11".to_owned(), version: Some(2), sender: None }];
    for first in (0..entries).step_by(AT_ONCE as usize) {
        let last = entries.min(first + AT_ONCE);
        let mut work = database.begin_journal().await.unwrap();
        for number in first..last {
            let person = Some(database.person_token(person(number)));
            let about = About { person, successor: None, status: "MSG00000", disclosed: &disclosed };
            let mut salt = [7; 32];
            salt[..4].copy_from_slice(&number.to_be_bytes());
            work.append_written(alike.about(about).unwrap(), salt).await.unwrap();
        }
        work.commit().await.unwrap();
        committed.lock().unwrap().push((Instant::now(), u64::from(last)));
    }
}

/// As the program does it, without its pause between turns that found something; when the last entry was in the tree.
async fn integrate(sequencing: Sequencing<'_>, entries: u32, covered: &Seen) -> Instant {
    let mut size = 0;
    while size < u64::from(entries) {
        match sequencing.integrate(delibero_usecases::log_tree::ENTRIES_AT_ONCE).await.unwrap() {
            Turn::Added(some) => {
                size += some;
                covered.lock().unwrap().push((Instant::now(), size));
            }
            Turn::Nothing | Turn::Overtaken => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
    Instant::now()
}

fn latency(committed: &[(Instant, u64)], covered: &[(Instant, u64)]) -> Duration {
    let mut waited: Vec<Duration> = committed
        .iter()
        .map(|(at, size)| covered.iter().find(|(_, covers)| covers >= size).unwrap().0.saturating_duration_since(*at))
        .collect();
    waited.sort_unstable();
    waited[(waited.len() - 1) * 99 / 100]
}

/// Milliseconds for the proof of an entry, verified: tiles are read, nothing else.
async fn proved(database: &Database) -> f64 {
    let head = database.tree_head().await.unwrap();
    let note: delibero_domain::tlog::Note = head.checkpoint.unwrap().note.parse().unwrap();
    let checkpoint: delibero_domain::tlog::Checkpoint = note.text.parse().unwrap();
    let published = Published::of(database);
    let mut spent = Duration::ZERO;
    for number in 0..PROOFS {
        let index = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % head.size;
        let leaf = database.bundle(index / 256).await.unwrap().unwrap().entries[usize::try_from(index % 256).unwrap()];
        let begin = Instant::now();
        let plan = InclusionPlan::new(index, head.size).unwrap();
        let mut tiles = Tiles::default();
        for path in plan.tiles() {
            tiles.add(path, &published.tile(path).await.unwrap().unwrap());
        }
        let hashes = plan.hashes(&tiles).unwrap();
        verify_inclusion(Hash(leaf.entry.leaf()), index, head.size, &hashes, checkpoint.root).unwrap();
        spent += begin.elapsed();
    }
    spent.as_secs_f64() * 1e3 / PROOFS as f64
}

/// Entries a second.
async fn verified(database: &Database, signer: &Signer, entries: u32) -> f64 {
    let key = signer.verifier(KeyKind::Text);
    let policy = Policy { origin: key.name().to_owned(), log_keys: vec![key], witnesses: Vec::new(), needed: 0 };
    let begin = Instant::now();
    let whole = Auditing { tree: database, log: database, policy: &policy }.audit(Vec::new(), |_, _| ()).await;
    assert_eq!(whole.unwrap().unwrap().checkpoint.size, u64::from(entries));
    f64::from(entries) / begin.elapsed().as_secs_f64()
}

/// Seconds for the rows as they were written, appended again by bare statements: only those are timed.
async fn bare_statements(from: &str, to: &str) -> f64 {
    database(to).await.close().await;
    let mut source = AnyConnection::connect(from).await.unwrap();
    let mut connection = AnyConnection::connect(to).await.unwrap();
    // As the store's own connections: as durable as they are.
    let settings = match to.starts_with("sqlite:") {
        true => "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32768;",
        false => "SET synchronous_commit = on",
    };
    connection.execute(settings).await.unwrap();
    let (mut seconds, mut after) = (0.0, 0_i64);
    loop {
        let sql =
            format!("SELECT position, {COLUMNS} FROM access_log WHERE position > $1 ORDER BY position LIMIT {AT_ONCE}");
        let rows = sqlx::query(AssertSqlSafe(sql)).bind(after).fetch_all(&mut source).await.unwrap();
        let Some(last) = rows.last() else { break };
        after = last.get::<i64, _>(0);
        let begin = Instant::now();
        let mut work = connection.begin().await.unwrap();
        let mut insert = sqlx::query(AssertSqlSafe(insert_of(rows.len(), to)));
        for row in &rows {
            insert = insert
                .bind(row.get::<Vec<u8>, _>(1))
                .bind(row.get::<Vec<u8>, _>(2))
                .bind(row.get::<Vec<u8>, _>(3))
                .bind(row.get::<i64, _>(4));
            for column in 5..=10 {
                insert = insert.bind(row.get::<Option<String>, _>(column));
            }
            insert = insert.bind(row.get::<Vec<u8>, _>(11)).bind(row.get::<Option<String>, _>(12));
        }
        insert.execute(&mut *work).await.unwrap();
        work.commit().await.unwrap();
        seconds += begin.elapsed().as_secs_f64();
    }
    connection.close().await.unwrap();
    source.close().await.unwrap();
    seconds
}

fn insert_of(rows: usize, url: &str) -> String {
    // Numbered places are slow in SQLite, where there are thousands.
    let place = |place: usize| if url.starts_with("sqlite:") { "?".to_owned() } else { format!("${place}") };
    let row = |row: usize| {
        let places: Vec<String> = (1..=12).map(|column| place(row * 12 + column)).collect();
        format!("({})", places.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO access_log ({COLUMNS}) VALUES {}", rows.join(", "))
}

/// Another for each number, as the national register gives them.
fn person(number: u32) -> Niss {
    let (day, month, year) = (1 + number / 900 % 28, 1 + number / 25_200 % 12, 10 + number / 302_400 % 90);
    let nine = (year * 10_000 + month * 100 + day) * 1_000 + 1 + number % 900;
    Niss::complete(nine, BirthEra::Before2000).unwrap()
}

async fn database(url: &str) -> Database {
    sqlx::any::install_default_drivers();
    let database = Database::connect(url, &DataKey::from_hex(&"a".repeat(128)).unwrap()).await.unwrap();
    database.migrate().await.unwrap();
    database
}
