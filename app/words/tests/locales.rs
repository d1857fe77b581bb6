//! Every string stands in every language, and says something.

use std::collections::BTreeMap;
use std::path::Path;

use delibero_domain::text::Language;
use delibero_words::say;
use serde_json::Value;

fn flatten(prefix: &str, value: &Value, all: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| flatten(&format!("{prefix}.{key}"), value, all)),
        Value::String(words) => {
            all.insert(prefix.to_owned(), words.clone());
        }
        _ => panic!("{prefix}: neither words nor a group of words"),
    }
}

fn strings(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let mut all = BTreeMap::new();
    for file in std::fs::read_dir(folder).expect("a folder per language").map(|file| file.expect("a file")) {
        let name = file.path().file_stem().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(file.path()).expect("a readable file");
        flatten(&name, &serde_json::from_str(&text).expect("JSON"), &mut all);
    }
    all
}

/// What stands between `{{` and `}}`.
fn holes(words: &str) -> Vec<&str> {
    let mut holes: Vec<&str> =
        words.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()).map(str::trim).collect();
    holes.sort_unstable();
    holes
}

#[test]
fn every_string_stands_in_every_language() {
    let french = strings("fr");
    for language in ["nl", "de"] {
        let other = strings(language);
        let missing: Vec<_> = french.keys().filter(|key| !other.contains_key(*key)).collect();
        let surplus: Vec<_> = other.keys().filter(|key| !french.contains_key(*key)).collect();
        assert!(missing.is_empty() && surplus.is_empty(), "{language}: missing {missing:?}, surplus {surplus:?}");
    }
}

#[test]
fn no_string_is_empty_and_the_same_values_are_filled_in() {
    let french = strings("fr");
    for language in ["fr", "nl", "de"] {
        for (key, words) in strings(language) {
            assert!(!words.trim().is_empty(), "{language} {key} is empty");
            assert_eq!(holes(&words), holes(&french[&key]), "{language} {key}");
        }
    }
}

#[test]
fn no_line_ends_before_a_mark_in_french() {
    assert_eq!(say!(Language::Fr, suspension.why), "Motif\u{a0}:");
    let lifted = say!(Language::Fr, suspension.lift_title, what = "CPAS");
    assert_eq!(lifted, "Lever la suspension\u{a0}: CPAS");
    assert_eq!(say!(Language::Nl, suspension.why), "Reden:");
    let made = include_str!(concat!(env!("OUT_DIR"), "/words.rs"));
    let constants = made.lines().filter_map(|line| line.split_once("crate::Words([\""));
    let templates = made.lines().filter_map(|line| line.split_once("Language::Fr => format!(\""));
    let mut french = 0;
    for (_, rest) in constants.chain(templates) {
        let words = rest.split("\", \"").next().unwrap_or_default();
        let broken = [" :", " ;", " !", " ?", " »", "« "].iter().find(|mark| words.contains(**mark));
        assert_eq!(broken, None, "{words}");
        french += 1;
    }
    assert_eq!(french, strings("fr").len(), "every string was looked at");
}
