//! The real program with clients that are slow: it ends in time, and it does not wait for ever.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_delibero"));
    program
        .env("DATABASE_URL", format!("sqlite://{}/slow.sqlite", folder.display()))
        .env("DELIBERO_DATA_KEY", "5a".repeat(64))
        .env("DELIBERO_LOG_KEY", super::kill::signer().to_private_key())
        .env("DELIBERO_TRACE", "error")
        .env("DELIBERO_SITE_ROOT", folder.join("site"))
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    program
}

fn start(name: &str) -> (Server, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("slow-{}-{name}", std::process::id()));
    std::fs::create_dir_all(folder.join("site/pkg")).expect("a folder");
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port();
    let address = format!("127.0.0.1:{port}");
    let process = program(&folder).arg("serve").env("DELIBERO_ADDRESS", &address).spawn().expect("it serves");
    let server = Server { process, address };
    for _ in 0..600 {
        if TcpStream::connect(&server.address).is_ok() {
            return (server, folder);
        }
        std::thread::park_timeout(Duration::from_millis(50));
    }
    panic!("the server does not answer");
}

fn send(address: &str, text: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(text.as_bytes()).expect("it is taken");
    stream
}

/// What comes back until the server closes; it does so by itself.
fn answer(mut stream: TcpStream) -> String {
    stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a limit");
    let mut text = Vec::new();
    stream.read_to_end(&mut text).expect("the server closes");
    String::from_utf8_lossy(&text).into_owned()
}

const FORM: &str = "POST /sign-in HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
    Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 50\r\n\r\nuser=mar";

#[test]
fn a_head_and_a_body_that_do_not_come_are_not_waited_for() {
    let (server, folder) = start("heads");
    let half_head = send(&server.address, "GET /healthz HTTP/1.1\r\nHos");
    let half_body = send(&server.address, FORM);
    let idle = send(&server.address, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    assert!(!answer(half_head).contains("200 OK"));
    let told = answer(half_body);
    assert!(told.starts_with("HTTP/1.1 4"), "{told}");
    assert!(answer(idle).contains("200 OK"), "answered, and closed when nothing followed");
    drop(server);
    std::fs::remove_dir_all(folder).expect("it is there");
}

#[test]
fn it_ends_within_thirty_seconds_whatever_clients_hold_open() {
    let (mut server, folder) = start("ends");
    let held = [
        send(&server.address, "GET /healthz HTTP/1.1\r\nHos"),
        send(&server.address, FORM),
        send(&server.address, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"),
        send(&server.address, ""),
    ];
    let killed = Command::new("kill").arg(server.process.id().to_string()).status().expect("kill runs");
    assert!(killed.success());
    let (ended, ending) = mpsc::channel::<ExitStatus>();
    let mut process =
        std::mem::replace(&mut server.process, program(&folder).arg("--version").spawn().expect("it runs"));
    std::thread::spawn(move || ended.send(process.wait().expect("it ends")));
    let status = ending.recv_timeout(Duration::from_secs(30)).expect("it ended within thirty seconds");
    assert!(status.success(), "{status}");
    drop((held, server));
    std::fs::remove_dir_all(folder).expect("it is there");
}
