//! The real program, killed twice in the middle of a batch: nobody is asked about twice, nobody is lost.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::thread;

use delibero_domain::access_log::EventKind;
use delibero_domain::niss::{BirthEra, Niss};
use delibero_store::{DataKey, Database};
use delibero_usecases::batches::{BatchState, BatchStore as _};
use delibero_usecases::journal::{JournalStore as _, LogFilter};

use super::kill::{Client, folder, key, serve, signed_in_as, start};

const PERSONS: u32 = 6_000;
const KILLS: usize = 2;

fn list() -> String {
    let mut list = String::from("niss\n");
    for number in 0..PERSONS {
        let nine = (500_101 + number / 900 % 28 + number / 25_200 * 100) * 1_000 + 1 + number % 900;
        writeln!(list, "{}", Niss::complete(nine, BirthEra::Before2000).expect("a NISS").reveal()).expect("room");
    }
    list
}

/// The address of the batch.
fn begin(Client { agent, cookie }: &Client, address: &str) -> String {
    let fields = [
        ("module", "insurers/handicap/handiflux"),
        ("purpose", "social-assistance"),
        ("confirmed", "in-favour-of-the-person"),
        ("confirmed", "designated-staff-only"),
        ("origin", "file"),
    ];
    let mut body = String::new();
    for (name, value) in fields {
        write!(body, "--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").expect("room");
    }
    let list = list();
    write!(body, "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n\r\n{list}\r\n--b--\r\n")
        .expect("room");
    let sent = agent
        .post(format!("http://{address}/batches/new"))
        .header("cookie", cookie)
        .header("content-type", "multipart/form-data; boundary=b")
        .send(body.as_bytes())
        .expect("an answer");
    assert_eq!(sent.status().as_u16(), 303);
    sent.headers().get("location").and_then(|location| location.to_str().ok()).expect("a page").to_owned()
}

async fn done(database: &Database, id: &str) -> (u64, BatchState) {
    let batch = database.batch(id).await.expect("the store").expect("the batch");
    (batch.counts.done(), batch.state)
}

async fn opened(url: &str) -> Database {
    Database::connect(url, &DataKey::from_hex(&key()).expect("a key")).await.expect("the database")
}

/// Waits until more persons were done than a number, or all were.
async fn until_more_than(url: &str, id: &str, number: u64) -> bool {
    let database = opened(url).await;
    let ended = loop {
        let (done, state) = done(&database, id).await;
        if state == BatchState::Ended || done > number {
            break state == BatchState::Ended;
        }
        thread::park_timeout(std::time::Duration::from_millis(20));
    };
    database.close().await;
    ended
}

async fn check(url: &str, id: &str) {
    let database = opened(url).await;
    let filter = LogFilter { kind: Some(EventKind::Batch), ..LogFilter::default() };
    let (mut persons, mut entries, mut before) = (BTreeSet::new(), 0, None);
    loop {
        let page = database.log_page(&filter, before, 5_000).await.expect("the log");
        for logged in page.entries {
            assert_eq!(logged.entry.consultation, id);
            persons.insert(logged.entry.person.expect("a person").as_str().to_owned());
            entries += 1;
        }
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!((entries, persons.len()), (PERSONS, PERSONS as usize), "each person is in the log once");
    let (mut place, mut answered) = (0, 0);
    while let Some(part) = database.result_part(id, place).await.expect("the store") {
        (place, answered) = (place + 1, answered + part.persons.len());
    }
    assert_eq!(answered, PERSONS as usize);
    database.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_batch_that_is_killed_goes_on_and_asks_about_nobody_twice() {
    let folder = folder("batch");
    let url = format!("sqlite://{}/test.sqlite", folder.display());
    killed(&url, &folder).await;
    std::fs::remove_dir_all(folder).expect("removed");
}

async fn killed(url: &str, folder: &Path) {
    let mut server = start(url, folder);
    let location = begin(&signed_in_as(&server.address, "bram.jacobs"), &server.address);
    let id = location.rsplit('/').next().expect("an identifier").to_owned();
    let mut number = 0;
    for _ in 0..KILLS {
        if until_more_than(url, &id, number).await {
            break;
        }
        server.process.kill().expect("killed");
        server.process.wait().expect("gone");
        let database = opened(url).await;
        number = done(&database, &id).await.0;
        database.close().await;
        server = serve(url, folder);
    }
    assert!(until_more_than(url, &id, u64::from(PERSONS)).await);
    check(url, &id).await;
}
