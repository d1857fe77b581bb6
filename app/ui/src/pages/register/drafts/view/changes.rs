//! What one content changes in another, thing by thing.

use delibero_domain::deliberation::differences::{Kind, Row, Run, compare, diff};
use delibero_domain::deliberation::register::VersionText;
use delibero_usecases::register::Content;

use super::{Change, Field, FieldKey, FieldKind, Part, TextKey, fields_of};

/// What `after` changes in `before`; everything is new without one.
pub(super) fn changes(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let mut found = facts(before, after);
    found.extend(versions(before, after));
    for (&key, text) in &after.texts {
        // A text that is new is measured against the one before it, as an amendment is read.
        let old = before.and_then(|before| text_at(before, key).or_else(|| text_before(before, key)));
        found.extend(text_changes(key, old, text));
    }
    found
}

fn text_at(content: &Content, key: TextKey) -> Option<&VersionText> {
    super::fields::text_of(content, Some(key))
}

fn text_before(content: &Content, key: TextKey) -> Option<&VersionText> {
    let earlier =
        content.texts.iter().filter(|(other, _)| other.language == key.language && other.version < key.version);
    earlier.last().map(|(_, text)| text)
}

fn by_name<'f>(fields: &'f [Field], name: &str) -> &'f str {
    fields.iter().find(|field| field.name == name).map_or("", |field| field.value.as_str())
}

fn change(key: FieldKey, label: &str, text: Option<TextKey>, old: &str, new: &str) -> Option<Change> {
    let kind = match (old.is_empty(), new.is_empty()) {
        _ if old == new => return None,
        (true, _) => Kind::Inserted,
        (_, true) => Kind::Removed,
        _ => Kind::Changed,
    };
    Some(Change { key, label: label.to_owned(), text, kind, runs: diff(old, new) })
}

fn facts(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let fields = |content: &Content| fields_of(content, None, Part::Facts, true).unwrap_or_default();
    let old = before.map(fields).unwrap_or_default();
    let of = |field: &Field| change(field.key, "", None, by_name(&old, &field.name), &field.value);
    fields(after).iter().filter_map(of).collect()
}

/// One line a version, under the day of its approval.
fn versions(before: Option<&Content>, after: &Content) -> Vec<Change> {
    let lines = |content: &Content| -> Vec<(String, String)> {
        let line = |version: &delibero_domain::deliberation::register::Version| {
            let document = version.document.as_ref().map(ToString::to_string).unwrap_or_default();
            let in_force = version.in_force.map(|day| day.to_string()).unwrap_or_default();
            (version.approved.to_string(), format!("{} {document} {in_force}", version.approved).trim_end().to_owned())
        };
        content.deliberation.versions.iter().map(line).collect()
    };
    let (old, new) = (before.map(lines).unwrap_or_default(), lines(after));
    let of = |lines: &[(String, String)], day: &str| {
        lines.iter().find(|(known, _)| known == day).map(|(_, line)| line.clone())
    };
    let mut days: Vec<&String> = old.iter().chain(&new).map(|(day, _)| day).collect();
    days.sort();
    days.dedup();
    let line = |day: &String| {
        let (old, new) = (of(&old, day).unwrap_or_default(), of(&new, day).unwrap_or_default());
        change(FieldKey::Version, day, None, &old, &new)
    };
    days.into_iter().filter_map(line).collect()
}

fn text_changes(key: TextKey, old: Option<&VersionText>, new: &VersionText) -> Vec<Change> {
    let empty = VersionText::default();
    let differences = compare(old.unwrap_or(&empty), new);
    let mut found = Vec::new();
    let mut whole = |field: FieldKey, runs: &[Run]| {
        if !runs.iter().all(Run::is_same) {
            found.push(Change {
                key: field,
                label: String::new(),
                text: Some(key),
                kind: Kind::Changed,
                runs: runs.to_vec(),
            });
        }
    };
    whole(FieldKey::TextTitle, &differences.title);
    whole(FieldKey::Operative, &differences.operative);
    whole(FieldKey::SignedBy, &differences.signed_by);
    whole(FieldKey::Annex, &differences.annex);
    for section in differences.sections.iter().filter(|section| !section.heading.is_untouched()) {
        let side = section.heading.new.as_ref().or(section.heading.old.as_ref());
        let label = side.map(|side| side.label.clone()).unwrap_or_default();
        let runs = section.heading.runs.iter().chain(&section.text).cloned().collect();
        found.push(Change { key: FieldKey::Section, label, text: Some(key), kind: section.heading.kind, runs });
    }
    let point = |row: &&Row<_>| !row.is_untouched();
    for row in differences.points.iter().filter(point) {
        let label = row.new.as_ref().or(row.old.as_ref()).map(|side| side.label.normal()).unwrap_or_default();
        found.push(Change { key: FieldKey::Point, label, text: Some(key), kind: row.kind, runs: row.runs.clone() });
    }
    for row in differences.footnotes.iter().filter(|row| !row.is_untouched()) {
        let label = row.new.as_ref().or(row.old.as_ref()).map(|side| side.mark.clone()).unwrap_or_default();
        found.push(Change { key: FieldKey::Footnote, label, text: Some(key), kind: row.kind, runs: row.runs.clone() });
    }
    let modules = |text: &VersionText| text.modules.join("\n");
    found.extend(change(FieldKey::Modules, "", Some(key), &old.map(modules).unwrap_or_default(), &modules(new)));
    found
}

/// Whether a fact stands in a form but says nothing: it is not shown where it is only read.
pub(super) fn says_something(field: &Field) -> bool {
    !field.value.is_empty() && field.kind != FieldKind::Hidden
}

/// Every language of the texts, the newest version first.
pub(super) fn keys(content: &Content) -> Vec<TextKey> {
    let mut keys: Vec<TextKey> = content.texts.keys().copied().collect();
    keys.sort_by_key(|key| (std::cmp::Reverse(key.version), key.language));
    keys
}
