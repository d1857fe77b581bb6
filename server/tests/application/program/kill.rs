//! The real program, killed in the middle of consultations: every answer that a client received is in the log.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use delibero_domain::access_log::EventKind;
use delibero_domain::tlog::Signer;
use delibero_store::{DataKey, Database};
use delibero_testkit::FixedClock;
use delibero_usecases::journal::{JournalStore as _, LogFilter};
use delibero_usecases::log_tree::Sequencing;

const CONSULTATIONS: usize = 500;
const CLIENTS: usize = 8;

pub(super) struct Server {
    pub process: Child,
    pub address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(super) fn key() -> String {
    "5a".repeat(64)
}

pub(super) fn signer() -> Signer {
    Signer::new("log.example/delibero", &[1; 32]).expect("a name")
}

fn program(database: &str, folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_delibero"));
    program
        .env("DATABASE_URL", database)
        .env("DELIBERO_DATA_KEY", key())
        .env("DELIBERO_LOG_KEY", signer().to_private_key())
        .env("DELIBERO_DEMO", "1")
        .env("DELIBERO_TRACE", "error")
        .env("DELIBERO_SITE_ROOT", folder.join("site"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    program
}

pub(super) fn start(database: &str, folder: &Path) -> Server {
    std::fs::create_dir_all(folder.join("site/pkg")).expect("a folder");
    let filled = program(database, folder).args(["demo", "--persons", "0"]).status().expect("the program runs");
    assert!(filled.success(), "the demonstration is made");
    let widened = program(database, folder).args(["limit", "set", "100000"]).status().expect("the program runs");
    assert!(widened.success(), "one user may consult all the time");
    serve(database, folder)
}

/// On what is there already.
pub(super) fn serve(database: &str, folder: &Path) -> Server {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
    let address = format!("127.0.0.1:{port}");
    let process = program(database, folder).arg("serve").env("DELIBERO_ADDRESS", &address).spawn().expect("it serves");
    let server = Server { process, address };
    let agent = agent();
    let ready = format!("http://{}/readyz", server.address);
    for _ in 0..600 {
        if agent.get(&ready).call().is_ok() {
            return server;
        }
        thread::park_timeout(std::time::Duration::from_millis(50));
    }
    panic!("the server does not get ready");
}

pub(super) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().max_redirects(0).max_redirects_will_error(false).build().new_agent()
}

/// Somebody who signed in.
pub(super) struct Client {
    pub agent: ureq::Agent,
    pub cookie: String,
}

fn signed_in(address: &str) -> Client {
    signed_in_as(address, "marie.dubois")
}

pub(super) fn signed_in_as(address: &str, user: &str) -> Client {
    let agent = agent();
    let form = [("user", user), ("password", delibero_demo::PASSWORD)];
    let answer = agent.post(format!("http://{address}/sign-in")).send_form(form).expect("an answer");
    assert_eq!(answer.status().as_u16(), 303);
    let cookies =
        answer.headers().get_all("set-cookie").iter().filter_map(|line| line.to_str().ok()?.split(';').next());
    let cookie = cookies.collect::<Vec<_>>().join("; ");
    Client { agent, cookie }
}

/// One consultation: its address, and whether the answer arrived whole. None when the server is gone.
fn consult(Client { agent, cookie }: &Client, address: &str) -> Option<(String, bool)> {
    let form = [
        ("module", "cpas/hdi/consult-attest"),
        ("purpose", "social-inquiry"),
        ("person_role", "applicant"),
        ("niss", "85073099932"),
        ("first", "2025Q1"),
        ("last", "2025Q2"),
    ];
    let opened = agent.post(format!("http://{address}/consultation")).header("cookie", cookie).send_form(form).ok()?;
    let location = opened.headers().get("location")?.to_str().ok()?.to_owned();
    let id = location.rsplit('/').next()?.to_owned();
    let page = agent
        .get(format!("http://{address}{location}"))
        .header("cookie", cookie)
        .call()
        .ok()
        .and_then(|mut page| page.body_mut().read_to_string().ok());
    Some((id, page.is_some_and(|page| page.contains("85.07.30-999.32") && page.contains("</html>"))))
}

fn consult_until_killed(mut server: Server) -> Vec<(String, bool)> {
    let begun = AtomicUsize::new(0);
    let answered = AtomicUsize::new(0);
    let received = Mutex::new(Vec::new());
    let address = server.address.clone();
    // One after the other: sign-ins at the same moment count as attempts against each other.
    let signed_in: Vec<Client> = (0..CLIENTS).map(|_| signed_in(&address)).collect();
    thread::scope(|scope| {
        let clients = signed_in.iter().map(|client| {
            scope.spawn(|| {
                while begun.fetch_add(1, Ordering::Relaxed) < CONSULTATIONS {
                    let Some(answer) = consult(client, &address) else { return };
                    received.lock().expect("no panic").push(answer);
                    answered.fetch_add(1, Ordering::Relaxed);
                }
            })
        });
        let clients: Vec<_> = clients.collect();
        // In the middle, with requests of every client in flight. SIGKILL: nothing is flushed or closed.
        while answered.load(Ordering::Relaxed) < CONSULTATIONS / 2 {
            assert!(clients.iter().any(|client| !client.is_finished()), "every client gave up before the kill");
            thread::yield_now();
        }
        server.process.kill().expect("killed");
    });
    received.into_inner().expect("no panic")
}

async fn check(database: &str, received: Vec<(String, bool)>) {
    let answers = received.iter().filter(|(_, whole)| *whole).count();
    assert!(answers >= CONSULTATIONS / 3, "only {answers} answers arrived before the kill");
    let key = DataKey::from_hex(&key()).expect("a key");
    let database = Database::connect(database, &key).await.expect("the database opens again");
    database.migrate().await.expect("and is whole");
    let log = database.log_page(&LogFilter::default(), None, 100_000).await.expect("the log").entries;
    let of = |kind: EventKind| -> BTreeSet<String> {
        let entries = log.iter().filter(|logged| logged.entry.kind == kind);
        entries.map(|logged| logged.entry.consultation.clone()).collect()
    };
    let (decisions, disclosures) = (of(EventKind::Decision), of(EventKind::Disclosure));
    for (id, whole) in received {
        assert!(decisions.contains(&id), "a decision that was told is not in the log");
        assert!(!whole || disclosures.contains(&id), "an answer that arrived is not in the log");
    }
    check_tree(&database).await;
    database.close().await;
}

/// What the killed sequencer left is gone on with, until every entry is in the tree.
async fn check_tree(database: &Database) {
    let (signer, clock) = (signer(), FixedClock::at("2025-06-02T09:30:00Z"));
    let sequencing = Sequencing { store: database, signer: &signer, before: None, clock: &clock };
    assert!(sequencing.check().await.expect("as it was signed") > 0, "it was integrated while it was served");
    sequencing.integrate_all().await.expect("it goes on");
    let records = database.log_records(0, 1_000_000).await.expect("the log");
    assert_eq!(sequencing.check().await.expect("as it was signed"), records.len() as u64);
}

pub(super) fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("delibero-kill-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[tokio::test]
async fn every_answer_received_is_in_the_log_on_sqlite() {
    let folder = folder("sqlite");
    let database = format!("sqlite://{}/test.sqlite", folder.display());
    let received = consult_until_killed(start(&database, &folder));
    check(&database, received).await;
    std::fs::remove_dir_all(folder).expect("removed");
}

#[tokio::test]
async fn every_answer_received_is_in_the_log_on_postgresql() {
    let url = std::env::var("DELIBERO_TEST_POSTGRES_URL")
        .expect("set DELIBERO_TEST_POSTGRES_URL to a PostgreSQL server, or run `.tools/with-postgres cargo test`");
    let folder = folder("postgres");
    let received = consult_until_killed(start(&url, &folder));
    check(&url, received).await;
    std::fs::remove_dir_all(folder).expect("removed");
}
