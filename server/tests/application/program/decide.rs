//! The engine at a shell: `decide --batch`, `explain`, `catalogue check`, `export` and `effect`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::{Value as Json, json};

pub(super) fn delibero(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_delibero"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("started");
    let mut stdin = child.stdin.take().expect("an input");
    stdin.write_all(input.as_bytes()).expect("read");
    drop(stdin);
    child.wait_with_output().expect("ended")
}

pub(super) fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn line(recipient: &str, purpose: &str) -> String {
    json!({
        "id": recipient, "at": "2025-06-01", "recipient": recipient, "service": "hdi", "module": "consult-attest",
        "purpose": purpose, "role": "case-worker",
        "record": { "regime": "general", "risk_nature": "incapacity", "period": ["2025-01-01", null], "elements": ["risk.niss"] },
    })
    .to_string()
}

#[test]
fn lines_are_decided_in_order_and_the_exit_status_tells_of_bad_ones() {
    let good = format!("{}\n{}\n", line("vdab", "reintegration"), line("forem", "recovery"));
    let output = delibero(&["decide", "--batch", "-"], &good);
    assert_eq!(output.status.code(), Some(0));
    let outcomes: Vec<Json> = text(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(outcomes[0]["outcome"], json!("granted"));
    assert_eq!(outcomes[1]["outcome"], json!("purpose-not-granted"));
    let output = delibero(&["decide", "--batch", "-"], &format!("{{\n{good}"));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output).lines().count(), 3, "the bad line and the two others");
    assert_eq!(delibero(&["decide", "--batch", "/nowhere"], "").status.code(), Some(2));
}

#[test]
fn an_explanation_is_in_the_language_asked() {
    let asked = ["explain", "--recipient", "vdab", "--service", "hdi", "--module", "consult-attest"];
    let asked = [&asked[..], &["--purpose", "reintegration", "--at", "2025-06-01"]].concat();
    for (language, day, withheld, kept) in [
        ("fr", "1er\u{a0}juin 2025", "bloc entier non accordé (23/058, point 57)", "jusqu’au 1er\u{a0}juin 2027"),
        ("nl", "1\u{a0}juni 2025", "(23/058, punt 57)", "tot en met 1\u{a0}juni 2027"),
        ("de", "1.\u{a0}Juni 2025", "(23/058, Punkt 57)", "bis zum 1.\u{a0}Juni 2027"),
    ] {
        let output = text(&delibero(&[&asked[..], &["--language", language]].concat(), ""));
        for word in [day, withheld, kept] {
            let plain = |text: &str| text.replace('\u{a0}', " ");
            assert!(plain(&output).contains(&plain(word)), "{language}: {word}\n{output}");
        }
    }
    let refused = text(&delibero(&[&asked[..], &["--recipient-not-integrated"]].concat(), ""));
    assert!(refused.contains("Refusé") && refused.contains("23/058, point 88"), "{refused}");
}

/// What a person reads about a recipient in French, on the first of June 2025.
fn explained(words: &str) -> String {
    let arguments: Vec<&str> = words.split_whitespace().collect();
    let [recipient, service, module, purpose] = arguments[..4] else { panic!("four words: {words}") };
    let asked = ["explain", "--recipient", recipient, "--service", service, "--module", module, "--purpose", purpose];
    let output = delibero(&[&asked[..], &["--at", "2025-06-01"], &arguments[4..]].concat(), "");
    text(&output).replace('\u{a0}', " ")
}

#[test]
fn an_explanation_says_what_depends_on_the_record() {
    let forem = explained("forem hdi consult-attest reintegration");
    assert!(forem.contains("Régimes : Régime général (23/058, point 61)"), "{forem}");
    let two = "Seulement pour ces risques sociaux : Incapacité de travail, Maternité";
    assert!(forem.contains(&format!("{two} (23/058, point 61)")), "{forem}");
    let sent = explained("forem hdi notify-period reintegration");
    assert!(sent.contains("Régimes : Régime général, Régime des indépendants") && !sent.contains(two), "{sent}");
    assert!(explained("infino hdi consult-periods social-supplement").contains(&format!("{two} (23/058, point 71)")));
    let cpas = explained("cpas hdi consult-attest social-inquiry --person-role applicant");
    assert!(!cpas.contains(two) && !cpas.contains("23/058"), "{cpas}");
    let inspection = explained("onss-inspection hdi consult-attest social-inspection");
    assert!(inspection.contains("Paiement : seulement ce qui y est dit"), "{inspection}");
    let candidates = explained("slrb hdi consult-periods application-management --legal-context FIDUS");
    let since = "Paiement : rien de ce qui a pris fin avant le 1er avril 2025 (23/058, point 79.6)";
    assert!(candidates.contains(since) && !candidates.contains("point 70"), "{candidates}");
    let rents = explained("sisp hdi consult-periods rental-management --legal-context FIDUS");
    assert!(rents.contains("avant le 1er avril 2020") && rents.contains("Un litige est en cours"), "{rents}");
    let article = explained("onem ami-messages a052l article-60-7 --quality-code 8");
    assert!(article.contains("Codes qualité admis : 8 (04/037, point 7.9)"), "{article}");
}

#[test]
fn an_explanation_gives_each_reason_once() {
    let vdab = explained("vdab hdi consult-attest reintegration");
    assert_eq!(vdab.matches("bloc entier non accordé").count(), 1, "{vdab}");
    let line = vdab.lines().find(|line| line.contains("bloc entier")).expect("a line");
    assert!(line.contains("[payment.niss]") && line.contains("[payment.indemnified_hours]"), "{line}");
    let sent = explained("vdab hdi notify-period reintegration");
    assert!(sent.contains("- absent de ce module (23/058, point 5) :"), "{sent}");
}

#[test]
fn a_check_names_file_line_and_key_of_every_fault() {
    let whole = delibero(&["catalogue", "check"], "");
    assert_eq!(whole.status.code(), Some(0));
    assert!(text(&whole).contains("5 deliberations, 4 services"), "{}", text(&whole));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("catalogue-with-faults");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/domain/catalogue"), &folder);
    let file = folder.join("recipients.toml");
    let contents = std::fs::read_to_string(&file).expect("recipients");
    std::fs::write(&file, contents.replace(", de = \"Fedris\"", "")).expect("written");
    let output = delibero(&["catalogue", "check", &folder.display().to_string()], "");
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output);
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.starts_with("recipients.toml:") && told.contains(": recipient.fedris.label.de: "), "{told}");
    assert_eq!(delibero(&["catalogue", "check", "/nowhere"], "").status.code(), Some(2));
}

#[test]
fn an_export_decides_as_the_folder_does_and_one_that_was_changed_is_refused() {
    let exported = text(&delibero(&["catalogue", "export"], ""));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exported.json");
    std::fs::write(&file, &exported).expect("written");
    let path = file.display().to_string();
    let lines = format!("{}\n{}\n", line("vdab", "reintegration"), line("forem", "recovery"));
    let own = text(&delibero(&["decide", "--batch", "-"], &lines));
    let output = delibero(&["decide", "--batch", "-", "--catalogue", &path], &lines);
    assert_eq!((output.status.code(), text(&output)), (Some(0), own));
    let mut changed: Json = serde_json::from_str(&exported).expect("JSON");
    changed["authorisations"][0]["regimes"] = json!(["general"]);
    std::fs::write(&file, changed.to_string()).expect("written");
    let output = delibero(&["decide", "--batch", "-", "--catalogue", &path], &lines);
    assert_eq!((output.status.code(), text(&output).as_str()), (Some(2), ""));
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(said.contains("its files do not say what it says"), "{said}");
}

#[test]
fn a_change_is_told_with_a_request_on_which_both_catalogues_differ() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/domain/catalogue");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("catalogue-with-a-year-more");
    copy(&own, &folder);
    let file = folder.join("deliberations/23-058.toml");
    let contents = std::fs::read_to_string(&file).expect("a deliberation");
    std::fs::write(&file, contents.replacen("years = 0", "years = 1", 1)).expect("written");
    let (own, folder) = (own.display().to_string(), folder.display().to_string());

    let same = delibero(&["catalogue", "effect", &own, &own], "");
    assert_eq!(same.status.code(), Some(0));
    assert!(text(&same).starts_with("Rien ne change"), "{}", text(&same));
    assert_eq!(delibero(&["catalogue", "effect", &own, "/nowhere"], "").status.code(), Some(2));

    let words = delibero(&["catalogue", "effect", &own, &folder], "");
    assert_eq!(words.status.code(), Some(1));
    assert!(text(&words).contains("  + gagne "), "{}", text(&words));
    let dutch = delibero(&["catalogue", "effect", &own, &folder, "--language", "nl"], "");
    assert!(text(&dutch).contains("Niemand anders wordt geraakt"), "{}", text(&dutch));
    let told: Json = serde_json::from_str(&text(&delibero(&["catalogue", "effect", &own, &folder, "--json"], "")))
        .expect("one document");
    let differences = told["changes"].as_array().expect("a list");
    assert_eq!(told["same"], json!(false));
    assert!(differences.iter().all(|found| found["kind"] == "wider" && found["lost"] == json!([])), "{told:#}");
    let lines: Vec<String> = differences.iter().map(|found| found["example"].to_string()).collect();
    let decided = |catalogue: &str| {
        let output = delibero(&["decide", "--batch", "-", "--catalogue", catalogue], &lines.join("\n"));
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        text(&output).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (before, after) = (decided(&own), decided(&folder));
    for ((found, was), is) in differences.iter().zip(before).zip(after) {
        assert_ne!(was, is, "{found:#}");
    }
}

#[test]
fn who_can_see_an_element_is_told_as_a_document_a_table_and_lines() {
    let ask = |more: &[&str]| {
        let asked = ["catalogue", "who", "--service", "hdi", "--element", "payment.gross_taxable_amount"];
        delibero(&[&asked[..], more].concat(), "")
    };
    let told: Json = serde_json::from_str(&text(&ask(&["--json"]))).expect("one document");
    assert_eq!((&told["service"], &told["complete"]), (&json!("hdi"), &json!(true)));
    let answers = told["answers"].as_array().expect("a list");
    let recipients = |answers: &[Json]| answers.iter().map(|found| found["recipient"].clone()).collect::<Vec<_>>();
    assert!(recipients(answers).contains(&json!("cpas")) && !recipients(answers).contains(&json!("vdab")));
    let own: Json =
        serde_json::from_str(&text(&ask(&["--json", "--value", "risk.regime=self-employed"]))).expect("JSON");
    let own = own["answers"].as_array().expect("a list");
    assert!(own.len() < answers.len() && own.iter().all(|found| found["regimes"] == json!(["self-employed"])));
    assert_eq!(text(&ask(&["--csv"])).lines().count(), answers.len() + 1);
    assert!(text(&ask(&["--at", "1999-01-01"])).starts_with("0 answers"));
    for unknown in [&["--value", "risk.regime=none-such"][..], &["--element", "risk.none_such"][..]] {
        let output = ask(unknown);
        assert_eq!((output.status.code(), text(&output).as_str()), (Some(2), ""));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_is_no_success() {
    for arguments in [
        &["catalogue", "export"][..],
        &[
            "explain",
            "--recipient",
            "vdab",
            "--service",
            "hdi",
            "--module",
            "consult-attest",
            "--purpose",
            "reintegration",
        ],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full disk");
        let mut command = Command::new(env!("CARGO_BIN_EXE_delibero"));
        let output = command.args(arguments).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output();
        let output = output.expect("it runs");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"), "{arguments:?}");
    }
}

pub(super) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("readable") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

#[test]
fn the_export_has_the_shape_that_other_programs_read() {
    let document: Json = serde_json::from_str(&text(&delibero(&["catalogue", "export"], ""))).expect("JSON");
    let services: Vec<_> =
        document["services"].as_array().expect("services").iter().map(|found| &found["id"]).collect();
    assert_eq!(services, ["hdi", "ami-messages", "unemployment", "handicap"]);
    let find = |recipient: &str, service: &str| {
        let all = document["authorisations"].as_array().expect("authorisations");
        let found = all.iter().find(|found| found["recipient"] == recipient && found["service"] == service);
        found.unwrap_or_else(|| panic!("{recipient} {service}")).clone()
    };
    let vdab = find("vdab", "hdi");
    assert_eq!(vdab["points"], json!("57-58"));
    assert_eq!(vdab["modules"][0]["id"], json!("notify-period"));
    assert_eq!(vdab["retention"], json!({ "rule": "P2Y after reception", "points": "86" }));
    assert_eq!(vdab["integration"], json!({ "recipient": "required", "sender": "not-checked" }));
    assert_eq!((&vdab["valid_from"], &vdab["valid_until"]), (&json!("2024-01-24"), &json!(null)));
    let onem = find("onem", "ami-messages");
    let article = onem["purposes"].as_array().and_then(|all| all.iter().find(|found| found["id"] == "article-60-7"));
    assert_eq!(article.expect("article 60 § 7")["quality_codes"], json!([8]));
    let slrb = find("slrb", "hdi");
    assert_eq!(slrb["integration"]["recipient"], json!("regional-integrator"));
    assert_eq!(slrb["purposes"][0]["history"]["years"], json!(0));
    let insurers = find("insurers", "handicap");
    let elements = insurers["purposes"][0]["elements"].as_array().expect("its own elements");
    assert!(elements.iter().all(|element| element.as_str().is_some_and(|id| id.starts_with("status."))));
}
