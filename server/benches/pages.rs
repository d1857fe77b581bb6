//! What a page costs: processor time beside an empty page and a plain table of the same run, statements, writes and HTML; and what the
//! program for the browser weighs.
//!
//! `make bench-web`; `ROUNDS=20` for a first look. Processor time is the whole process's, so other load matters little; how fast the
//! machine is matters, so budgets are held at the speed that the table shows.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::connect_info::MockConnectInfo;
use axum::response::Html;
use axum::routing::get;
use delibero::catalogue_in_force;
use delibero::clock::SystemClock;
use delibero::config::Config;
use delibero::serve::{connect, state};
use delibero::web::router;
use delibero_demo::PASSWORD;
use delibero_domain::niss::{BirthEra, Niss};
use delibero_domain::period::Quarter;
use delibero_store::Database;
use delibero_testkit::examples::{account, credentials, file, integration, organisation, registered_by, word};
use delibero_usecases::accounts::people::PeopleStore as _;
use delibero_usecases::clock::Clock as _;
use delibero_usecases::directory::{DirectoryStore as _, FileOnPerson};
use http::{Method, Request, Response, StatusCode, header};
use jiff::ToSpan as _;
use leptos::prelude::*;
use rustix::time::{ClockId, clock_gettime};
use tower::ServiceExt as _;
use tracing::field::{Field, Visit};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

/// Rounds of each page; the least of three is told.
const ROUNDS: u32 = 200;
/// How long [`reference_table`] took, in ms, on the machine and the day on which the budgets were set.
const REFERENCE: f64 = 1.4;
const BUDGETS: &[(&str, f64, usize)] = &[
    ("consultation form", 0.5, 20_000),
    ("answer, 1 quarter", 1.2, 150_000),
    ("answer, 8 quarters", 3.0, 150_000),
    ("answer, periods", 3.0, 150_000),
    ("answer, unemployment", 1.2, 150_000),
    ("answer, AMI messages", 3.0, 150_000),
    ("answer, handicap", 1.2, 150_000),
    ("log, 50 lines", f64::INFINITY, 120_000),
    ("matrix", f64::INFINITY, 200_000),
    ("organisations", LIST, usize::MAX),
    ("an organisation", LIST, usize::MAX),
    ("people of all", LIST, usize::MAX),
    ("people of one", LIST, usize::MAX),
    ("directory", LIST, usize::MAX),
    ("ending soon", LIST, usize::MAX),
    ("never consulted", LIST, usize::MAX),
];
/// The most that a list may cost with so many organisations and people.
const LIST: f64 = 20.0;
const ORGANISATIONS: u32 = 600;
const PEOPLE: u32 = 6_000;
/// Integrations of the organisation whose pages are looked at; `make bench-directory` asks with millions.
const INTEGRATIONS: u32 = 20_000;
/// The most that the program for the browser may weigh, in bytes of brotli.
const PROGRAM: u64 = 100_000;

static STATEMENTS: AtomicU64 = AtomicU64::new(0);
static WRITES: AtomicU64 = AtomicU64::new(0);

/// Counts what the database is asked.
struct Statements;

struct Words(bool);

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        if field.name() == "summary" {
            let words = format!("{value:?}").trim_start_matches('"').trim_start().to_uppercase();
            self.0 |= ["INSERT", "UPDATE", "DELETE"].iter().any(|write| words.starts_with(write));
        }
    }
}

impl<S: tracing::Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        if event.metadata().target() == "sqlx::query" {
            let mut words = Words(false);
            event.record(&mut words);
            STATEMENTS.fetch_add(1, Ordering::Relaxed);
            WRITES.fetch_add(u64::from(words.0), Ordering::Relaxed);
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|word| word.parse().ok()).unwrap_or(ROUNDS);
    let folder = std::env::temp_dir().join(format!("delibero-pages-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut portal = Portal::open(&folder).await;
    let empty = Router::new().route("/", get(|| async { Html(Owner::new().with(empty_page)) }));
    let nothing = milliseconds(rounds, || get_page(&empty, "/", "")).await;
    say(&format!("{:20} {nothing:6.3} ms", "empty page"));
    let table = Router::new().route("/", get(|| async { Html(Owner::new().with(reference_table)) }));
    let reference = milliseconds(rounds.div_ceil(4), || get_page(&table, "/", "")).await;
    let slower = reference / REFERENCE;
    say(&format!(
        "{:20} {reference:6.3} ms: this machine takes {slower:.2} times as long as the budgets suppose",
        "table 500 × 10"
    ));
    for (name, most, largest) in BUDGETS {
        let (user, path) = portal.page(name).await;
        let cookie = portal.cookie(user).await;
        let before = (STATEMENTS.load(Ordering::Relaxed), WRITES.load(Ordering::Relaxed));
        // The first view of a minute notes that the session is used; the second does what every further one does.
        for _ in 0..2 {
            get_page(&portal.router, &path, &cookie).await;
        }
        let after = (STATEMENTS.load(Ordering::Relaxed), WRITES.load(Ordering::Relaxed));
        let html = get_page(&portal.router, &path, &cookie).await;
        let last = (STATEMENTS.load(Ordering::Relaxed) - after.0, WRITES.load(Ordering::Relaxed) - after.1);
        let spent = milliseconds(rounds, || get_page(&portal.router, &path, &cookie)).await;
        let over = if spent / slower > *most || html > *largest { "  OVER ITS BUDGET" } else { "" };
        say(&format!(
            "{name:20} {spent:6.3} ms ({:6.3} at its speed)  {html:7} bytes  {} statements, {} writes (first view: {})\
             {over}",
            spent / slower,
            last.0,
            last.1,
            after.1 - before.1 - last.1,
        ));
    }
    weigh(Path::new("../target/site/pkg"));
    let _ = std::fs::remove_dir_all(folder);
}

fn empty_page() -> String {
    view! { <html><head><title>"Delibero"</title></head><body><p>"Nothing."</p></body></html> }.to_html()
}

/// What the budgets were measured beside: 500 rows of 10 cells, made of views of erased types with this allocator.
fn reference_table() -> String {
    let row = |row: usize| {
        let cell = |cell: usize| view! { <td>{format!("cell {row} {cell}")}</td> };
        view! { <tr>{(0..10).map(cell).collect_view()}</tr> }.into_any()
    };
    view! { <table><tbody>{(0..500).map(row).collect_view()}</tbody></table> }.into_any().to_html()
}

struct Portal {
    router: Router,
    cookies: BTreeMap<&'static str, String>,
    today: jiff::civil::Date,
}

impl Portal {
    async fn open(folder: &Path) -> Self {
        let variables = BTreeMap::from([
            ("DATABASE_URL".to_owned(), format!("sqlite://{}/pages.sqlite", folder.display())),
            ("DELIBERO_DATA_KEY".to_owned(), "5a".repeat(64)),
            ("DELIBERO_DEMO".to_owned(), "1".to_owned()),
        ]);
        let filled = Command::new(env!("CARGO_BIN_EXE_delibero"))
            .args(["demo", "--persons", "50", "--seed", "1"])
            .envs(&variables)
            .output()
            .expect("it runs");
        assert!(filled.status.success(), "{}", String::from_utf8_lossy(&filled.stderr));
        tracing::subscriber::set_global_default(tracing_subscriber::registry().with(Statements)).expect("the only one");
        let config = Config::read(&variables).expect("a configuration");
        let (database, config) = connect(config, false).await.expect("a database");
        let in_force = catalogue_in_force::begin(&database, &SystemClock).await.expect("a catalogue");
        crowd(&database).await;
        let state = state(&config, database, in_force);
        let today = state.application.clock.today();
        let router = router(state).layer(MockConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        Self { router, cookies: BTreeMap::new(), today }
    }

    async fn cookie(&mut self, user: &'static str) -> String {
        if let Some(cookie) = self.cookies.get(user) {
            return cookie.clone();
        }
        let answer = post(&self.router, "/sign-in", &format!("user={user}&password={PASSWORD}"), "").await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{user} signs in");
        let line = answer.headers()[header::SET_COOKIE].to_str().expect("a cookie").to_owned();
        let cookie = line.split(';').next().unwrap_or_default().to_owned();
        self.cookies.insert(user, cookie.clone());
        cookie
    }

    /// Who opens which address.
    async fn page(&mut self, name: &str) -> (&'static str, String) {
        match name {
            "consultation form" => ("marie.dubois", "/consultation".to_owned()),
            "answer, 1 quarter" => {
                self.answer("marie.dubois", "cpas/hdi/consult-attest", "social-inquiry&person_role=applicant", 1).await
            }
            "answer, 8 quarters" => {
                self.answer("marie.dubois", "cpas/hdi/consult-attest", "social-inquiry&person_role=applicant", 8).await
            }
            "answer, periods" => {
                self.answer("lotte.claes", "groeipakket/hdi/consult-periods", "social-supplement", 8).await
            }
            "answer, unemployment" => {
                let asked = "grant-advances&person_role=maintenance-creditor";
                self.answer("brigitte.noel", "secal/unemployment/consult-period", asked, 8).await
            }
            "answer, AMI messages" => {
                self.answer("isabelle.renard", "onem/ami-messages/a052l", "fitness-declaration", 8).await
            }
            "answer, handicap" => {
                self.answer("bram.jacobs", "insurers/handicap/handiservice", "social-assistance", 8).await
            }
            "log, 50 lines" => ("sarah.benali", "/log".to_owned()),
            "matrix" => ("marie.dubois", "/matrix".to_owned()),
            "organisations" => ("helene.martin", "/organisations".to_owned()),
            "an organisation" => ("helene.martin", "/organisations/cpas-namur".to_owned()),
            "people of all" => ("helene.martin", "/people".to_owned()),
            "people of one" => ("paul.henry", "/people".to_owned()),
            "directory" => ("anne.collard", "/directory".to_owned()),
            "ending soon" => ("anne.collard", "/directory/upkeep?list=ending".to_owned()),
            "never consulted" => ("anne.collard", "/directory/upkeep?list=unconsulted".to_owned()),
            other => unreachable!("{other} is no page of the benchmark"),
        }
    }

    /// Who opens the answer about one person: of so many quarters, or of the twelve months in which they end.
    async fn answer(
        &mut self,
        user: &'static str,
        module: &str,
        purpose: &str,
        quarters: i16,
    ) -> (&'static str, String) {
        let cookie = self.cookie(user).await;
        let (last, until, since) =
            (Quarter::containing(self.today), self.today, self.today.saturating_sub(11.months()));
        let form = format!(
            "module={module}&purpose={purpose}&niss=85073099932&first={}&last={last}&first_month={}&last_month={}",
            last.shifted(1 - quarters),
            since.strftime("%m/%Y"),
            until.strftime("%m/%Y"),
        );
        let answer = post(&self.router, "/consultation", &form, &cookie).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "a consultation");
        (user, answer.headers()[header::LOCATION].to_str().expect("an address").to_owned())
    }
}

/// Organisations, people and integrations beside those of the demonstration.
async fn crowd(database: &Database) {
    let mut work = database.begin_people().await.expect("the store answers");
    for number in 0..ORGANISATIONS {
        let organisation = organisation(&format!("org-{number:03}"));
        work.add_organisation(&organisation).await.expect("an organisation");
    }
    for number in 0..PEOPLE {
        let user = account(&format!("user-{number:04}"), &format!("org-{:03}", number % ORGANISATIONS));
        work.add_user(&credentials(user)).await.expect("a user");
    }
    work.commit().await.expect("saved");
    let of = |number: u32| {
        let (day, month, year) = (1 + number / 900 % 28, 1 + number / 25_200 % 12, 10 + number / 302_400);
        let nine = (year * 10_000 + month * 100 + day) * 1_000 + 1 + number % 900;
        let mut file = file(integration(2));
        file.integration.period.end = number.is_multiple_of(100).then(|| SystemClock.today());
        (Niss::complete(nine, BirthEra::Before2000).expect("a NISS"), file)
    };
    let all: Vec<(Niss, FileOnPerson)> = (0..INTEGRATIONS).map(of).collect();
    for some in all.chunks(1_000) {
        let some: Vec<_> = some.iter().collect();
        let mut work = database.begin_registering().await.expect("the store answers");
        let (at, by) = (SystemClock.now(), registered_by("anne.collard"));
        let loaded = work.load_integrations(&word("cpas-namur"), &some, &by, (at, "load.csv")).await;
        loaded.expect("integrated");
        work.commit().await.expect("saved");
    }
}

async fn post(router: &Router, path: &str, form: &str, cookie: &str) -> Response<Body> {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, "127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()))
        .expect("a request");
    router.clone().oneshot(request).await.expect("an answer")
}

/// How many bytes of HTML it is.
async fn get_page(router: &Router, path: &str, cookie: &str) -> usize {
    let request = Request::builder().uri(path).header(header::HOST, "127.0.0.1:3000").header(header::COOKIE, cookie);
    let answer = router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    to_bytes(answer.into_body(), usize::MAX).await.expect("a body").len()
}

/// Processor time of a request: the least of three times so many.
async fn milliseconds<F: Future<Output = usize>>(rounds: u32, request: impl Fn() -> F) -> f64 {
    let mut least = f64::INFINITY;
    for _ in 0..3 {
        let began = spent();
        for _ in 0..rounds {
            request().await;
        }
        least = least.min((spent() - began) / f64::from(rounds));
    }
    least
}

fn spent() -> f64 {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    #[expect(clippy::cast_precision_loss, reason = "a benchmark takes less than a year")]
    let milliseconds = now.tv_sec as f64 * 1e3 + now.tv_nsec as f64 / 1e6;
    milliseconds
}

fn weigh(folder: &Path) {
    let weight = |name: &str| std::fs::metadata(folder.join(name)).map(|file| file.len());
    match (weight("delibero.wasm.br"), weight("delibero.js.br")) {
        (Ok(wasm), Ok(script)) => {
            let over = if wasm + script > PROGRAM { "  OVER ITS BUDGET" } else { "" };
            say(&format!("program for the browser: {wasm} bytes of wasm and {script} of JavaScript, brotli{over}"));
        }
        _ => say("program for the browser: not built (make build)"),
    }
}

#[expect(clippy::print_stdout, reason = "a report for people")]
fn say(line: &str) {
    println!("{line}");
}
