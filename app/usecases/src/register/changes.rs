//! What one content changes in another, thing by thing.

use delibero_domain::deliberation::differences::{Kind, Row, Run, compare, diff};
use delibero_domain::deliberation::register::{Version, VersionText};

use super::draft::Content;
use super::editing::{FactsForm, FieldKey};
use super::texts::TextKey;

/// What became of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub subject: Subject,
    /// The text that it stands in.
    pub text: Option<TextKey>,
    pub kind: Kind,
    /// Its words, old and new.
    pub runs: Vec<Run>,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Field(FieldKey),
    /// A version, by the day of its approval.
    Version(String),
    /// A section, by its label.
    Section(String),
    /// A point, by its label in the normal form.
    Point(String),
    /// A footnote, by its mark.
    Footnote(String),
}

/// What `after` changes in `before`; everything is new without one.
#[must_use]
pub fn changes(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let mut found = facts(before, after);
    found.extend(versions(before, after));
    for (&key, text) in &after.texts {
        // A text that is new is measured against the one before it, as an amendment is read.
        let old = before.and_then(|before| before.texts.get(&key).or_else(|| text_before(before, key)));
        found.extend(of_text(key, old, text));
    }
    found
}

fn text_before(content: &Content, key: TextKey) -> Option<&VersionText> {
    let is_earlier = |other: &TextKey| other.language == key.language && other.version < key.version;
    content.texts.iter().rfind(|(other, _)| is_earlier(other)).map(|(_, text)| text)
}

fn change(subject: Subject, text: Option<TextKey>, old: &str, new: &str) -> Option<Change> {
    let kind = match (old.is_empty(), new.is_empty()) {
        _ if old == new => return None,
        (true, _) => Kind::Inserted,
        (_, true) => Kind::Removed,
        _ => Kind::Changed,
    };
    Some(Change { subject, text, kind, runs: diff(old, new) })
}

fn facts(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let form = |content: &Content| FactsForm::of(&content.deliberation, true);
    let old = before.map(form);
    let old: Vec<&str> = old.iter().flat_map(FactsForm::fields).map(|field| field.typed()).collect();
    let new = form(after);
    let of = |(place, field): (usize, &dyn super::editing::AnyField)| {
        let old = old.get(place).copied().unwrap_or_default();
        change(Subject::Field(field.key()), None, old, field.typed())
    };
    new.fields().into_iter().enumerate().filter_map(of).collect()
}

/// One line a version, under the day of its approval.
fn versions(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let lines =
        |content: &Content| -> Vec<(String, String)> { content.deliberation.versions.iter().map(line_of).collect() };
    let (old, new) = (before.map(lines).unwrap_or_default(), lines(after));
    let of = |lines: &[(String, String)], day: &str| {
        lines.iter().find(|(known, _)| known == day).map(|(_, line)| line.clone()).unwrap_or_default()
    };
    let mut days: Vec<&String> = old.iter().chain(&new).map(|(day, _)| day).collect();
    days.sort();
    days.dedup();
    let line = |day: &String| change(Subject::Version(day.clone()), None, &of(&old, day), &of(&new, day));
    days.into_iter().filter_map(line).collect()
}

fn line_of(version: &Version) -> (String, String) {
    let document = version.document.as_ref().map(ToString::to_string).unwrap_or_default();
    let in_force = version.in_force.map(|day| day.to_string()).unwrap_or_default();
    (version.approved.to_string(), format!("{} {document} {in_force}", version.approved).trim_end().to_owned())
}

fn of_text(key: TextKey, old: Option<&VersionText>, new: &VersionText) -> Vec<Change> {
    let empty = VersionText::default();
    let differences = compare(old.unwrap_or(&empty), new);
    let text = Some(key);
    let whole = [
        (FieldKey::TextTitle, &differences.title),
        (FieldKey::Operative, &differences.operative),
        (FieldKey::SignedBy, &differences.signed_by),
        (FieldKey::Annex, &differences.annex),
    ];
    let whole = whole.into_iter().filter(|(_, runs)| !runs.iter().all(Run::is_same));
    let mut found: Vec<Change> = whole
        .map(|(field, runs)| Change { subject: Subject::Field(field), text, kind: Kind::Changed, runs: runs.clone() })
        .collect();
    for section in differences.sections.iter().filter(|section| !section.heading.is_untouched()) {
        let label = label_of(&section.heading, |side| side.label.clone());
        let runs = section.heading.runs.iter().chain(&section.text).cloned().collect();
        found.push(Change { subject: Subject::Section(label), text, kind: section.heading.kind, runs });
    }
    for row in differences.points.iter().filter(|row| !row.is_untouched()) {
        let label = label_of(row, |side| side.label.normal());
        found.push(Change { subject: Subject::Point(label), text, kind: row.kind, runs: row.runs.clone() });
    }
    for row in differences.footnotes.iter().filter(|row| !row.is_untouched()) {
        let mark = label_of(row, |side| side.mark.clone());
        found.push(Change { subject: Subject::Footnote(mark), text, kind: row.kind, runs: row.runs.clone() });
    }
    let modules = |text: &VersionText| text.modules.join("\n");
    let old = old.map(modules).unwrap_or_default();
    found.extend(change(Subject::Field(FieldKey::Modules), text, &old, &modules(new)));
    found
}

fn label_of<S>(row: &Row<S>, label: impl Fn(&S) -> String) -> String {
    row.new.as_ref().or(row.old.as_ref()).map(label).unwrap_or_default()
}
