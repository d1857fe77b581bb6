//! `delibero catalogue check` and `points`: rules beside cases and texts.

use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

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

#[test]
fn every_point_of_every_text_is_accounted_for_and_one_that_is_not_is_told() {
    let whole = delibero(&["catalogue", "points", "--json"], "");
    assert_eq!(whole.status.code(), Some(0));
    let told: Json = serde_json::from_str(&text(&whole)).expect("JSON");
    assert_eq!(told.as_object().map(|all| all.len()), Some(5));
    let family = &told["23/058"]["79"];
    assert_eq!((&family["status"], &family["rules"][0]["rule"]), (&json!("tested"), &json!("retention")));
    assert_eq!(told["23/058"]["80"]["status"], json!("not-for-a-machine"));
    assert!(told["23/058"]["80"]["why"]["de"].is_string());

    let folder = changed("catalogue-with-a-point-more", "points/17-087.toml", "\"17\",", "\"17\", \"18\",");
    let folder = folder.display().to_string();
    let words = delibero(&["catalogue", "points", "17/087", "--catalogue", &folder], "");
    assert_eq!(words.status.code(), Some(1));
    let told = text(&words);
    assert!(
        told.starts_with("17/087: 18 points: ") && told.contains("1 open\n") && told.ends_with("  18 open\n"),
        "{told}"
    );
    assert_eq!(delibero(&["catalogue", "points", "99/999"], "").status.code(), Some(2));
}

#[test]
fn a_check_tells_points_that_are_cited_and_should_not_be() {
    let from = "id = \"ten-year-log\"\npoint = \"25\"";
    let check = |name: &str, to: &str| {
        let folder = changed(name, "deliberations/12-057.toml", from, &from.replace("25", to));
        // Cases that fail are another thing.
        std::fs::remove_file(folder.join("cases/12-057.toml")).expect("removed");
        delibero(&["catalogue", "check", &folder.display().to_string()], "")
    };
    let contradiction = check("catalogue-with-a-contradiction", "26");
    assert_eq!(contradiction.status.code(), Some(1));
    assert!(
        text(&contradiction).contains("12/057 point 26 is said not to be for a machine"),
        "{}",
        text(&contradiction)
    );
    let unlisted = check("catalogue-with-an-unlisted-point", "25/1");
    assert_eq!(unlisted.status.code(), Some(0));
    let warning = String::from_utf8_lossy(&unlisted.stderr).into_owned();
    assert!(warning.contains("warning: 12/057 point 25/1 is not in the list of its points"), "{warning}");
}
