//! The official texts come in whole. They are not part of the repository: the tests run where they are present.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests fail by panicking, and the figures are for people")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use delibero_domain::deliberation::Reading;

/// The words of a text: letters and digits, raised digits apart.
fn words(text: &str) -> Vec<String> {
    let is_raised = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let mut words = vec![String::new()];
    for c in text.chars() {
        if is_raised(c) {
            words.push(c.to_string());
            words.push(String::new());
        } else if c.is_alphanumeric() {
            if let Some(word) = words.last_mut() {
                word.push(c);
            }
        } else {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The words of a source without its markup.
fn words_in(source: &str) -> Vec<String> {
    words(&source.replace("<p>", "").replace("</p>", "").replace("^{", "").replace("^o", "°"))
}

fn words_out(reading: &Reading) -> Vec<String> {
    let mut text: Vec<String> = Vec::new();
    text.extend(reading.document.iter().map(ToString::to_string));
    text.extend(reading.committee.clone());
    text.extend(reading.title.clone());
    text.extend(reading.grounds.clone());
    text.extend(reading.preamble.clone());
    for section in &reading.sections {
        text.extend([section.label.clone(), section.title.clone(), section.text.clone()]);
    }
    for point in &reading.points {
        text.extend([point.label.printed().to_owned(), point.text.clone()]);
    }
    for footnote in &reading.footnotes {
        text.extend([footnote.mark.clone(), footnote.text.clone()]);
    }
    text.extend(reading.operative.clone());
    text.extend(reading.signed_by.clone());
    text.extend(reading.signed_as.clone());
    text.extend(reading.annex.clone());
    text.extend(reading.dropped.iter().map(|dropped| dropped.text.clone()));
    words(&text.join("\n"))
}

/// What is in the first list and not in the second, with its excess.
fn excess(first: &[String], second: &[String]) -> Vec<String> {
    let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
    for word in first {
        *counts.entry(word).or_default() += 1;
    }
    for word in second {
        *counts.entry(word).or_default() -= 1;
    }
    counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .flat_map(|(word, count)| std::iter::repeat_n(word.to_owned(), usize::try_from(count).unwrap_or_default()))
        .collect()
}

fn official(name: &str) -> Option<(String, Reading)> {
    let folder =
        std::env::var("DELIBERO_OFFICIAL_TEXTS").unwrap_or_else(|_| "../../../shared/deliberations".to_owned());
    let bytes = std::fs::read(PathBuf::from(folder).join(format!("{name}.txt"))).ok()?;
    let reading = delibero_reader::read(&bytes).expect("an official text is a deliberation");
    if let Ok(folder) = std::env::var("DELIBERO_READINGS") {
        let json = serde_json::to_string_pretty(&reading).unwrap();
        std::fs::write(PathBuf::from(folder).join(format!("{name}.json")), json).unwrap();
    }
    Some((String::from_utf8(bytes).unwrap(), reading))
}

/// Reads a text and compares its words with those of the reading; nothing may be lost or added but what is listed.
#[track_caller]
fn measured(name: &str, lost: &[&str], added: &[&str]) -> Option<Reading> {
    let (source, reading) = official(name)?;
    let (before, after) = (words_in(&source), words_out(&reading));
    println!("{name}: {} words in, {} words out", before.len(), after.len());
    assert_eq!((excess(&before, &after), excess(&after, &before)), (owned(lost), owned(added)), "{name}: lost, added");
    Some(reading)
}

fn owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The text from the first section to the operative part, in the order of the source.
fn body_words(reading: &Reading) -> Vec<String> {
    let mut text = String::new();
    let mut points = reading.points.iter().peekable();
    for (index, section) in reading.sections.iter().enumerate() {
        text.push_str(&format!("{} {}\n{}\n", section.label, section.title, section.text));
        while let Some(point) = points.next_if(|point| point.heading == Some(index)) {
            text.push_str(&format!("{} {}\n", point.label.printed(), point.text));
        }
    }
    text.push_str(reading.operative.as_deref().unwrap_or_default());
    words(&text)
}

/// The body of the reading stands in the source word by word.
#[track_caller]
fn in_order(name: &str, reading: &Reading) {
    let Some((source, _)) = official(name) else { return };
    let (source, body) = (words_in(&source), body_words(reading));
    let found = source.windows(body.len()).any(|window| window == body);
    assert!(found, "{name}: the body is not in the order of the source");
}

fn labels(reading: &Reading) -> Vec<&str> {
    reading.points.iter().map(|point| point.normal.as_str()).collect()
}

fn numbered(last: usize) -> Vec<String> {
    (1..=last).map(|number| number.to_string()).collect()
}

fn sections(reading: &Reading) -> Vec<(&str, u8)> {
    reading.sections.iter().map(|section| (section.label.as_str(), section.level)).collect()
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

fn amendments(reading: &Reading) -> Vec<String> {
    let in_force = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, |date| format!(" {date}"));
    reading.amendments.iter().map(|one| format!("{}{}", one.approved, in_force(one.in_force))).collect()
}

#[test]
fn all_of_04_037() {
    // Two marks of footnotes that were glued to their words.
    let lost = ["professionnel1", "social2"];
    let Some(reading) = measured("04-037", &lost, &["professionnel", "social", "²", "¹"]) else { return };
    let expected = [
        "1.1", "1.2", "1.3", "1.4", "2", "3.1", "3.2", "4", "5", "6", "7.1", "7.2", "7.3", "7.4", "7.5", "7.6", "7.7",
        "7.8", "7.9", "7.10", "7.11", "7.12", "7.13", "8", "9",
    ];
    assert_eq!(labels(&reading), expected);
    assert_eq!(sections(&reading), [("A.", 1), ("B.", 1), ("", 2), ("", 2)]);
    assert_eq!(amendments(&reading), ["2019-03-05", "2021-05-04"]);
    assert!(reading.amendments_complete);
    assert_eq!(reading.points[1].text.matches("\n- ").count(), 19, "items of point 1.2");
    let places: Vec<_> = reading.footnotes.iter().map(|note| (note.mark.as_str(), note.at.as_deref())).collect();
    assert_eq!(places, [("1", Some("7.11")), ("2", Some("7.12"))]);
    assert_eq!(codes(&reading), Vec::<&str>::new());
}

#[test]
fn all_of_12_057() {
    // A raised ending stood on a line of its own, twice.
    let Some(reading) = measured("12-057", &["1", "1", "er", "er"], &["1er", "1er"]) else { return };
    assert_eq!(labels(&reading), numbered(28));
    assert_eq!(sections(&reading), [("A.", 1), ("B.", 1), ("C.", 1)]);
    let cited: Vec<String> = reading.references.iter().map(|reference| reference.number.to_string()).collect();
    assert_eq!(cited, ["08/020", "04/033"]);
    assert_eq!(codes(&reading), Vec::<&str>::new());
}

#[test]
fn all_of_17_087() {
    let Some(reading) = measured("17-087", &[], &[]) else { return };
    in_order("17-087", &reading);
    assert_eq!(labels(&reading), numbered(17));
    assert_eq!((reading.signed_by.as_deref(), reading.signed_as.as_deref()), (Some("Yves ROGER"), Some("Président")));
    assert_eq!(codes(&reading), Vec::<&str>::new());
}

#[test]
fn all_of_20_130() {
    let Some(reading) = measured("20-130", &[], &[]) else { return };
    in_order("20-130", &reading);
    assert_eq!(labels(&reading), numbered(23));
    assert_eq!(reading.sections.len(), 11);
    assert_eq!((reading.signed_by.as_deref(), reading.signed_as.as_deref()), (Some("Bart VIAENE"), None));
    assert_eq!(codes(&reading), Vec::<&str>::new());
}

#[test]
fn all_of_23_058() {
    // The marks of the footnotes are plain digits at their notes, and the title is without its own.
    let raised = ["²", "³", "¹", "¹", "⁴", "⁵", "⁶", "⁷"];
    let Some(reading) = measured("23-058", &raised, &["1", "2", "3", "4", "5", "6", "7"]) else { return };
    let labels = labels(&reading);
    assert_eq!(labels.len(), 117);
    assert!(reading.points.is_sorted_by(|before, after| before.label < after.label));
    for inserted in ["23/1", "29/1", "37.1", "56/1", "56/5", "61/4", "69/1", "79.1", "79.2", "79.10", "79.14"] {
        assert!(labels.contains(&inserted), "{inserted}");
    }
    assert!(!labels.contains(&"56"));
    let lettered: Vec<&str> =
        reading.sections.iter().map(|one| one.label.as_str()).filter(|label| !label.is_empty()).collect();
    assert_eq!(lettered, ["A.", "B.", "B."]);
    assert_eq!(
        amendments(&reading),
        [
            "2023-07-04",
            "2023-12-05",
            "2024-01-09 2024-01-24",
            "2024-03-05 2024-03-20",
            "2024-12-03 2024-12-18",
            "2025-01-14 2025-01-29",
            "2025-02-04 2025-02-19",
            "2025-03-04 2025-03-19",
            "2025-04-01 2025-04-16",
        ]
    );
    let places: Vec<_> = reading.footnotes.iter().filter_map(|note| note.at.as_deref()).collect();
    assert_eq!(places, ["title", "79.7", "79.8", "79.8", "79.9", "79.11", "79.14"]);
    assert_eq!(codes(&reading), ["module-spelling", "module-spelling", "reference-year-mismatch", "repeated-section"]);
    assert_eq!(reading.warnings[2].at, "73");
    assert_eq!(reading.signed_by.as_deref(), Some("Michel DENEYER"));
}
