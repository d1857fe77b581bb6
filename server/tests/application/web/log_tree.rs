//! The tree of the log, for somebody who has only the addresses and the log's key.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use delibero_domain::access_log::{AdministrationKind, Opening};
use delibero_domain::tlog::{
    Checkpoint, Edge, Frontier, Hash, KeyKind, Manifest, Note, Policy, Receipt, Signer, TilePath, Tiles,
};
use delibero_usecases::journal::{JournalStore as _, LogFilter};
use delibero_usecases::log_tree::Sequencing;
use http::StatusCode;

use crate::support::{Answer, App, PERSON, social_inquiry};

fn signer() -> Signer {
    Signer::new("log.example/delibero", &[1; 32]).expect("a name")
}

/// With entries of two organisations in its log, and all of it in the tree.
async fn integrated() -> App {
    let app = App::new().await;
    for user in ["marie.dubois", "els.peeters"] {
        app.signed_in(user).await.post("/consultation", &social_inquiry(PERSON)).await;
    }
    integrate(&app).await;
    app
}

async fn integrate(app: &App) {
    let signer = signer();
    let sequencing = Sequencing { store: &app.database, signer: &signer, before: None, clock: app.clock.as_ref() };
    sequencing.integrate_all().await.expect("it is signed");
}

async fn get(app: &App, path: &str) -> Answer {
    app.browser().get(path).await
}

fn checkpoint(note: &str) -> Checkpoint {
    let note: Note = note.parse().expect("a note");
    note.verified(&[signer().verifier(KeyKind::Text)]).expect("signed");
    note.text.parse().expect("a checkpoint")
}

/// A name below `/tlog/tile/`, and what is served there.
async fn every_bundle(app: &App, size: u64) -> Vec<(String, Answer)> {
    let mut bundles = Vec::new();
    for index in 0..size.div_ceil(256) {
        let width = u16::try_from((size - index * 256).min(256)).expect("at most 256");
        let name = format!("entries/{}", TilePath::index_path(index, width));
        bundles.push((name.clone(), get(app, &format!("/tlog/tile/{name}")).await));
    }
    bundles
}

#[tokio::test]
async fn a_visitor_verifies_the_whole_log_and_sees_nothing_personal() {
    let app = integrated().await;
    let answer = get(&app, "/tlog/checkpoint").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    assert_eq!((answer.header("cache-control"), answer.header("set-cookie")), ("no-cache", ""));
    let checkpoint = checkpoint(&answer.body);
    assert_eq!(checkpoint.size, app.log_size().await);
    assert!(checkpoint.size > 0);
    let mut tree = Frontier::default();
    for (name, answer) in every_bundle(&app, checkpoint.size).await {
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable", "{name}");
        assert_eq!(answer.header("content-type"), "application/octet-stream");
        for entry in answer.bytes.chunks(35) {
            assert_eq!((entry.len(), &entry[..2]), (35, &[0, 33][..]), "a form and a commitment, and nothing else");
            tree.push(Hash::of_leaf(&entry[2..]), |_, _, _| ());
        }
    }
    assert_eq!((tree.size(), tree.root()), (checkpoint.size, checkpoint.root));
    let mut tiles = Tiles::default();
    for path in Edge::paths(checkpoint.size) {
        assert!(tiles.add(path, &get(&app, &format!("/tlog/tile/{path}")).await.bytes), "{path}");
    }
    assert_eq!(Edge::from_tiles(checkpoint.size, &tiles).expect("its edge").root(), checkpoint.root);
}

#[tokio::test]
async fn what_the_tree_has_not_is_not_there_and_not_kept() {
    let app = integrated().await;
    for path in
        ["0/999", "9/000", "0/000.p/0", "0/0", "0/000.p/256", "64/000", "entries/999", "entries/0", "x", "0/000/.."]
    {
        let answer = get(&app, &format!("/tlog/tile/{path}")).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::NOT_FOUND, "no-store"), "{path}");
    }
    let unsigned = App::new().await;
    assert_eq!(get(&unsigned, "/tlog/checkpoint").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_log_is_written_into_a_folder_as_it_is_served() {
    let app = integrated().await;
    let folder = app.folder().join("copy");
    let export = || app.shell(&["log", "export", folder.to_str().expect("a path")]).output().expect("it runs");
    let told = export();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let read = |name: &Path| std::fs::read(folder.join(name)).expect("it was written");
    let note = get(&app, "/tlog/checkpoint").await.bytes;
    assert_eq!(read(Path::new("checkpoint")), note);
    let size = checkpoint(&String::from_utf8_lossy(&note)).size;
    for (name, answer) in every_bundle(&app, size).await {
        assert_eq!(read(&Path::new("tile").join(name)), answer.bytes);
    }
    for path in Edge::paths(size) {
        let served = get(&app, &format!("/tlog/tile/{path}")).await.bytes;
        assert_eq!(read(&Path::new("tile").join(path.to_string())), served);
    }
    assert!(export().status.success(), "again, over what is there");
}

#[tokio::test]
async fn a_key_of_the_log_is_made_at_a_shell_with_the_line_that_outsiders_need() {
    let app = App::new().await;
    let file = app.folder().join("log.key");
    let make =
        |origin: &str| app.shell(&["key", "log", origin, file.to_str().expect("a path")]).output().expect("it runs");
    let refused = make("https://delibero.example/tlog");
    assert!(!refused.status.success() && String::from_utf8_lossy(&refused.stderr).contains("without scheme"));
    let told = make("delibero.example/tlog");
    let key = std::fs::read_to_string(&file).expect("it was written");
    let signer = Signer::from_private_key(key.trim()).expect("a key");
    let words = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(words.contains(&format!("log {}", signer.verifier(KeyKind::Text))), "{words}");
    assert!(!words.contains("PRIVATE"), "{words}");
    assert!(!make("delibero.example/tlog").status.success(), "never written over");
}

#[tokio::test]
async fn whoever_reads_an_entry_gets_its_proof_and_nobody_else_does() {
    let app = integrated().await;
    let newest = app.database.log_page(&LogFilter::default(), None, 1000).await.expect("a log").entries;
    let entry = newest.iter().find(|logged| logged.entry.organisation.as_str() == "cpas-namur").expect("an entry");
    let path = format!("/log/{}/receipt", entry.position);
    let key = signer().verifier(KeyKind::Text);
    let policy = Policy { origin: key.name().to_owned(), log_keys: vec![key], witnesses: Vec::new(), needed: 0 };
    for reader in ["sarah.benali", "nathalie.georges"] {
        let mut browser = app.signed_in(reader).await;
        assert!(browser.get("/log").await.body.contains(&format!("href=\"/log/{}\"", entry.position)));
        let answer = browser.get(&path).await;
        assert_eq!((answer.status, answer.header("cache-control")), (StatusCode::OK, "no-store"));
        assert!(answer.header("content-disposition").contains(".tlog-proof"));
        let receipt: Receipt = answer.body.parse().expect("a receipt");
        let opening = Opening::from_bytes(receipt.extra.as_deref().expect("the record")).expect("with its salt");
        let (checkpoint, _) = receipt.verified(Hash(entry.leaf), &policy).expect("it is proved");
        assert_eq!((opening.entry().leaf(), checkpoint.size), (entry.leaf, tree_size(&app).await));
        assert_eq!(opening.record, entry.entry.canonical().expect("a record"));
    }
    let mut adviser = app.signed_in("nathalie.georges").await;
    let foreign = newest.iter().find(|logged| logged.entry.organisation.as_str() != "cpas-namur").expect("another's");
    for path in [format!("/log/{}/receipt", foreign.position), "/log/0/receipt".to_owned(), "/log/x/receipt".to_owned()]
    {
        assert_eq!(adviser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(app.signed_in("marie.dubois").await.get(&path).await.status, StatusCode::FORBIDDEN);
}

async fn tree_size(app: &App) -> u64 {
    checkpoint(&get(app, "/tlog/checkpoint").await.body).size
}

#[tokio::test]
async fn what_has_no_place_yet_is_told_in_words() {
    let app = App::new().await;
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await;
    let logged = app.database.log_page(&LogFilter::default(), None, 1).await.expect("a log").entries.remove(0);
    let path = format!("/log/{}/receipt", logged.position);
    let mut auditor = app.signed_in("sarah.benali").await;
    for (language, words) in [("fr", "pas encore sa place"), ("nl", "nog geen plaats"), ("de", "noch keinen Platz")] {
        auditor.language = language;
        let answer = auditor.get(&path).await;
        assert!(answer.status == StatusCode::BAD_REQUEST && answer.body.contains(words), "{}", answer.body);
    }
    integrate(&app).await;
    assert_eq!(auditor.get(&path).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_log_is_verified_at_a_shell_against_what_somebody_outside_kept() {
    let app = integrated().await;
    let kept = app.folder().join("kept");
    std::fs::write(&kept, get(&app, "/tlog/checkpoint").await.bytes).expect("written");
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await;
    integrate(&app).await;
    let kept = kept.to_str().expect("a path");
    let verify = |arguments: &[&str]| {
        let mut program = app.shell(&[&["log", "verify"], arguments].concat());
        let told = program.env("DELIBERO_LOG_KEY", signer().to_private_key()).output().expect("it runs");
        (told.status.code(), String::from_utf8_lossy(&[told.stdout, told.stderr].concat()).into_owned())
    };
    let (status, words) = verify(&["--checkpoint", kept]);
    assert!(status == Some(0) && words.contains("those that somebody outside saw"), "{words}");
    let (status, words) = verify(&["--json"]);
    let size = app.log_size().await;
    assert!(status == Some(0) && words.contains(&format!("\"size\":{size}")), "{words}");
    let stranger = Signer::new("log.example/delibero", &[9; 32]).expect("a name").verifier(KeyKind::Text).to_string();
    let (status, words) = verify(&["--key", &stranger]);
    assert!(status == Some(1) && words.contains("no known key signed it"), "{words}");
    let (status, words) = verify(&["--key", &stranger, "--checkpoint", kept]);
    assert!(status == Some(2) && words.contains("no known key signed it"), "{words}");
}

/// The files of an archive.
fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(archive)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    let mut read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).expect("a file").read_to_end(&mut bytes).expect("whole");
        (name, bytes)
    };
    names.into_iter().map(&mut read).collect()
}

#[tokio::test]
async fn a_part_of_the_log_is_handed_over_signed_with_its_proofs() {
    let app = App::with(|state, _| state.log_signer = Some(Arc::new(signer()))).await;
    for user in ["marie.dubois", "els.peeters"] {
        app.signed_in(user).await.post("/consultation", &social_inquiry(PERSON)).await;
    }
    let mut adviser = app.signed_in("nathalie.georges").await;
    let too_soon = adviser.get("/log.zip").await;
    assert!(too_soon.status == StatusCode::BAD_REQUEST && too_soon.body.contains("pas encore"), "{}", too_soon.body);
    integrate(&app).await;
    let answer = adviser.post("/log.zip", &[("person", PERSON), ("outcome", "granted")]).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/zip"));
    let files = unpacked(&answer.bytes);
    let names: Vec<&str> = files.keys().map(String::as_str).filter(|name| !name.starts_with("proofs/")).collect();
    assert_eq!(names, ["README.html", "catalogue/1.json", "checkpoint", "entries.csv", "entries.ndjson", "manifest"]);

    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    let keys = [signer().verifier(KeyKind::Text)];
    let note: Note = text("manifest").parse().expect("a note");
    let manifest = Manifest::verified(&note, signer().name(), &keys).expect("signed");
    let others = files.iter().filter(|(name, _)| *name != "manifest");
    manifest.check(others.map(|(name, bytes)| (name.as_str(), bytes.as_slice()))).expect("as it was signed");
    assert_eq!(checkpoint(&text("checkpoint")).size, tree_size(&app).await);
    let policy =
        Policy { origin: signer().name().to_owned(), log_keys: keys.to_vec(), witnesses: Vec::new(), needed: 0 };
    let proofs: Vec<&String> = files.keys().filter(|name| name.starts_with("proofs/")).collect();
    assert_eq!(proofs.len(), 1, "the adviser's own organisation alone");
    let receipt: Receipt = text(proofs[0]).parse().expect("a receipt");
    let opening = Opening::from_bytes(receipt.extra.as_deref().expect("a record")).expect("with its salt");
    receipt.verified(Hash(opening.entry().leaf()), &policy).expect("proved");
    let record = String::from_utf8(opening.record).expect("JSON");
    assert!(record.contains("marie.dubois") && text("entries.ndjson").contains(&record));
    for (name, bytes) in &files {
        let shown = String::from_utf8_lossy(bytes);
        assert!(name == "entries.csv" || !shown.contains(PERSON) && !shown.contains("85.07.30"), "{name}");
    }
    assert!(text("README.html").contains("log log.example/delibero+"), "{}", text("README.html"));
    let logged = app.changes_of(AdministrationKind::HandedOver).await;
    assert_eq!((logged.len(), logged[0].after.as_ref().expect("which")["lines"].as_u64()), (1, Some(1)));
    let other = App::new().await;
    let unsigned = other.signed_in("sarah.benali").await.get("/log.zip").await;
    assert_eq!(unsigned.status, StatusCode::SERVICE_UNAVAILABLE, "without the log's key nothing is signed");
}
