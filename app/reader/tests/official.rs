//! The official texts come in whole. They are not part of the repository: the tests run where they are present.

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
    let folder = std::env::var("DELIBERO_OFFICIAL_TEXTS").unwrap_or_else(|_| "../../../shared/deliberations".to_owned());
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

fn labels(reading: &Reading) -> Vec<&str> {
    reading.points.iter().map(|point| point.normal.as_str()).collect()
}

#[test]
fn all_of_04_037() {
    // Two marks of footnotes that were glued to their words.
    let Some(reading) = measured("04-037", &["professionnel1", "social2"], &["professionnel", "social", "¹", "²"]) else {
        return;
    };
    let _ = labels(&reading);
}

#[test]
fn all_of_12_057() {
    let Some(_reading) = measured("12-057", &["1", "1", "er", "er"], &["1er", "1er"]) else { return };
}

#[test]
fn all_of_17_087() {
    let Some(_reading) = measured("17-087", &[], &[]) else { return };
}

#[test]
fn all_of_20_130() {
    let Some(_reading) = measured("20-130", &[], &[]) else { return };
}

#[test]
fn all_of_23_058() {
    let Some(_reading) = measured("23-058", &[], &[]) else { return };
}
