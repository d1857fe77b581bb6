//! The child that reads: what it reads, and what stops it.

use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use delibero_files::official_texts::{ReadError, Reader};

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_delibero").into()
}

/// Long enough for any machine.
const AMPLE: Duration = Duration::from_secs(120);

fn document(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/reader/tests/documents").join(name);
    std::fs::read(path).expect("a document")
}

/// A program that does something else.
fn script(name: &str, lines: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).expect("written");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("executable");
    path
}

async fn refused(reader: &Reader, bytes: Vec<u8>) -> String {
    match reader.read(bytes).await.expect_err("it is refused") {
        ReadError::Refused(refused) => refused.reason,
        other => panic!("it is not refused: {other}"),
    }
}

#[tokio::test]
async fn a_text_is_read_as_in_the_library() {
    let bytes = document("fr-2019.txt");
    let read = Reader::of(program(), AMPLE).read(bytes.clone()).await.expect("a deliberation");
    assert_eq!(read.reading, delibero_reader::read(&bytes).expect("a deliberation"));
    assert_eq!(read.source.as_bytes(), bytes);
}

#[tokio::test]
async fn what_the_child_refuses_is_refused() {
    let reader = Reader::of(program(), AMPLE);
    assert_eq!(refused(&reader, b"Rien d'autre que la mer.".to_vec()).await, "not-a-deliberation");
    let mut file = b"%PDF-1.4\n".to_vec();
    file.extend(b"obj<<>>%".repeat(20 * 1024 * 1024 / 8 - 2));
    assert_eq!(refused(&reader, file).await, "too-large");
}

#[tokio::test]
async fn a_child_that_takes_too_long_is_stopped() {
    let reader = Reader::of(script("slow", "exec sleep 1000"), Duration::from_millis(200));
    assert_eq!(refused(&reader, document("fr-2019.txt")).await, "pdf-too-slow");
}

#[tokio::test]
async fn a_child_that_says_too_much_is_stopped() {
    let reader = Reader::of(script("loud", "exec yes"), AMPLE);
    assert_eq!(refused(&reader, Vec::new()).await, "too-large");
}

#[tokio::test]
async fn a_child_that_breaks_off_refuses_the_file() {
    let reader = Reader::of(script("killed", "printf '{\"read\":'; kill -KILL $$"), AMPLE);
    assert_eq!(refused(&reader, document("fr-2019.txt")).await, "too-large");
}

#[tokio::test]
async fn without_a_program_nothing_is_read() {
    let unlimited = script("unlimited", "exit 3");
    for program in ["/nowhere/at/all".into(), unlimited] {
        let error = Reader::of(program, AMPLE).read(document("fr-2019.txt")).await.expect_err("nothing is read");
        assert!(matches!(error, ReadError::NotStarted(_)), "{error}");
        assert!(!error.to_string().contains("slow"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_finds_no_turn_is_not_said_to_be_slow() {
    let reader = Reader::of(script("turns", "exec sleep 1000"), Duration::from_millis(200));
    let read = |reader: Reader| async move { reader.read(Vec::new()).await.expect_err("nothing is read") };
    let mut readings = tokio::task::JoinSet::new();
    (0..6).for_each(|_| drop(readings.spawn(read(reader.clone()))));
    let errors = readings.join_all().await;
    assert!(errors.iter().any(|error| matches!(error, ReadError::Busy)), "{errors:?}");
    assert!(errors.iter().any(|error| matches!(error, ReadError::Refused(_))), "{errors:?}");
}

#[tokio::test]
async fn a_child_that_used_up_its_time_is_slow() {
    let reader = Reader::of(script("spent", "kill -XCPU $$"), AMPLE);
    assert_eq!(refused(&reader, document("fr-2019.txt")).await, "pdf-too-slow");
}

/// It holds no secret of the one that started it, and is limited before it reads.
#[test]
fn the_child_limits_itself() {
    let mut child = Command::new(program())
        .arg("read-document")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("a pipe");
    // More than a pipe holds: once it is written, the child has begun to read.
    input.write_all(&vec![b'a'; 1024 * 1024]).expect("written");
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).expect("limits");
    for (name, limit) in [("Max cpu time", "20"), ("Max address space", "1073741824"), ("Max file size", "0")] {
        let line = limits.lines().find(|line| line.starts_with(name)).expect(name);
        assert_eq!(line[name.len()..].split_whitespace().next(), Some(limit), "{line}");
    }
    drop(input);
    assert!(child.wait_with_output().expect("it ends").stdout.starts_with(b"{\"refused\""));
}
