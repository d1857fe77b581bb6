//! Files that were sent are jobs: kept sealed in pieces, loaded once whatever is killed when, and gone when that ended.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;
use std::task::Poll;

use delibero_domain::access_log::AdministrationKind;
use delibero_domain::catalogue::files::builtin;
use delibero_domain::niss::{BirthEra, Niss, NissRules};
use delibero_domain::role::Role;
use delibero_files::integrations::load_file;
use delibero_files::progress::NoProgress;
use delibero_store::Database;
use delibero_testkit::examples::{account, organisation};
use delibero_testkit::{AtOnce, FixedClock, SeededRandomness};
use delibero_usecases::accounts::{Account, Actor};
use delibero_usecases::catalogue::CatalogueInForce;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::directory::{DirectoryError, DirectoryStore as _, FileProblem, Load, TakenUp};
use delibero_usecases::jobs::{HELD_FOR, HeldJob, JobKind, JobStore as _, MOST_ATTEMPTS};
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _};
use delibero_usecases::sent_files::{PIECE_BYTES, SentFileStore as _, UNFINISHED_FOR};
use delibero_usecases::services::{Application, Stores};
use delibero_usecases::store_error::StoreError;
use jiff::SignedDuration;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};

use crate::harness::{TestDatabase, key, on_both_engines};

on_both_engines!(
    a_file_is_kept_sealed_in_pieces_and_destroyed_where_it_never_was_whole,
    a_file_that_is_killed_again_and_again_is_loaded_once_and_counted_once,
    several_workers_load_each_file_once,
    who_lost_a_file_changes_nothing_of_it,
    what_never_goes_on_is_left_alone_and_says_so,
);

const RULES: NissRules = NissRules { today: jiff::civil::Date::constant(2025, 6, 16), demonstration: false };
/// Nearly four units of work.
const ROWS: u32 = 3_900;
/// Every so many rows one is refused.
const FAULTY: u32 = 500;
/// More than what a file is killed before it is loaded.
const MOST_KILLS: u32 = 80;

struct Desk {
    case: TestDatabase,
    clock: Arc<FixedClock>,
    randomness: Arc<SeededRandomness>,
    rita: Actor,
}

impl Desk {
    async fn new(case: TestDatabase) -> Self {
        case.add_organisation(&organisation("cpas-namur")).await;
        let mut rita: Account = account("rita", "cpas-namur");
        rita.actor.roles = vec![Role::Registrar];
        case.add_user(&rita).await;
        let clock = Arc::new(FixedClock::at("2025-06-16T09:30:00Z"));
        Self { case, clock, randomness: Arc::new(SeededRandomness::new(1)), rita: rita.actor }
    }

    fn on(&self, database: &Database) -> Application {
        let in_force = CatalogueInForce::unkept(Arc::new(builtin().unwrap()), Arc::new(AtOnce));
        let (clock, randomness) = (self.clock.clone(), self.randomness.clone());
        Application::new(Stores::of(database), Arc::new(in_force), Arc::new(AtOnce), clock, randomness, false)
    }

    async fn sent(&self, text: &str) -> Load {
        let services = self.on(&self.case.database).services();
        let directory = services.reference_directory(&self.rita).unwrap();
        let mut receiving = directory.receive().await.unwrap();
        for some in text.as_bytes().chunks(70_000) {
            receiving.take(some).await.unwrap();
        }
        let file = receiving.end().await.unwrap();
        directory.send("june.csv", file).await.unwrap()
    }

    async fn claimed(&self, worker: &str) -> Option<HeldJob> {
        let now = self.clock.now();
        let job = self.case.database.claim_job(worker, now, now + HELD_FOR).await.unwrap();
        job.map(|job| HeldJob { job, worker: worker.to_owned() })
    }

    /// The only job, which nobody holds once a server has seen that a worker is gone.
    async fn claimed_at_last(&self, worker: &str) -> HeldJob {
        loop {
            if let Some(held) = self.claimed(worker).await {
                return held;
            }
            tokio::task::yield_now().await;
        }
    }

    async fn load(&self, id: &str) -> Load {
        self.case.database.load_of_job(id).await.unwrap().unwrap()
    }

    async fn pieces(&self) -> Vec<u8> {
        self.case.bytes_of("SELECT content FROM sent_file_pieces ORDER BY place").await
    }

    async fn count(&self, of: &str) -> u64 {
        let mut connection = AnyConnection::connect(&self.case.url).await.unwrap();
        let select = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {of}")));
        let count: i64 = select.fetch_one(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        count.unsigned_abs()
    }

    async fn ended(&self) -> usize {
        let kind = Some(AdministrationKind::IntegrationsLoaded);
        let filter = AdministrationFilter { kind, ..AdministrationFilter::default() };
        self.case.database.administration_page(&filter, None, 100).await.unwrap().entries.len()
    }
}

fn person(number: u32) -> Niss {
    let day = 500_101 + number / 900 % 28 + number / 25_200 * 100;
    Niss::complete(day * 1_000 + 1 + number % 900, BirthEra::Before2000).unwrap()
}

fn rows(numbers: std::ops::Range<u32>) -> String {
    let mut text = String::from("niss;quality_code;from;until;file_number\n");
    for number in numbers {
        let code = if number % FAULTY == 0 { 1_000 } else { 2 };
        writeln!(text, "{};{code};2025-01-15;;", person(number).reveal()).unwrap();
    }
    text
}

/// Loads a file as a worker does, to its end or as far as it comes.
async fn work(application: &Application, held: &HeldJob) -> Result<(), DirectoryError> {
    let Some(taken) = application.take_up_integrations(held).await? else { return Ok(()) };
    let bytes = read(&taken).await?;
    load(&taken, bytes).await
}

async fn read(taken: &TakenUp<'_>) -> Result<Vec<u8>, DirectoryError> {
    let (file, mut bytes, mut place) = (taken.file(), Vec::new(), 0);
    while let Some(piece) = file.piece(place).await? {
        assert!(piece.len() <= PIECE_BYTES);
        bytes.extend(piece);
        place += 1;
    }
    Ok(bytes)
}

async fn load(taken: &TakenUp<'_>, bytes: Vec<u8>) -> Result<(), DirectoryError> {
    let loading = taken.loading(RULES).await?.expect("rita may");
    load_file(&loading, &mut taken.load.clone(), Cursor::new(bytes), &NoProgress, |_| {}).await
}

async fn a_file_is_kept_sealed_in_pieces_and_destroyed_where_it_never_was_whole(case: TestDatabase) {
    let desk = Desk::new(case).await;
    let text = rows(1..40_000);
    assert!(text.len() > PIECE_BYTES);
    let load = desk.sent(&text).await;
    let stored = desk.pieces().await;
    assert!(stored.len() > 100_000 && !String::from_utf8_lossy(&stored).contains(&person(2).reveal()));
    let database = &desk.case.database;
    let first = database.piece(&load.id, 0).await.unwrap().unwrap();
    let second = database.piece(&load.id, 1).await.unwrap().unwrap();
    assert!([first, second].concat() == text.as_bytes(), "as it came");
    assert!(database.piece("another", 0).await.unwrap().is_none());
    let otherwise = Database::connect(&desk.case.url, &key("b")).await.unwrap();
    assert!(matches!(otherwise.piece(&load.id, 0).await, Err(StoreError::Unreadable(_))), "with another key");
    otherwise.close().await;

    let services = desk.on(database).services();
    let mut receiving = services.reference_directory(&desk.rita).unwrap().receive().await.unwrap();
    receiving.take(&text.as_bytes()[..PIECE_BYTES]).await.unwrap();
    drop(receiving);
    assert_eq!((desk.count("sent_files").await, desk.count("sent_file_pieces").await), (2, 3));
    for (later, left) in [(UNFINISHED_FOR - SignedDuration::from_secs(1), 3), (SignedDuration::from_secs(1), 2)] {
        desk.clock.advance(later);
        database.destroy_unfinished(desk.clock.now() - UNFINISHED_FOR).await.unwrap();
        assert_eq!(desk.count("sent_file_pieces").await, left);
    }
    let mut receiving = services.reference_directory(&desk.rita).unwrap().receive().await.unwrap();
    receiving.take(text.as_bytes()).await.unwrap();
    receiving.give_up().await;
    assert_eq!(desk.count("sent_files").await, 1, "what waits for a worker stays");
}

/// Lets some work go on for so many turns; what it did not commit is lost.
async fn killed(work: impl Future<Output = Result<(), DirectoryError>>, mut turns: u32) {
    let mut work = Box::pin(work);
    std::future::poll_fn(|context| {
        if turns == 0 {
            return Poll::Ready(());
        }
        turns -= 1;
        work.as_mut().poll(context).map(Result::unwrap)
    })
    .await;
}

/// Loses a worker with its connections, as a process does that is killed: after so many turns of all that it does, or only
/// of loading, which takes far fewer of them than reading.
async fn killed_after(desk: &Desk, held: &HeldJob, (turns, only_loading): (u32, bool)) {
    let database = Database::connect(&desk.case.url, &key("a")).await.unwrap();
    let application = desk.on(&database);
    if only_loading {
        let taken = application.take_up_integrations(held).await.unwrap().expect("it did not end");
        let bytes = read(&taken).await.unwrap();
        killed(load(&taken, bytes), turns).await;
    } else {
        killed(work(&application, held), turns).await;
    }
}

async fn a_file_that_is_killed_again_and_again_is_loaded_once_and_counted_once(case: TestDatabase) {
    let desk = Desk::new(case).await;
    let id = desk.sent(&rows(0..ROWS)).await.id;
    let mut stops = BTreeMap::<u64, Vec<u32>>::new();
    // Where it is killed next: soon after a unit of work that was done, and then later and later.
    let mut next = vec![(1, true), (25, false), (5, false), (1, false)];
    let (mut turns, mut done) = (1, 0);
    for _ in 0..MOST_KILLS {
        desk.clock.advance(HELD_FOR);
        let held = desk.claimed_at_last("killed").await;
        let place = next.pop().unwrap_or((turns + 1 + turns / 2, true));
        turns = place.0;
        killed_after(&desk, &held, place).await;
        // It waits until a server has seen that the worker is gone. What never goes on is another case.
        desk.case.run("UPDATE jobs SET attempts = 0").await.unwrap();
        let load = desk.load(&id).await;
        assert!(load.rows() >= done, "what was done stays");
        assert_eq!(desk.count("integrations").await, load.added, "as many as are counted");
        if load.ended.is_some() {
            break;
        }
        stops.entry(load.rows()).or_default().push(turns);
        if load.rows() > done {
            next = vec![(turns * 2 / 3, true), (1, true)];
        }
        done = load.rows();
    }
    let load = desk.load(&id).await;
    let faulty = u64::from(ROWS.div_ceil(FAULTY));
    assert_eq!((load.added, load.changed, load.known, load.refused), (u64::from(ROWS) - faulty, 0, 0, faulty));
    assert_eq!(desk.case.database.rejects(&id).await.unwrap().len() as u64, faulty);
    assert_eq!(desk.ended().await, 1, "its end stands in the log once");
    // Which units of work are met depends on how soon the engine answers.
    assert!(stops.values().map(Vec::len).sum::<usize>() > 3, "it was killed again and again: {stops:?}");
    for left in ["jobs", "sent_files", "sent_file_pieces"] {
        assert_eq!(desk.count(left).await, 0, "{left}");
    }
}

async fn several_workers_load_each_file_once(case: TestDatabase) {
    let desk = Desk::new(case).await;
    let mut ids = Vec::new();
    for first in [0, 2_000, 4_000] {
        ids.push(desk.sent(&rows(first..first + 1_500)).await.id);
    }
    let application = desk.on(&desk.case.database);
    let worker = async |name: &str| {
        while let Some(held) = desk.claimed(name).await {
            work(&application, &held).await.unwrap();
        }
    };
    tokio::join!(worker("a"), worker("b"), worker("c"));
    for id in ids {
        let load = desk.load(&id).await;
        assert_eq!((load.rows(), load.known, load.problem), (1_500, 0, None));
    }
    assert_eq!((desk.ended().await, desk.count("jobs").await, desk.count("sent_files").await), (3, 0, 0));
}

async fn who_lost_a_file_changes_nothing_of_it(case: TestDatabase) {
    let desk = Desk::new(case).await;
    let id = desk.sent(&rows(1..11)).await.id;
    let held = desk.claimed("a").await.unwrap();
    assert_eq!((held.job.kind, held.job.subject.as_str()), (JobKind::IntegrationLoad, id.as_str()));
    assert!(desk.claimed("b").await.is_none());
    desk.clock.advance(HELD_FOR - SignedDuration::from_secs(1));
    assert!(desk.case.database.keep_job(&held, desk.clock.now() + HELD_FOR).await.unwrap());
    desk.clock.advance(HELD_FOR - SignedDuration::from_secs(1));
    assert!(desk.claimed("b").await.is_none(), "a sign of life holds it");
    desk.clock.advance(SignedDuration::from_secs(1));
    let other = desk.claimed("b").await.unwrap();
    assert!(!desk.case.database.keep_job(&held, desk.clock.now() + HELD_FOR).await.unwrap());
    let application = desk.on(&desk.case.database);
    assert!(matches!(work(&application, &held).await, Err(DirectoryError::Lost)));
    let taken = application.take_up_integrations(&held).await.unwrap().unwrap();
    assert!(matches!(taken.end(FileProblem::Stopped).await, Err(DirectoryError::Lost)));
    assert_eq!((desk.load(&id).await.rows(), desk.count("sent_files").await), (0, 1));
    work(&application, &other).await.unwrap();
    let load = desk.load(&id).await;
    assert_eq!((load.added, load.problem, desk.ended().await), (10, None, 1));
}

async fn what_never_goes_on_is_left_alone_and_says_so(case: TestDatabase) {
    let desk = Desk::new(case).await;
    let id = desk.sent(&rows(1..11)).await.id;
    for _ in 0..MOST_ATTEMPTS {
        let held = desk.claimed("a").await.unwrap();
        assert!(desk.case.database.keep_job(&held, desk.clock.now() + HELD_FOR).await.unwrap());
        desk.clock.advance(HELD_FOR);
    }
    assert!(desk.claimed("a").await.is_none());
    let now = desk.clock.now();
    let job = desk.case.database.claim_left_job("b", now, now + HELD_FOR).await.unwrap().unwrap();
    assert!(desk.case.database.claim_left_job("c", now, now + HELD_FOR).await.unwrap().is_none());
    let held = HeldJob { job, worker: "b".to_owned() };
    let application = desk.on(&desk.case.database);
    let taken = application.take_up_integrations(&held).await.unwrap().unwrap();
    taken.end(FileProblem::Interrupted).await.unwrap();
    assert_eq!(desk.load(&id).await.problem, Some(FileProblem::Interrupted));
    assert_eq!((desk.count("jobs").await, desk.count("sent_files").await, desk.ended().await), (0, 0, 1));
}
