//! How long the lists of organisations, people and integrations take: `make bench-directory`.
//!
//! Fills SQLite and PostgreSQL with 600 organisations, 6,000 users and five million integrations, a million of them of one
//! organisation, and a million entries of the log, by statements behind the back of the store; then times what the pages ask
//! for. One question at a time; the figures are milliseconds, of the wall clock.

#![expect(clippy::print_stdout, reason = "it is there to print")]
#![expect(clippy::disallowed_methods, reason = "it is there to look at the clock")]
#![expect(clippy::unwrap_used, reason = "nothing is left to do when the store fails")]

mod filling;

use std::time::Instant;

use delibero_domain::text::Language;
use delibero_store::{DataKey, Database};
use delibero_testkit::examples::word;
use delibero_usecases::accounts::people::{PeopleStore as _, UserFilter};
use delibero_usecases::directory::{DirectoryStore as _, UPKEEP_LINES, Upkeep, UpkeepDays};
use delibero_usecases::organisations::{OrganisationQuery, OrganisationSort, OrganisationStore as _};
use jiff::civil::{Date, date};

use filling::{Consulted, fill};

/// The most that a question may take.
const LIMIT: f64 = 20.0;
const ROUNDS: usize = 20;
pub const LARGE: &str = "org-000";
const TODAY: Date = date(2026, 6, 16);

#[tokio::main]
async fn main() {
    let rows: u32 = std::env::args().nth(1).map_or(5_000_000, |rows| rows.parse().unwrap());
    let folder = std::env::temp_dir().join(format!("delibero-directory-load-{}", std::process::id()));
    let mut slow = run("SQLite", &format!("sqlite:{}", folder.join("x.db").display()), rows).await;
    std::fs::remove_dir_all(&folder).unwrap();
    match std::env::var("DELIBERO_TEST_POSTGRES_URL") {
        Ok(url) => slow |= run("PostgreSQL", &url, rows).await,
        Err(_) => println!("PostgreSQL was left out: DELIBERO_TEST_POSTGRES_URL is not set."),
    }
    std::process::exit(i32::from(slow));
}

/// Whether a question took longer than it may.
async fn run(engine: &str, url: &str, rows: u32) -> bool {
    let database = Database::connect(url, &DataKey::from_hex(&"a".repeat(128)).unwrap()).await.unwrap();
    database.migrate().await.unwrap();
    let begin = Instant::now();
    fill(&database, url, rows).await;
    println!("\n{engine}, {rows} integrations (filled in {:.0} s)", begin.elapsed().as_secs_f64());
    println!("  {:56} {:>8} {:>8} {:>8}", "", "first", "p50", "found");
    let mut slow = lists(&database).await;
    for consulted in [Consulted::Nobody, Consulted::NearlyAll, Consulted::NearlyAllButNotNoted] {
        consulted.arrange(url).await;
        slow |= upkeep(&database, consulted).await && consulted.counts();
    }
    database.close().await;
    slow
}

async fn lists(database: &Database) -> bool {
    let query = |words: &[&str], sort, skip| OrganisationQuery {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        state: None,
        recipient: None,
        region: None,
        sector: None,
        only: None,
        day: TODAY,
        sort,
        descending: false,
        skip,
        most: 50,
    };
    let named = |named: &str| UserFilter { named: Some(named.to_owned()), ..UserFilter::default() };
    let of_one = || UserFilter { organisation: Some(word(LARGE)), ..UserFilter::default() };
    let mut slow = false;
    for (name, query) in [
        ("organisations, the first page", query(&[], OrganisationSort::Name(Language::Fr), 0)),
        ("organisations, the last page", query(&[], OrganisationSort::Name(Language::Fr), 550)),
        ("organisations, by a word", query(&["17"], OrganisationSort::Name(Language::Fr), 0)),
    ] {
        slow |= measure(name, async || database.registered_page(&query).await.unwrap().organisations.len()).await;
    }
    for (name, filter, skipped) in [
        ("people of all, the first page", UserFilter::default(), 0),
        ("people of all, the last page", UserFilter::default(), 5_950),
        ("people of all, by a part of a name", named("0017"), 0),
        ("people of one organisation", of_one(), 0),
    ] {
        let page = async || {
            let found = database.users(&filter, skipped, 50).await.unwrap().len();
            database.count_users(&filter).await.unwrap();
            found
        };
        slow |= measure(name, page).await;
    }
    let one = word(LARGE);
    let counts = async || database.integration_counts(&one, TODAY).await.unwrap().len();
    slow |= measure("a million integrations counted, by code", counts).await;
    let months = async || database.decisions_by_month(&one, date(2025, 7, 1)).await.unwrap().len();
    slow |= measure("its consultations of twelve months", months).await;
    slow
}

async fn upkeep(database: &Database, consulted: Consulted) -> bool {
    let mut slow = false;
    for list in Upkeep::ALL {
        let name = format!("{} ({})", list.as_str(), consulted.words());
        let page = async || {
            let mut work = database.begin_registering().await.unwrap();
            let days = UpkeepDays::of(TODAY);
            work.upkeep(&word(LARGE), (list, days), None, UPKEEP_LINES + 1).await.unwrap().len()
        };
        slow |= measure(&name, page).await;
    }
    slow
}

/// Prints the first time and the median; whether it is more than it may be.
async fn measure(name: &str, ask: impl AsyncFn() -> usize) -> bool {
    let (mut found, mut times) = (0, Vec::with_capacity(ROUNDS));
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        found = ask().await;
        times.push(begin.elapsed().as_secs_f64() * 1_000.0);
        // Seconds are told once.
        if times[0] > 1_000.0 {
            break;
        }
    }
    let first = times[0];
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    println!("  {name:56} {first:8.1} {median:8.1} {found:8}");
    median > LIMIT
}
