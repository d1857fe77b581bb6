//! `delibero catalogue` on catalogues whose cases fail.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::decide::{copy, delibero, text};

/// The shipped files in a folder of their own, one of them changed in one place.
fn changed(name: &str, file: &str, from: &str, to: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/domain/catalogue"), &folder);
    let path = folder.join(file);
    let contents = std::fs::read_to_string(&path).expect("a file");
    assert!(contents.contains(from), "{file} has no {from}");
    std::fs::write(&path, contents.replacen(from, to, 1)).expect("written");
    folder
}

#[test]
fn cases_that_fail_are_told_and_the_catalogue_can_be_compared_all_the_same() {
    let folder = changed(
        "catalogue-with-failing-cases",
        "deliberations/17-087.toml",
        "2017-11-07\"\nroles",
        "2018-11-07\"\nroles",
    );
    let folder = folder.display().to_string();
    let output = delibero(&["catalogue", "check", &folder], "");
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output);
    assert!(told.lines().all(|line| line.starts_with("cases/17-087.toml:")), "{told}");
    assert!(told.contains("17/087 point 7: outcome: expected granted, found not-yet-in-force 17/087 5-16"), "{told}");
    let effect = delibero(&["catalogue", "effect", &folder, &folder], "");
    assert_eq!(effect.status.code(), Some(0), "{}", String::from_utf8_lossy(&effect.stderr));
}

#[test]
fn what_a_case_gives_is_a_line_of_a_batch() {
    let document: Json = serde_json::from_str(&text(&delibero(&["catalogue", "export"], ""))).expect("JSON");
    let cases = document["cases"].as_array().expect("cases");
    let lines: Vec<String> = cases.iter().map(|case| case["given"].to_string()).collect();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases.ndjson");
    std::fs::write(&file, lines.join("\n")).expect("written");
    let output = delibero(&["decide", "--batch", &file.display().to_string()], "");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let text = text(&output);
    let answers: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(&answers) {
        let expect = &case["expect"];
        assert_eq!(answer["outcome"], expect["outcome"], "{case}");
        if !expect["point"].is_null() {
            assert_eq!(
                (&answer["deliberation"], &answer["point"]),
                (&expect["deliberation"], &expect["point"]),
                "{case}"
            );
        }
        for found in expect["withheld"].as_array().into_iter().flatten() {
            let withheld = answer["withheld"].as_array().expect("a list");
            let same = |other: &&Json| ["element", "reason"].iter().all(|key| other[key] == found[key]);
            let other = withheld.iter().find(same).unwrap_or_else(|| panic!("{case}\n{answer}"));
            assert!(found["point"].is_null() || found["point"] == other["point"], "{case}");
        }
    }
}
