//! `delibero import deliberation`: what is printed, and what becomes of a file.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as Json;

fn document(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/reader/tests/documents").join(name)
}

fn delibero(arguments: &[&str], files: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_delibero"));
    // A dry run must not want a database.
    command.env("DATABASE_URL", "sqlite:///nowhere/at/all.sqlite");
    command.args(["import", "deliberation"]).args(arguments).args(files).output().expect("run")
}

fn documents(output: &Output) -> Vec<Json> {
    let text = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A file with some content in the tests' folder.
fn written(name: &str, content: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    std::fs::write(&path, content).expect("written");
    path
}

#[test]
fn a_dry_run_prints_the_reading_with_every_field() {
    let output = delibero(&["--dry-run", "--json"], &[&document("fr-2005.txt"), &document("nl-2008.txt")]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let readings = documents(&output);
    assert_eq!(readings.len(), 2);
    for (reading, language) in readings.iter().zip(["fr", "nl"]) {
        let keys = [
            "kind",
            "number",
            "document",
            "committee",
            "language",
            "date",
            "title",
            "amendments",
            "amendments_complete",
            "sections",
            "points",
            "footnotes",
            "references",
            "modules",
            "operative",
            "signed_by",
            "warnings",
        ];
        for key in keys {
            assert!(reading.get(key).is_some(), "{key}");
        }
        assert_eq!((&reading["kind"], &reading["language"]), (&Json::from("deliberation"), &Json::from(language)));
        let point = &reading["points"][0];
        assert!(["label", "normal", "section", "text"].iter().all(|key| point.get(key).is_some()), "{point}");
    }
}

#[test]
fn a_refusal_is_printed_and_told_by_the_exit_status() {
    let empty = written("empty.txt", b"");
    let output = delibero(&["--dry-run", "--json"], &[&empty, &document("fr-2014.txt")]);
    assert_eq!(output.status.code(), Some(1));
    let printed = documents(&output);
    assert_eq!((&printed[0]["kind"], &printed[0]["reason"]), (&Json::from("refused"), &Json::from("empty")));
    assert_eq!(printed[1]["kind"], Json::from("deliberation"), "the other file is read all the same");
    std::fs::remove_file(empty).expect("removed");
}

#[test]
fn a_file_that_is_not_there_is_told_from_one_that_is_refused() {
    let output = delibero(&["--dry-run", "--json"], &[Path::new("/nowhere/at/all.txt")]);
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nowhere/at/all.txt cannot be read"));
}

/// A database of its own.
struct Register {
    url: String,
}

impl Register {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}.sqlite", std::process::id()));
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
        }
        Self { url: format!("sqlite://{}", path.display()) }
    }

    /// The exit status, and what was said.
    fn import(&self, arguments: &[&str], file: &Path) -> (Option<i32>, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_delibero"));
        command.env("DATABASE_URL", &self.url).env("DELIBERO_DATA_KEY", "5a".repeat(64));
        let output = command.args(["import", "deliberation"]).args(arguments).arg(file).output().expect("run");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

#[test]
fn a_second_import_changes_nothing_and_another_text_asks() {
    let register = Register::new("twice");
    let file = document("fr-2005.txt");
    let (status, said) = register.import(&[], &file);
    assert!(status == Some(0) && said.contains("05/031 is in the register now"), "{said}");
    let (status, said) = register.import(&[], &file);
    assert!(status == Some(0) && said.contains("nothing was changed"), "{said}");
    let text = std::fs::read_to_string(&file).expect("a file");
    let other = written("other.txt", text.replace("entretient les balises", "surveille les balises").as_bytes());
    let (status, said) = register.import(&[], &other);
    assert!(status == Some(1) && said.contains("--replace"), "{said}");
    let (status, said) = register.import(&["--replace"], &other);
    assert_eq!(status, Some(0), "{said}");
    let (_, said) = register.import(&[], &other);
    assert!(said.contains("nothing was changed"), "{said}");
    std::fs::remove_file(other).expect("removed");
}

#[test]
fn people_get_a_summary_and_the_warnings() {
    let output = delibero(&["--dry-run"], &[&document("nl-2024.md")]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.contains("language nl") && text.contains(" points, "), "{text}");
}
