//! The real program, killed in the middle of a file of integrations: the next one goes on, and the counts are right.

use std::fmt::Write as _;
use std::process::{Child, Command};
use std::thread;

use delibero_domain::niss::{BirthEra, Niss};
use delibero_store::{DataKey, Database};
use delibero_usecases::directory::{DirectoryStore as _, Load};
use delibero_usecases::sent_files::SentFileStore as _;

use super::kill::{Client, folder, key, serve, signed_in_as, start};

const ROWS: u32 = 20_000;

fn file() -> String {
    let mut text = String::from("niss;quality_code;from;until;file_number\n");
    for number in 0..ROWS {
        let nine = (500_101 + number / 900 % 28 + number / 25_200 * 100) * 1_000 + 1 + number % 900;
        let person = Niss::complete(nine, BirthEra::Before2000).expect("a NISS").reveal();
        writeln!(text, "{person};2;2025-01-15;;").expect("room");
    }
    text
}

/// The identifier of the load.
fn send(Client { agent, cookie }: &Client, address: &str) -> String {
    let file = file();
    let head = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"l.csv\"\r\n\r\n";
    let sent = agent
        .post(format!("http://{address}/directory/import"))
        .header("cookie", cookie)
        .header("content-type", "multipart/form-data; boundary=b")
        .send(format!("{head}{file}\r\n--b--\r\n").as_bytes())
        .expect("an answer");
    assert_eq!(sent.status().as_u16(), 303);
    let location = sent.headers().get("location").and_then(|location| location.to_str().ok()).expect("a page");
    location.rsplit('/').next().expect("an identifier").to_owned()
}

/// Waits until more rows were loaded than a number, or all were.
async fn until_more_than(url: &str, id: &str, number: u64) -> Load {
    let database = Database::connect(url, &DataKey::from_hex(&key()).expect("a key")).await.expect("the database");
    let load = loop {
        let load = database.load_of_job(id).await.expect("the store").expect("the load");
        if load.ended.is_some() || load.rows() > number {
            break load;
        }
        thread::park_timeout(std::time::Duration::from_millis(20));
    };
    if load.ended.is_some() {
        assert_eq!(database.piece(id, 0).await.expect("the store"), None, "nothing of the file is left");
    }
    database.close().await;
    load
}

/// Stops the program in the middle of a file, and starts it again.
async fn gone_on_with_after(name: &str, stop: fn(&mut Child)) {
    let folder = folder(name);
    let url = format!("sqlite://{}/test.sqlite", folder.display());
    let mut server = start(&url, &folder);
    let id = send(&signed_in_as(&server.address, "anne.collard"), &server.address);
    let before = until_more_than(&url, &id, 0).await;
    stop(&mut server.process);
    let _server = serve(&url, &folder);
    let load = until_more_than(&url, &id, u64::from(ROWS)).await;
    assert!(before.rows() < u64::from(ROWS), "it was stopped on its way");
    assert_eq!((load.added, load.changed, load.known, load.refused), (u64::from(ROWS), 0, 0, 0));
    assert_eq!(load.problem, None);
    std::fs::remove_dir_all(folder).expect("removed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_is_killed_goes_on_and_is_counted_once() {
    gone_on_with_after("load", |process| {
        process.kill().expect("killed");
        process.wait().expect("gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_that_is_told_to_stop_ends_and_the_next_one_goes_on() {
    gone_on_with_after("load-stopped", |process| {
        let told = Command::new("kill").args(["-TERM", &process.id().to_string()]).status().expect("kill runs");
        assert!(told.success());
        assert!(process.wait().expect("gone").success(), "it ended by itself");
    })
    .await;
}
