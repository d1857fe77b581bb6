//! How long the register takes: `make bench-register`.
//!
//! Fills SQLite and PostgreSQL with 100, 1,000 and 10,000 invented deliberations of 100 points, through the store, and
//! times what its pages ask for. One question at a time; the figures are milliseconds.

#![expect(clippy::print_stdout, reason = "it is there to print")]
#![expect(clippy::disallowed_methods, reason = "it is there to look at the clock")]
#![expect(clippy::unwrap_used, reason = "nothing is left to do when the store fails")]

mod invented;
mod questions;

use std::time::Instant;

use delibero_store::{DataKey, Database};
use delibero_usecases::register::RegisterStore;
use sqlx::{AnyConnection, Connection as _, Executor as _};

use invented::Inventor;
use questions::{QUESTIONS, Question};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const BATCH: usize = 100;
const ROUNDS: usize = 60;
/// What is required of each question at the largest size, in milliseconds.
const LIMIT: f64 = 50.0;

#[tokio::main]
async fn main() {
    let largest: usize = std::env::args().nth(1).map_or(SIZES[2], |size| size.parse().unwrap());
    let mut slow = false;
    let folder = std::env::temp_dir().join(format!("delibero-register-load-{}", std::process::id()));
    let sqlite = format!("sqlite:{}", folder.join("register.db").display());
    slow |= run("SQLite", &sqlite, largest).await;
    std::fs::remove_dir_all(&folder).unwrap();
    match std::env::var("DELIBERO_TEST_POSTGRES_URL") {
        Ok(url) => slow |= run("PostgreSQL", &url, largest).await,
        Err(_) => println!("PostgreSQL was left out: DELIBERO_TEST_POSTGRES_URL is not set."),
    }
    std::process::exit(i32::from(slow));
}

/// Whether a question took longer than it may.
async fn run(engine: &str, url: &str, largest: usize) -> bool {
    let key = DataKey::from_hex(&"a".repeat(128)).unwrap();
    let database = Database::connect(url, &key).await.unwrap();
    database.migrate().await.unwrap();
    let inventor = Inventor::new();
    let mut slow = false;
    let mut filled = 0;
    for size in SIZES.into_iter().filter(|size| *size <= largest) {
        let begin = Instant::now();
        fill(&database, &inventor, filled..size).await;
        analyze(url).await;
        println!("\n{engine}, {size} deliberations (filled in {:.0} s)", begin.elapsed().as_secs_f64());
        println!("  {:44} {:>8} {:>8} {:>8} {:>8}", "", "p50", "p95", "most", "found");
        filled = size;
        for question in QUESTIONS {
            let p95 = measure(&database, question, size).await;
            slow |= size == SIZES[2] && p95 > LIMIT;
        }
    }
    database.close().await;
    slow
}

/// PostgreSQL's autovacuum does this within a minute; nobody waits for it here. SQLite is left as it runs.
async fn analyze(url: &str) {
    if url.starts_with("postgres") {
        let mut connection = AnyConnection::connect(url).await.unwrap();
        connection.execute("ANALYZE").await.unwrap();
    }
}

async fn fill(database: &Database, inventor: &Inventor, range: std::ops::Range<usize>) {
    let mut rest = range;
    while !rest.is_empty() {
        let mut work = database.begin_writing().await.unwrap();
        for index in rest.by_ref().take(BATCH) {
            work.publish(&inventor.deliberation(index), None).await.unwrap().unwrap();
        }
        work.commit().await.unwrap();
    }
}

/// Prints the times of one question, and gives the 95th percentile.
async fn measure(database: &Database, question: &Question, size: usize) -> f64 {
    let mut found = 0;
    let mut times = Vec::with_capacity(ROUNDS);
    // The first rounds fill caches, as the first readers of a day do.
    for round in 0..ROUNDS + 5 {
        let begin = Instant::now();
        found = (question.ask)(database, round, size).await;
        if round >= 5 {
            times.push(begin.elapsed().as_secs_f64() * 1_000.0);
        }
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("  {:44} {:8.1} {:8.1} {:8.1} {found:8}", question.name, at(50), at(95), times[times.len() - 1]);
    at(95)
}
