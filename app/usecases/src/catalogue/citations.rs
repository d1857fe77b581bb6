//! Which points the documents of the catalogue cite, and which documents a new text touches.

use std::collections::BTreeSet;

use delibero_domain::authorisation::Source;
use delibero_domain::catalogue::files::documents::Document;
use delibero_domain::deliberation::differences::{Kind, Place, compare};
use delibero_domain::deliberation::register::VersionText;
use toml::{Table, Value};

use super::editing::DocumentKind;
use crate::register::uses::cited_places;

/// The keys under which a rule cites points of the deliberation that it stands under.
const POINTS: [&str; 5] = ["point", "points", "described", "regimes_point", "person_roles_point"];

/// A document that cites points which another text has otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TouchedRule {
    pub document: String,
    /// As the texts number them; those of the newer text, but for what is gone.
    pub points: Vec<String>,
}

/// Every point that a rule cites, each once. Cases and readings are no rules.
#[must_use]
pub fn citations_in(document: &Document) -> Vec<Source> {
    let number = match DocumentKind::of(&document.name) {
        Some(DocumentKind::Authorisation) => "deliberation",
        Some(DocumentKind::Deliberation) => "number",
        Some(DocumentKind::Service) => "",
        _ => return Vec::new(),
    };
    let Ok(table) = toml::from_str::<Table>(&document.text) else { return Vec::new() };
    let number = table.get(number).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut found = Vec::new();
    within(&table, &mut |key, words| {
        let source = if key == "source" {
            Source::try_from(words.to_owned()).ok()
        } else if POINTS.contains(&key) && !number.is_empty() {
            Some(Source::new(&number, words))
        } else {
            None
        };
        found.extend(source.filter(|source| !found.contains(source)));
    });
    found
}

fn within(table: &Table, cites: &mut impl FnMut(&str, &str)) {
    for (key, value) in table {
        match value {
            Value::String(words) => cites(key, words),
            Value::Table(table) => within(table, cites),
            Value::Array(rows) => rows.iter().filter_map(Value::as_table).for_each(|row| within(row, cites)),
            _ => {}
        }
    }
}

/// The documents that cite points of a deliberation which two of its texts have otherwise.
#[must_use]
pub fn touched_rules(
    documents: &[Document],
    number: &str,
    before: &VersionText,
    after: &VersionText,
) -> Vec<TouchedRule> {
    let texts = [Changed::of(before), Changed::of(after)];
    let [mut before_side, mut after_side] = texts;
    for row in compare(before, after).points {
        if row.kind == Kind::Unchanged && row.place == Place::Kept {
            continue;
        }
        before_side.changed.extend(row.old.map(|side| side.at as usize));
        after_side.changed.extend(row.new.map(|side| side.at as usize));
    }
    if before_side.changed.is_empty() && after_side.changed.is_empty() {
        return Vec::new();
    }
    let touched = documents.iter().filter_map(|document| {
        let cited = citations_in(document).into_iter().filter(|source| source.deliberation == number);
        let cited: Vec<String> = cited.map(|source| source.point).collect();
        let mut points = after_side.cited(&cited);
        let gone = before_side.cited(&cited).into_iter().filter(|label| !points.contains(label));
        points.extend(gone.collect::<Vec<_>>());
        (!points.is_empty()).then(|| TouchedRule { document: document.name.clone(), points })
    });
    touched.collect()
}

/// The points of one text, and the places of those that the other has otherwise.
struct Changed {
    labels: Vec<String>,
    changed: BTreeSet<usize>,
}

impl Changed {
    fn of(text: &VersionText) -> Self {
        Self { labels: text.points.iter().map(|point| point.label.normal()).collect(), changed: BTreeSet::new() }
    }

    fn cited(&self, cited: &[String]) -> Vec<String> {
        let places: BTreeSet<usize> = cited.iter().flat_map(|point| cited_places(point, &self.labels)).collect();
        places.intersection(&self.changed).map(|place| self.labels[*place].clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use delibero_domain::deliberation::register::PointText;

    use super::*;

    fn text(points: &[(&str, &str)]) -> VersionText {
        let point = |(label, text): &(&str, &str)| PointText {
            label: label.parse().expect("a label"),
            heading: None,
            text: (*text).to_owned(),
            status: delibero_domain::deliberation::register::PointStatus::Unknown,
        };
        VersionText { points: points.iter().map(point).collect(), ..VersionText::default() }
    }

    fn document(name: &str, text: &str) -> Document {
        Document { name: name.to_owned(), text: text.to_owned() }
    }

    fn documents() -> Vec<Document> {
        vec![
            document(
                "authorisations/20-130.cpas.hdi.toml",
                "deliberation = \"20/130\"\n[[authorisation]]\npoints = \"1-3\"\n[[authorisation.module]]\npoint = \"2\"\n",
            ),
            document(
                "authorisations/23-058.vdab.hdi.toml",
                "deliberation = \"23/058\"\n[[authorisation]]\npoints = \"2\"\n",
            ),
            document("services/hdi.toml", "id = \"hdi\"\n[[module]]\nsource = \"20/130 4\"\n"),
            document("cases/20-130.toml", "[[case]]\npoint = \"2\"\n"),
        ]
    }

    fn touched(after: &[(&str, &str)]) -> Vec<(String, String)> {
        let before = text(&[("1", "one word"), ("2", "two words"), ("3", "three words here"), ("4", "the fourth")]);
        let touched = touched_rules(&documents(), "20/130", &before, &text(after));
        touched.into_iter().map(|rule| (rule.document, rule.points.join(" "))).collect()
    }

    #[test]
    fn a_document_cites_what_stands_under_its_deliberation_or_names_another() {
        let all: Vec<String> = documents().iter().flat_map(citations_in).map(String::from).collect();
        assert_eq!(all, ["20/130 2", "20/130 1-3", "23/058 2", "20/130 4"]);
    }

    #[test]
    fn what_cites_a_changed_new_or_gone_point_is_touched_and_nothing_else() {
        let same = [("1", "one word"), ("2", "two words"), ("3", "three words here"), ("4", "the fourth")];
        assert_eq!(touched(&same), []);
        let mut changed = same;
        changed[1].1 = "entirely different content";
        let cpas = "authorisations/20-130.cpas.hdi.toml".to_owned();
        assert_eq!(touched(&changed), [(cpas.clone(), "2".to_owned())]);
        let mut fourth = same;
        fourth[3].1 = "nothing of this stood there";
        assert_eq!(touched(&fourth), [("services/hdi.toml".to_owned(), "4".to_owned())]);
        let gone = [same[0], same[2], same[3]];
        assert_eq!(touched(&gone), [(cpas.clone(), "2".to_owned())], "within the range of the whole");
        let new = [same[0], same[1], ("2/1", "an inserted one"), same[2], same[3]];
        assert_eq!(touched(&new), [(cpas, "2/1".to_owned())], "within the range");
    }
}
