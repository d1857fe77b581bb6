//! The log's records, taken out at a shell and decided again.

use std::io::Write as _;
use std::process::{Output, Stdio};

use delibero_domain::catalogue::files::BUILTIN;
use serde_json::{Value as Json, json};

use crate::support::{App, PERSON, social_inquiry};

fn replayed(app: &App, arguments: &[&str], input: &[u8]) -> (Option<i32>, Vec<Json>) {
    let (status, lines, _) = told(app, arguments, input);
    (status, lines)
}

/// The exit status, the lines, and the words beside them.
fn told(app: &App, arguments: &[&str], input: &[u8]) -> (Option<i32>, Vec<Json>, String) {
    let mut program = app.shell(&[&["decide", "--replay", "-"], arguments].concat());
    program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = program.spawn().expect("started");
    child.stdin.take().expect("an input").write_all(input).expect("read");
    let Output { status, stdout, stderr } = child.wait_with_output().expect("ended");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let lines = text(stdout).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    (status.code(), lines, text(stderr))
}

/// The position of the entry that says who signed in.
const SIGNED_IN: &str = "1";

#[tokio::test(flavor = "multi_thread")]
async fn the_records_of_the_log_are_decided_again_to_the_same() {
    let app = App::new().await;
    let mut browser = app.signed_in("marie.dubois").await;
    for niss in [PERSON, "72281499995"] {
        let opened = browser.post("/consultation", &social_inquiry(niss)).await;
        browser.get(opened.location()).await;
    }
    let records = app.shell(&["log", "records", "--after", SIGNED_IN]).output().expect("it runs");
    let text = String::from_utf8(records.stdout.clone()).expect("UTF-8");
    assert_eq!(text.lines().count(), 4, "{text}");
    for secret in [PERSON, "85.07.30", "72281499995"] {
        assert!(!text.contains(secret), "{secret} stands in a record");
    }
    let first: Json = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    let record = &first["record"];
    let facts = &record["decided"]["facts"];
    assert_eq!(record["form"], 4);
    assert_eq!(facts["belongs_to"], json!(["cpas"]));
    assert_eq!(facts["limit"], json!({ "most": 120, "opened": 0 }));
    assert_eq!((&facts["day"], &facts["niss"]), (&json!("2025-06-02"), &json!("valid")));
    assert!(facts["integration"]["quality_codes"].as_array().is_some_and(|codes| !codes.is_empty()), "{facts}");
    assert!(
        record["decided"]["considered"]
            .as_array()
            .is_some_and(|all| all.iter().any(|one| one["passed_over"].is_null()))
    );

    let (status, lines, said) = told(&app, &[], &records.stdout);
    assert_eq!((status, said.as_str()), (Some(0), "4 records decided again: all the same to the bit\n"));
    let expected: Vec<Json> = (2..=5).map(|id| json!({ "id": id, "same": true })).collect();
    assert_eq!(lines, expected);

    let alone = record.to_string();
    let (_, lines) = replayed(&app, &[], alone.as_bytes());
    assert_eq!(lines, [json!({ "id": record["consultation"], "same": true })]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_differs_is_said_and_why() {
    let app = App::new().await;
    app.signed_in("marie.dubois").await.post("/consultation", &social_inquiry(PERSON)).await;
    let records = app.shell(&["log", "records", "--after", SIGNED_IN]).output().expect("it runs").stdout;
    let changed = |name: &str, from: &str, to: &str| {
        let folder = app.folder().join(name);
        for (name, contents) in BUILTIN {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            let file =
                if *name == "deliberations/20-130.toml" { contents.replace(from, to) } else { (*contents).into() };
            std::fs::write(path, file).expect("written");
        }
        folder.to_str().expect("a path").to_owned()
    };
    let fewer = changed(
        "fewer",
        "\"payment.indemnified_days\", \"payment.indemnified_hours\",",
        "\"payment.indemnified_days\",",
    );
    let (status, lines) = replayed(&app, &["--catalogue", &fewer], &records);
    assert_eq!((status, &lines[0]["same"]), (Some(1), &json!(false)), "{lines:?}");
    assert_eq!(lines[0]["differs"], json!(["granted", "withheld"]));
    let why = lines[0]["why"].as_str().expect("a reason");
    assert!(why.contains("the catalogue is another") && why.contains("without payment.indemnified_hours"), "{why}");

    let later = changed("later", "valid_from = \"2020-05-05\"", "valid_from = \"2026-01-01\"");
    let (_, lines) = replayed(&app, &["--catalogue", &later], &records);
    assert!(lines[0]["why"].as_str().is_some_and(|why| why.contains("outcome: was granted, is not-yet-in-force")));

    let renamed = changed("renamed", "Incapacité de travail :", "Incapacité :");
    let (status, lines) = replayed(&app, &["--catalogue", &renamed], &records);
    assert_eq!((status, lines), (Some(0), vec![json!({ "id": 2, "same": true })]), "a label decides nothing");

    let tampered =
        String::from_utf8(records).expect("UTF-8").replace("\"outcome\":\"granted\"", "\"outcome\":\"expired\"");
    let (status, lines) = replayed(&app, &[], format!("{tampered}{{}}\nnot JSON\n").as_bytes());
    assert_eq!(status, Some(1));
    assert_eq!(lines[0]["differs"], json!(["outcome"]));
    assert!(lines[0]["why"].as_str().is_some_and(|why| why.contains("the record was changed")));
    assert_eq!(lines.len(), 3, "a line that is no record gets its answer too: {lines:?}");
    assert!(lines.iter().all(|line| line["same"] == json!(false) && line["why"].is_string()));
}
