//! An application on a database of its own, with the demonstration's organisations, users and personas.

use std::collections::BTreeMap;
use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::UNIX_EPOCH;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use delibero::catalogue_in_force::begin;
use delibero::config::Config;
use delibero::entropy::SystemRandomness;
use delibero::password::Argon2id;
use delibero::serve::{connect, state};
use delibero::web::{AppState, router};
use delibero::worker::Workshop;
use delibero_demo::{DemoOptions, PASSWORD, RegisterFilling, fill, fill_register};
use delibero_domain::access_log::{Administration, AdministrationFamily, AdministrationKind, Entry};
use delibero_files::official_texts::Reader;
use delibero_store::{DataKey, Database};
use delibero_testkit::{FixedClock, NotedPause};
use delibero_usecases::accounts::people::{PeopleStore as _, Stopped, User, UserState};
use delibero_usecases::clock::Clock as _;
use delibero_usecases::journal::{AdministrationFilter, JournalStore as _, LogFilter};
use http::{HeaderMap, Method, Request, StatusCode, header};
use tower::ServiceExt as _;

/// The day of every test: in the second quarter of 2025, after the last entry into force of 23/058.
pub const NOW: &str = "2025-06-02T09:30:00Z";
/// Incapacity in the general regime, attested for the first quarter of 2025; integrated nearly everywhere.
pub const PERSON: &str = "85073099932";

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The database of a demonstration: made once for each build of the tests, since each test may be a process of its own.
async fn demonstration() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let tests = std::env::current_exe().and_then(std::fs::metadata).expect("this program");
    let built = tests.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok()).expect("a time");
    let made = folder.join(format!("demonstration-{:x}-{:x}.sqlite", built.as_nanos(), tests.len()));
    let one_at_a_time = File::create(folder.join("demonstration.lock")).expect("a lock");
    one_at_a_time.lock().expect("a turn");
    if !made.exists() {
        for file in std::fs::read_dir(&folder).expect("a folder").flatten() {
            if file.file_name().to_string_lossy().starts_with("demonstration-") {
                let _ = std::fs::remove_file(file.path());
            }
        }
        let making = folder.join("demonstration-making.sqlite");
        make_demonstration(&sqlite(&making), &folder).await;
        std::fs::rename(making, &made).expect("it is there");
    }
    made
}

fn sqlite(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

async fn make_demonstration(url: &str, folder: &Path) {
    let key = DataKey::from_hex(&"5a".repeat(64)).expect("a key");
    let database = Database::connect(url, &key).await.expect("a database");
    database.migrate().await.expect("a schema");
    let (clock, randomness) = (&FixedClock::at(NOW), &SystemRandomness);
    let catalogue = &*begin(&database, clock).await.expect("a catalogue").now().catalogue;
    let options = DemoOptions { persons: 0, seed: 1, folder: folder.to_owned() };
    fill(&database, &Argon2id::new(), catalogue, (clock, randomness), options).await.expect("a demonstration");
    let (accounts, register) = (&database, &database);
    fill_register(RegisterFilling { accounts, register, catalogue, clock, randomness }).await.expect("a register");
    database.close().await;
}

/// The application.
pub struct App {
    router: Router,
    pub database: Database,
    pub clock: Arc<FixedClock>,
    /// No worker runs by itself.
    pub workshop: Workshop,
    pub pause: Arc<NotedPause>,
    folder: PathBuf,
    url: String,
    /// Whether another one is on the same database, and removes it in the end.
    shares: bool,
}

impl App {
    /// A new one.
    pub async fn new() -> Self {
        Self::with(|_, _| {}).await
    }

    /// A new one, with something in it that is not what it is outside of tests.
    pub async fn with(change: impl FnOnce(&mut AppState, &Database)) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("delibero-web-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::copy(demonstration().await, folder.join("test.sqlite")).expect("a copy");
        let url = sqlite(&folder.join("test.sqlite"));
        Self::on((folder, url), false, change).await
    }

    /// A new one on PostgreSQL, in the second database of `.tools/with-postgres`: one for each of its clusters.
    pub async fn on_postgresql() -> Self {
        let url = std::env::var("DELIBERO_TEST_POSTGRES_URL")
            .expect("set DELIBERO_TEST_POSTGRES_URL to a PostgreSQL server, or run `.tools/with-postgres cargo test`");
        let url = format!("{url}_application");
        let folder = std::env::temp_dir().join(format!("delibero-web-{}-postgresql", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        make_demonstration(&url, &folder).await;
        Self::on((folder, url), false, |_, _| {}).await
    }

    /// Another node on the same database.
    pub async fn node(&self) -> Self {
        Self::on((self.folder.clone(), self.url.clone()), true, |_, _| {}).await
    }

    async fn on((folder, url): (PathBuf, String), shares: bool, change: impl FnOnce(&mut AppState, &Database)) -> Self {
        let variables = BTreeMap::from([
            ("DATABASE_URL".to_owned(), url.clone()),
            ("DELIBERO_DATA_KEY".to_owned(), "5a".repeat(64)),
            ("DELIBERO_DEMO".to_owned(), "1".to_owned()),
        ]);
        let config = Config::read(&variables).expect("a configuration");
        let (database, config) = connect(config, true).await.expect("a database");
        let clock = Arc::new(FixedClock::at(NOW));
        let in_force = begin(&database, &FixedClock::at(NOW)).await.expect("a catalogue");
        let mut state = state(&config, database.clone(), in_force);
        state.application.clock = clock.clone();
        let pause = Arc::new(NotedPause::default());
        state.pause = pause.clone();
        state.reader = Reader::of(env!("CARGO_BIN_EXE_delibero").into(), std::time::Duration::from_secs(60));
        change(&mut state, &database);
        let workshop = Workshop::of(&state.application, &database);
        let router = router(state).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        Self { router, database, clock, workshop, pause, folder, url, shares }
    }

    /// A browser with nobody signed in.
    pub fn browser(&self) -> Browser<'_> {
        Browser { app: self, cookies: BTreeMap::new(), language: "fr" }
    }

    /// A browser with a user signed in.
    pub async fn signed_in(&self, user: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let answer = browser.post("/sign-in", &[("user", user), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{user} signs in");
        browser
    }

    /// The program at a shell, on this database.
    pub fn shell(&self, arguments: &[&str]) -> std::process::Command {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_delibero"));
        program.args(arguments).env("DATABASE_URL", &self.url).env("DELIBERO_DATA_KEY", "5a".repeat(64));
        program.env("DELIBERO_TRACE", "error");
        program
    }

    /// Does every job that there is.
    pub async fn work(&self) {
        self.workshop.do_all("w").await.expect("the store");
    }

    /// Works as a process does that is killed after so many turns: what it did not commit is lost.
    pub async fn killed_after(&self, mut turns: u32) {
        let mut working = Box::pin(self.workshop.do_all("killed"));
        std::future::poll_fn(|context| {
            if turns == 0 {
                return Poll::Ready(());
            }
            turns -= 1;
            working.as_mut().poll(context).map(|done| done.expect("the store"))
        })
        .await;
    }

    /// Works as a process does that is killed soon after something is so.
    pub async fn killed_once(&self, is_so: impl AsyncFn() -> bool) {
        let watching = async {
            while !is_so().await {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = watching => {}
            done = self.workshop.do_all("killed") => done.expect("the store"),
        }
    }

    /// Suspends an account.
    pub async fn suspend(&self, user: &str) {
        let user = user.parse().expect("a name");
        let mut work = self.database.begin_people().await.expect("the store");
        let found = work.user(&user).await.expect("the store").expect("a user");
        let (read, at) = (found.revision, self.clock.now());
        let suspended = User { state: UserState::Suspended(Stopped { at, by: None, why: String::new() }), ..found };
        work.save_user(&suspended, read).await.expect("the store").expect("as read");
        work.commit().await.expect("the store");
    }

    /// A folder that is removed in the end.
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// How many entries of every kind the log has.
    pub async fn log_size(&self) -> u64 {
        self.database.log_records(0, 1_000_000).await.expect("a log").len() as u64
    }

    /// What was written down of a kind, newest first.
    pub async fn changes_of(&self, kind: AdministrationKind) -> Vec<Administration> {
        let filter = AdministrationFilter { kind: Some(kind), ..AdministrationFilter::default() };
        let page = self.database.administration_page(&filter, None, 100).await.expect("a log");
        page.entries.into_iter().map(|logged| logged.entry).collect()
    }

    /// Every entry of the log, oldest first.
    pub async fn log(&self) -> Vec<Entry> {
        let page = self.database.log_page(&LogFilter::default(), None, 1000).await.expect("a log");
        page.entries.into_iter().rev().map(|logged| logged.entry).collect()
    }
}

impl Drop for App {
    fn drop(&mut self) {
        if !self.shares {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// What was changed, without who signed in and who read the log.
pub fn changes_only() -> AdministrationFilter {
    AdministrationFilter { family: Some(AdministrationFamily::Changes), ..AdministrationFilter::default() }
}

/// A browser: it keeps cookies.
pub struct Browser<'a> {
    app: &'a App,
    pub cookies: BTreeMap<String, String>,
    pub language: &'static str,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
    pub body: String,
}

impl Answer {
    /// A header.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it sends.
    pub fn location(&self) -> &str {
        self.header("location")
    }
}

impl Browser<'_> {
    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty(), &[]).await
    }

    /// Sends a form of this site.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.post_from("same-origin", path, fields).await
    }

    /// Sends a form from a site.
    pub async fn post_from(&mut self, site: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", site)];
        self.send(Method::POST, path, Body::from(body.join("&")), &headers).await
    }

    /// Sends anything.
    pub async fn send(&mut self, method: Method, path: &str, body: Body, headers: &[(&str, &str)]) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies.join("; "));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).expect("a request");
        let response = self.app.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().expect("a cookie").split(';').next().expect("a pair");
            let (name, value) = pair.split_once('=').expect("a name and a value");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        let bytes = sent_elsewhere(body).await;
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, bytes, body }
    }
}

/// Reads a body to its end on another thread than rendered its page, as a server with several threads may.
async fn sent_elsewhere(body: Body) -> Bytes {
    let runtime = tokio::runtime::Handle::current();
    let read = move || runtime.block_on(to_bytes(body, usize::MAX));
    tokio::task::spawn_blocking(read).await.expect("no panic while a page is sent").expect("a body")
}

/// An official text, where the official texts are present.
pub fn official_text(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var("DELIBERO_OFFICIAL_TEXTS").unwrap_or_else(|_| "../../shared/deliberations".to_owned());
    std::fs::read(PathBuf::from(folder).join(format!("{name}.txt"))).ok()
}

fn encoded(word: &str) -> String {
    word.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The fields of a consultation of the CPAS about a person.
pub fn social_inquiry(niss: &str) -> Vec<(&str, &str)> {
    vec![
        ("module", "cpas/hdi/consult-attest"),
        ("purpose", "social-inquiry"),
        ("person_role", "applicant"),
        ("niss", niss),
        ("first", "2024Q3"),
        ("last", "2025Q2"),
    ]
}
