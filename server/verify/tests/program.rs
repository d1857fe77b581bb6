//! The program as somebody outside uses it: on a log of five hundred entries, and on that log tampered with.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use delibero_domain::access_log::{Opening, SALT_LENGTH};
use delibero_domain::tlog::{
    Checkpoint, Edge, Hash, InclusionPlan, KeyKind, Manifest, Note, Receipt, Signer, TilePath, Tiles,
};
use serde_json::Value as Json;
use tempfile::TempDir;

const SIZE: u64 = 500;

fn signer() -> Signer {
    Signer::new("log.example/delibero", &[1; 32]).expect("a name")
}

fn witness() -> Signer {
    Signer::new("witness.example", &[2; 32]).expect("a name")
}

fn opening(index: u64) -> Opening {
    let record = format!("{{\"event\":\"decision\",\"number\":{index}}}").into_bytes();
    Opening { form: 4, salt: [u8::try_from(index % 251).expect("small"); SALT_LENGTH], record }
}

/// What somebody outside has: a copy, a policy, a receipt, an older checkpoint.
struct Outside {
    folder: TempDir,
}

impl Outside {
    fn new() -> Self {
        Self::with(opening)
    }

    /// Of a log with these records, whoever signs it.
    fn with(opening: impl Fn(u64) -> Opening) -> Self {
        let made = Self { folder: TempDir::new().expect("a folder") };
        let (mut edge, mut full, mut bundle) = (Edge::default(), Vec::new(), Vec::new());
        for index in 0..SIZE {
            if index == 300 {
                made.write("older", note(&edge, &signer()).to_string());
            }
            let entry = opening(index).entry();
            edge.push(Hash(entry.leaf()), |path, hashes| full.push((path, bytes(hashes))));
            bundle.extend([0, 33]);
            bundle.extend(entry.as_bytes());
            let width = u16::try_from(index % 256 + 1).expect("at most 256");
            if width == 256 || index + 1 == SIZE {
                let name = format!("copy/tile/entries/{}", TilePath::index_path(index / 256, width));
                made.write(&name, std::mem::take(&mut bundle));
            }
        }
        full.extend(edge.tiles().map(|(path, hashes)| (path, bytes(hashes))));
        let mut tiles = Tiles::default();
        for (path, hashes) in full {
            assert!(tiles.add(path, &hashes));
            made.write(&format!("copy/tile/{path}"), hashes);
        }
        let checkpoint = note(&edge, &signer());
        made.write("copy/checkpoint", checkpoint.to_string());
        let plan = InclusionPlan::new(123, SIZE).expect("an entry");
        let hashes = plan.hashes(&tiles).expect("every tile");
        let receipt = Receipt { extra: Some(opening(123).to_bytes()), index: 123, hashes, checkpoint };
        made.write("receipt", receipt.to_string());
        let (log, witness) = (signer().verifier(KeyKind::Text), witness().verifier(KeyKind::Cosignature));
        made.write("policy", format!("log {log}\nwitness {witness}\nquorum 1\n"));
        made
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, content).expect("written");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("it is there")
    }

    fn change(&self, name: &str, at: usize) {
        let mut bytes = self.read(name);
        bytes[at] ^= 1;
        self.write(name, bytes);
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_delibero-verify"));
        program.current_dir(self.folder.path()).args(arguments).output().expect("it runs")
    }

    fn proves(&self, arguments: &[&str], words: &[&str]) {
        self.says(0, arguments, words);
    }

    fn proves_not(&self, arguments: &[&str], words: &[&str]) {
        self.says(1, arguments, words);
    }

    fn says(&self, status: i32, arguments: &[&str], words: &[&str]) {
        let told = self.run(arguments);
        let said = String::from_utf8_lossy(&[told.stdout, told.stderr].concat()).into_owned();
        assert_eq!(told.status.code(), Some(status), "{arguments:?}: {said}");
        for word in words {
            assert!(said.contains(word), "{word}: {said}");
        }
    }
}

fn bytes(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.0).collect()
}

fn note(edge: &Edge, signer: &Signer) -> Note {
    let origin = signer.name().to_owned();
    let text = Checkpoint { origin, size: edge.size(), root: edge.root() }.to_string();
    let signatures = vec![signer.sign(&text), witness().cosign(1_764_000_000, &text)];
    Note { text, signatures }
}

const CONSISTENCY: &[&str] = &["consistency", "older", "copy/checkpoint", "--copy", "copy"];

#[test]
fn what_is_whole_is_proved_in_words_and_in_json_and_what_stays_open_is_said() {
    let outside = Outside::new();
    outside.proves(&["checkpoint", "copy/checkpoint"], &["had 500 entries", "witnesses that saw it: 1", "not said: "]);
    outside.proves(CONSISTENCY, &["first 300 entries are the same"]);
    outside.proves(&["copy", "copy"], &["all 500 entries"]);
    outside.proves(&["receipt", "receipt", "--record", "record"], &["entry 123", "\"number\": 123", "not said: "]);
    assert_eq!(outside.read("record"), opening(123).record);
    let told = outside.run(&["--json", "receipt", "receipt"]);
    let json: Json = serde_json::from_slice(&told.stdout).expect("JSON");
    assert_eq!((&json["proved"], &json["record"]["number"]), (&Json::Bool(true), &Json::from(123)));
}

/// What was done, how, and what is said.
type Way<'w> = (&'w str, &'w dyn Fn(&Outside), &'w str);

#[test]
fn every_way_to_tamper_with_a_copy_is_found_with_its_place() {
    let cases: [Way<'_>; 8] = [
        ("an entry changed", &|o| o.change("copy/tile/entries/000", 35 * 17 + 20), "entry 17 "),
        ("a leaf changed", &|o| o.change("copy/tile/0/000", 32 * 18), "entry 18 "),
        ("two entries swapped", &|o| swap(o, "copy/tile/entries/001.p/244", 35), "entry 256 "),
        ("an entry deleted", &|o| shorten(o, "copy/tile/entries/001.p/244", 35), "length"),
        ("a tile gone", &|o| fs::remove_file(o.path("copy/tile/0/000")).expect("gone"), "missing"),
        ("a node changed", &|o| o.change("copy/tile/1/000.p/1", 3), "hash 0 of 1/000.p/1"),
        ("the end cut off", &|o| o.write("copy/tile/entries/001.p/244", []), "length"),
        ("an older checkpoint put back", &|o| o.write("copy/checkpoint", o.read("older")), "missing"),
    ];
    for (what, tamper, words) in cases {
        let outside = Outside::new();
        tamper(&outside);
        eprintln!("{what}");
        outside.proves_not(&["copy", "copy"], &["NOT PROVED", words]);
    }
}

fn swap(outside: &Outside, name: &str, length: usize) {
    let mut bytes = outside.read(name);
    let (first, second) = bytes.split_at_mut(length);
    first.swap_with_slice(&mut second[..length]);
    outside.write(name, bytes);
}

fn shorten(outside: &Outside, name: &str, by: usize) {
    let bytes = outside.read(name);
    outside.write(name, &bytes[by..]);
}

/// Signed anew with the log's own key, so that only what somebody outside kept shows it.
#[test]
fn a_log_that_was_written_anew_does_not_go_on_from_an_older_checkpoint() {
    let kept = Outside::new();
    let anew = Outside::with(|index| opening(if index == 42 { 4242 } else { index }));
    anew.proves(&["copy", "copy"], &["all 500 entries"]);
    anew.write("older", kept.read("older"));
    anew.proves_not(CONSISTENCY, &["does not go on from the older checkpoint"]);
    anew.write("receipt", kept.read("receipt"));
    anew.proves(&["receipt", "receipt"], &["entry 123"]);
    let swapped = ["consistency", "copy/checkpoint", "older", "--copy", "copy"];
    kept.proves_not(&swapped, &["more entries than the newer"]);
}

#[test]
fn a_checkpoint_that_was_forged_or_that_nobody_saw_is_none() {
    let outside = Outside::new();
    let genuine = String::from_utf8(outside.read("copy/checkpoint")).expect("UTF-8");
    outside.write("forged", genuine.replacen("\n500\n", "\n501\n", 1));
    outside.proves_not(&["checkpoint", "forged"], &["signature of a known key does not verify"]);
    let alone: String =
        genuine.lines().filter(|line| !line.contains("witness")).map(|line| format!("{line}\n")).collect();
    outside.write("alone", alone);
    outside.proves_not(&["checkpoint", "alone"], &["0 of the witnesses saw it, 1 are needed"]);
    let stranger = Signer::new("log.example/delibero", &[9; 32]).expect("a name");
    outside.write("stranger", note(&Edge::default(), &stranger).to_string());
    outside.proves_not(&["checkpoint", "stranger"], &["no known key signed it"]);
}

#[test]
fn a_receipt_of_which_a_byte_changed_is_not_proved() {
    let outside = Outside::new();
    let receipt = String::from_utf8(outside.read("receipt")).expect("UTF-8");
    let extra = receipt.lines().find(|line| line.starts_with("extra ")).expect("the record").to_owned();
    let mut other = opening(123);
    other.salt[0] ^= 1;
    let with = |opening: &Opening| {
        let receipt: Receipt = receipt.parse().expect("a receipt");
        Receipt { extra: Some(opening.to_bytes()), ..receipt }.to_string()
    };
    outside.write("salt", with(&other));
    outside.proves_not(&["receipt", "salt"], &["NOT PROVED"]);
    outside.write("record", with(&Opening { record: b"{}".to_vec(), ..opening(123) }));
    outside.proves_not(&["receipt", "record"], &["NOT PROVED"]);
    outside.write("form", with(&Opening { form: 3, ..opening(123) }));
    outside.proves_not(&["receipt", "form"], &["NOT PROVED"]);
    outside.write("index", receipt.replace("index 123", "index 124"));
    outside.proves_not(&["receipt", "index"], &["NOT PROVED"]);
    outside.write("without", receipt.replace(&format!("{extra}\n"), ""));
    outside.says(2, &["receipt", "without"], &["no record with its salt"]);
}

#[test]
fn files_that_cannot_be_used_are_told_apart_from_what_is_not_proved() {
    let outside = Outside::new();
    outside.says(2, &["checkpoint", "nowhere"], &["nowhere"]);
    outside.says(2, &["checkpoint", "policy"], &["a note is"]);
    outside.says(2, &["--policy", "receipt", "checkpoint", "copy/checkpoint"], &["line 1"]);
    outside.says(2, &["copy", "empty"], &["checkpoint"]);
    assert!(!Path::new("policy").exists());
}

type Files = Vec<(String, Vec<u8>)>;

/// A hand-over of entry 123, tampered with before the log signs it and after.
fn hand_over(outside: &Outside, before: impl Fn(&mut Files), after: impl Fn(&mut Files)) {
    let record = opening(123).record;
    let line = [b"{\"position\":900,\"index\":123,\"record\":", record.as_slice(), b"}\n"].concat();
    let mut files: Files = vec![
        ("README.html".to_owned(), b"<p>".to_vec()),
        ("checkpoint".to_owned(), outside.read("copy/checkpoint")),
        ("entries.ndjson".to_owned(), line),
        ("proofs/900.tlog-proof".to_owned(), outside.read("receipt")),
    ];
    before(&mut files);
    let listed = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let manifest = Manifest::of(signer().name(), listed).signed(&signer()).to_string();
    files.push(("manifest".to_owned(), manifest.into_bytes()));
    after(&mut files);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        archive.start_file(name, options).expect("begun");
        archive.write_all(&bytes).expect("written");
    }
    outside.write("hand-over.zip", archive.finish().expect("whole").into_inner());
}

/// What was done, how, and what is said where it was done after the log signed, and before.
type Tampering<'t> = (&'t str, &'t dyn Fn(&mut Files), &'t str, &'t str);

#[test]
fn a_hand_over_is_proved_and_every_way_to_tamper_with_it_is_found() {
    let outside = Outside::new();
    let asked = &["hand-over", "hand-over.zip"];
    let nothing = |_: &mut Files| ();
    hand_over(&outside, nothing, nothing);
    outside
        .proves(asked, &["list of 4 files", "the 1 records of entries.ndjson", "fulfils the filters", "500 entries"]);

    let in_record = |files: &mut Files| files[2].1[70] ^= 1;
    let in_proof = |files: &mut Files| files[3].1[60] ^= 1;
    let without_proof = |files: &mut Files| drop(files.remove(3));
    let one_more = |files: &mut Files| files.push(("entries.csv".to_owned(), Vec::new()));
    let renumbered = |files: &mut Files| files[3].0 = "proofs/901.tlog-proof".to_owned();
    let older = |files: &mut Files| files[1].1 = outside.read("older");
    let ways: [Tampering<'_>; 6] = [
        ("a record changed", &in_record, "entries.ndjson is not what was signed", "does not say what was proved"),
        ("a proof changed", &in_proof, "proofs/900.tlog-proof is not what was signed", "proofs/900.tlog-proof"),
        ("a proof taken away", &without_proof, "proofs/900.tlog-proof is missing", "does not say what was proved"),
        ("a file put in", &one_more, "entries.csv was put in", "proved"),
        ("another position", &renumbered, "proofs/900.tlog-proof is missing", "does not say what was proved"),
        ("another checkpoint", &older, "checkpoint is not what was signed", "it is of another checkpoint"),
    ];
    for (what, tamper, afterwards, by_the_log) in ways {
        eprintln!("{what}");
        hand_over(&outside, nothing, tamper);
        outside.proves_not(asked, &[afterwards]);
        hand_over(&outside, tamper, nothing);
        // The log itself cannot prove what is not in it; that it signs one more file is its affair.
        let status = i32::from(what != "a file put in");
        outside.says(status, asked, &[by_the_log]);
    }
    outside.write("hand-over.zip", "no archive");
    outside.says(2, asked, &["hand-over.zip"]);
}
