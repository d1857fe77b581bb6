//! 600 people sign in with right passwords in 60 seconds, while strangers send 200 wrong ones a second.
//!
//! `make bench-sign-in`; `SECONDS=10` for a first look, `ONLY=2` for one of the attacks.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use delibero::password::Argon2id;
use delibero_domain::tlog::Signer;
use delibero_store::{DataKey, Database};
use delibero_testkit::examples;
use delibero_usecases::accounts::sign_in::PasswordHasher as _;
use delibero_usecases::accounts::{AccountStore as _, Credentials};
use delibero_usecases::directory::DirectoryStore as _;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::Instant;

const RIGHT_A_SECOND: u32 = 10;
const WRONG_A_SECOND: u32 = 200;
const PASSWORD: &str = "a-right-password-of-many";

/// An attack: where the wrong ones come from, whom they name, and where the right ones come from.
struct Attack {
    what: &'static str,
    from: fn(u32) -> String,
    naming: fn(u32, u32) -> String,
    right_from: fn(u32) -> String,
}

fn stranger(_: u32) -> String {
    "203.0.113.9".to_owned()
}
fn many(number: u32) -> String {
    format!("2001:db8:{:x}:{:x}::1", number / 0xffff, number % 0xffff)
}
fn office(_: u32) -> String {
    "192.0.2.1".to_owned()
}
fn homes(number: u32) -> String {
    format!("198.18.{}.{}", number / 250, number % 250 + 1)
}
fn nobody(number: u32, _: u32) -> String {
    format!("nobody{number}")
}
fn users(number: u32, people: u32) -> String {
    format!("user{}", number.wrapping_mul(7919) % people)
}

const ATTACKS: &[Attack] = &[
    Attack {
        what: "a stranger, unknown names; right ones from homes",
        from: stranger,
        naming: nobody,
        right_from: homes,
    },
    Attack {
        what: "a stranger, the users' names; right ones from one office",
        from: stranger,
        naming: users,
        right_from: office,
    },
    Attack { what: "from the same office, unknown names", from: office, naming: nobody, right_from: office },
    Attack { what: "from the same office, the users' names", from: office, naming: users, right_from: office },
    Attack {
        what: "from many networks, the users' names; right ones from homes",
        from: many,
        naming: users,
        right_from: homes,
    },
];

#[tokio::main]
async fn main() {
    let seconds: u32 = std::env::var("SECONDS").ok().and_then(|word| word.parse().ok()).unwrap_or(60);
    let only: Option<usize> = std::env::var("ONLY").ok().and_then(|word| word.parse().ok());
    for (number, attack) in ATTACKS.iter().enumerate().filter(|(number, _)| only.is_none_or(|only| only == number + 1))
    {
        say(&format!("{}. {}", number + 1, attack.what));
        measure(attack, seconds).await;
    }
}

async fn measure(attack: &'static Attack, seconds: u32) {
    let people = seconds * RIGHT_A_SECOND;
    let folder = std::env::temp_dir().join(format!("delibero-sign-in-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("site/pkg")).expect("a folder");
    fill(&folder, people).await;
    let (mut server, address) = start(&folder).await;
    let began = Instant::now();
    let mut right = JoinSet::new();
    let mut wrong = JoinSet::new();
    for beat in 0..seconds * WRONG_A_SECOND {
        tokio::time::sleep_until(began + Duration::from_secs(beat.into()) / WRONG_A_SECOND).await;
        let (from, user) = ((attack.from)(beat), (attack.naming)(beat, people));
        wrong.spawn(sign_in(address.clone(), from, user, format!("wrong-{beat}")));
        if beat % (WRONG_A_SECOND / RIGHT_A_SECOND) == 0 {
            let person = beat / (WRONG_A_SECOND / RIGHT_A_SECOND);
            let from = (attack.right_from)(person);
            right.spawn(sign_in(address.clone(), from, format!("user{person}"), PASSWORD.to_owned()));
        }
    }
    tell("right", right.join_all().await);
    tell("wrong", wrong.join_all().await);
    let _ = server.kill();
    let _ = server.wait();
    let _ = std::fs::remove_dir_all(folder);
}

async fn fill(folder: &Path, people: u32) {
    let key = DataKey::from_hex(&"5a".repeat(64)).expect("a key");
    let database = Database::connect(&url(folder), &key).await.expect("a database");
    database.migrate().await.expect("a schema");
    let password = Argon2id::new().hash(PASSWORD.to_owned()).await;
    let mut work = database.begin_directory().await.expect("a unit of work");
    work.add_organisation(&examples::organisation("office")).await.expect("an organisation");
    work.commit().await.expect("a commit");
    let mut work = database.begin_accounts().await.expect("a unit of work");
    for person in 0..people {
        let account = examples::account(&format!("user{person}"), "office");
        work.add_user(&Credentials { account, password: password.clone() }).await.expect("a user");
    }
    work.commit().await.expect("a commit");
    database.close().await;
}

fn url(folder: &Path) -> String {
    format!("sqlite://{}/bench.sqlite", folder.display())
}

async fn start(folder: &Path) -> (Child, String) {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    let address = format!("127.0.0.1:{}", free.expect("a free port").port());
    let server = Command::new(env!("CARGO_BIN_EXE_delibero"))
        .arg("serve")
        .env("DATABASE_URL", url(folder))
        .env("DELIBERO_ADDRESS", &address)
        .env("DELIBERO_DATA_KEY", "5a".repeat(64))
        .env("DELIBERO_LOG_KEY", Signer::new("bench.invalid", &[1; 32]).expect("a name").to_private_key())
        .env("DELIBERO_SITE_ROOT", folder.join("site"))
        .env("DELIBERO_TRACE", "error")
        .env("DELIBERO_TRUSTED_PROXIES", "127.0.0.1")
        .stdout(Stdio::null())
        .spawn()
        .expect("it serves");
    while TcpStream::connect(&address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    (server, address)
}

/// The status of the answer and how long it took; 0 where there was none.
async fn sign_in(address: String, from: String, user: String, password: String) -> (u16, Duration) {
    let began = Instant::now();
    let status = ask(&address, &from, &format!("user={user}&password={password}")).await.unwrap_or(0);
    (status, began.elapsed())
}

async fn ask(address: &str, from: &str, body: &str) -> Option<u16> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: bench\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: {from}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    std::str::from_utf8(answer.get(9..12)?).ok()?.parse().ok()
}

fn tell(which: &str, answers: Vec<(u16, Duration)>) {
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    for (status, _) in &answers {
        *statuses.entry(*status).or_default() += 1;
    }
    let mut times: Vec<u128> = answers.iter().map(|(_, time)| time.as_millis()).collect();
    times.sort_unstable();
    let at = |percent: usize| times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0);
    say(&format!(
        "   {which}: {statuses:?}; half within {} ms, 95 of 100 within {} ms, 99 within {} ms, the last {} ms",
        at(50),
        at(95),
        at(99),
        at(100)
    ));
}

#[expect(clippy::print_stdout, reason = "a report for people")]
fn say(line: &str) {
    println!("{line}");
}
