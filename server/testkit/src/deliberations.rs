//! Deliberations of the register, and readings of one.

use std::collections::BTreeMap;

use delibero_domain::deliberation::reading::{Amendment, DeliberationKind, Point, Reading};
use delibero_domain::deliberation::register::{Deliberation, PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::{Content, RegisterQuery, TextKey, Texts};

use crate::examples::word;

/// The text of a deliberation as it was given.
pub const FIRST_TEXT: TextKey = TextKey::new(0, Language::Fr);

/// A deliberation as it was given, in French, with one point for each text.
///
/// # Panics
/// When a number or a date has not the right form.
#[must_use]
pub fn deliberation(number: &str, date: &str, title: &str, points: &[&str]) -> Content {
    let version = Version { document: None, approved: word(date), in_force: None, languages: vec![Language::Fr] };
    let deliberation = Deliberation {
        number: word(number),
        committee: "Comité de sécurité de l'information".to_owned(),
        title: BTreeMap::from([(Language::Fr, title.to_owned())]),
        date: word(date),
        rapporteur: None,
        grounds: Vec::new(),
        requesters: Vec::new(),
        sources: Vec::new(),
        versions: vec![version],
        amendments_complete: true,
        end: None,
    };
    Content { deliberation, texts: Texts::from([(FIRST_TEXT, text(title, points))]) }
}

/// The first text of a deliberation, to be changed.
///
/// # Panics
/// When it has none.
pub fn first_text(content: &mut Content) -> &mut VersionText {
    content.texts.values_mut().next().expect("a text")
}

/// A text with points 1, 2, 3 …
#[must_use]
pub fn text(title: &str, points: &[&str]) -> VersionText {
    let point = |(index, text): (usize, &&str)| PointText {
        label: word(&format!("{}.", index + 1)),
        heading: None,
        text: (*text).to_owned(),
        status: PointStatus::Unchanged,
    };
    VersionText {
        title: title.to_owned(),
        points: points.iter().enumerate().map(point).collect(),
        ..VersionText::default()
    }
}

/// The same deliberation with a text of another version, or in another language.
#[must_use]
pub fn with_text(mut content: Content, version: u16, language: Language, text: VersionText) -> Content {
    if let Some(facts) = content.deliberation.versions.get_mut(usize::from(version)) {
        facts.languages.push(language);
    }
    content.deliberation.title.entry(language).or_insert_with(|| text.title.clone());
    content.texts.insert(TextKey::new(version, language), text);
    content
}

/// The same deliberation with one more version, of which the text is not known.
#[must_use]
pub fn with_version(mut content: Content, document: Option<&str>, approved: &str, in_force: Option<&str>) -> Content {
    content.deliberation.versions.push(Version {
        document: document.map(word),
        approved: word(approved),
        in_force: in_force.map(word),
        languages: Vec::new(),
    });
    content
}

/// What an importer read: a French text, amended on some days.
#[must_use]
pub fn reading(number: &str, document: &str, amended: &[&str], points: &[&str]) -> Reading {
    let point = |(index, text): (usize, &&str)| Point {
        label: word(&format!("{}.", index + 1)),
        normal: (index + 1).to_string(),
        section: String::new(),
        heading: None,
        text: (*text).to_owned(),
        line: index + 1,
    };
    Reading {
        kind: DeliberationKind::Deliberation,
        number: Some(word(number)),
        document: Some(word(document)),
        committee: Some("Comité de sécurité de l'information".to_owned()),
        language: Language::Fr,
        date: Some(word("2023-03-07")),
        title: Some(format!("Délibération n° {number} relative à la communication de données")),
        amendments: amended.iter().map(|day| Amendment { approved: word(day), in_force: None }).collect(),
        amendments_complete: true,
        in_force: None,
        grounds: Vec::new(),
        preamble: Vec::new(),
        rapporteur: None,
        requesters: Vec::new(),
        sections: Vec::new(),
        points: points.iter().enumerate().map(point).collect(),
        footnotes: Vec::new(),
        references: Vec::new(),
        modules: Vec::new(),
        operative: None,
        signed_by: None,
        signed_as: None,
        annex: None,
        warnings: Vec::new(),
        dropped: Vec::new(),
    }
}

/// A search for some words, on a day in 2026.
#[must_use]
pub fn search(words: &str) -> RegisterQuery {
    RegisterQuery { words: words.to_owned(), ..RegisterQuery::everything(word("2026-01-15"), Language::Fr) }
}
