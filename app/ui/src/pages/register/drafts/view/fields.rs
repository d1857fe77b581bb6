//! The parts of a draft as fields, and fields as they were typed.

use std::collections::HashMap;

use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::register::{Deliberation, End, PointStatus, PointText, Version, VersionText};
use delibero_domain::text::Language;
use delibero_usecases::register::Content;

use super::apply::{MAX_ROWS, Typed};
use super::digest::digest;
use super::{Field, FieldKey, FieldKind, Part, TextKey};

/// Between two entries of a field that holds several of several lines.
pub(super) const BETWEEN: &str = "\n\n";

/// The fields of a part; none when there is no such part. A number that is published does not change.
#[must_use]
pub fn fields_of(content: &Content, key: Option<TextKey>, part: Part, published: bool) -> Option<Vec<Field>> {
    match part {
        Part::Facts => Some(facts(&content.deliberation, published)),
        Part::Versions => Some(versions(content)),
        Part::Text => text_of(content, key).and_then(|text| Some(closing(text, key?))),
        Part::Sections => text_of(content, key).map(sections),
        Part::Footnotes => text_of(content, key).map(footnotes),
        Part::Point(place) => {
            let text = text_of(content, key)?;
            text.points.get(usize::from(place) - 1).map(|point| of_point(text, point))
        }
        Part::NewPoint(place) => {
            let text = text_of(content, key)?;
            (usize::from(place) <= text.points.len() + 1).then(|| of_new_point(text, usize::from(place) - 1))
        }
    }
}

/// The text of a key.
pub(super) fn text_of(content: &Content, key: Option<TextKey>) -> Option<&VersionText> {
    content.texts.get(&key?)
}

/// Names for the rows of a list, by two words of each, which hold when rows are added, moved or removed; rows with the
/// same words are counted.
fn names<'w>(rows: impl Iterator<Item = [&'w str; 2]>) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let name = |words: [&str; 2]| {
        let name = words.map(short).join(".");
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        format!("{name}.{count}")
    };
    rows.map(name).collect()
}

/// A word of any length as a short one; none stays none.
fn short(word: &str) -> String {
    if word.is_empty() { String::new() } else { digest([word]) }
}

/// The names of sections.
pub(super) fn section_names(text: &VersionText) -> Vec<String> {
    names(text.sections.iter().map(|section| [section.label.as_str(), section.title.as_str()]))
}

/// The names of versions.
pub(super) fn version_names(deliberation: &Deliberation) -> Vec<String> {
    let words = |version: &Version| {
        let document = version.document.as_ref().map(ToString::to_string);
        (version.approved.to_string(), document.unwrap_or_default())
    };
    let words: Vec<_> = deliberation.versions.iter().map(words).collect();
    names(words.iter().map(|(approved, document)| [approved.as_str(), document.as_str()]))
}

fn footnote_names(text: &VersionText) -> Vec<String> {
    names(text.footnotes.iter().map(|footnote| [footnote.mark.as_str(), footnote.text.as_str()]))
}

/// The fields that a form sent: those of the part, with its rows as typed, moved by its buttons.
#[must_use]
pub fn reshaped(shape: &[Field], part: Part, typed: &Typed) -> Vec<Field> {
    let mut rows = typed.rows();
    match typed.get("do").split_once(':') {
        Some(("remove", row)) => {
            drop(row.parse().ok().filter(|row| *row < rows.len()).map(|row: usize| rows.remove(row)))
        }
        Some(("add", row)) => {
            if let Some(row) = row.parse().ok().filter(|row: &usize| *row <= rows.len() && rows.len() < MAX_ROWS) {
                rows.insert(row, Vec::new());
            }
        }
        _ => {}
    }
    let value = |field: Field| Field { value: typed.get(&field.name).to_owned(), ..field };
    let kept = |field: &&Field| field.row().is_none();
    let mut fields: Vec<Field> = shape.iter().filter(kept).cloned().map(value).collect();
    for (row, typed) in rows.iter().enumerate() {
        fields.extend(blank_row(part, row).into_iter().map(|field| {
            let suffix = field.name.split_once('-').map_or("", |(_, suffix)| suffix);
            let found = typed.iter().find(|(name, _)| name == suffix).map(|(_, value)| value.clone());
            Field { value: found.unwrap_or(field.value.clone()), ..field }
        }));
    }
    fields
}

fn blank_row(part: Part, row: usize) -> Vec<Field> {
    match part {
        Part::Versions => version_row(row, ["", "", "", ""], true),
        Part::Sections => section_row(row, ["", "", "1", "", ""].map(str::to_owned)),
        Part::Footnotes => footnote_row(row, [""; 4]),
        _ => Vec::new(),
    }
}

pub(super) fn field(name: &str, key: FieldKey, kind: FieldKind, value: impl Into<String>) -> Field {
    Field { name: name.to_owned(), key, kind, value: value.into(), problem: None, theirs: None }
}

fn facts(deliberation: &Deliberation, published: bool) -> Vec<Field> {
    use FieldKey as K;
    let title = |language| deliberation.title.get(&language).cloned().unwrap_or_default();
    let number = if published { FieldKind::Fixed } else { FieldKind::Line };
    let (end, end_date, end_by) = match &deliberation.end {
        None => ("", String::new(), String::new()),
        Some(End::Repealed(from)) => ("repealed", from.to_string(), String::new()),
        Some(End::Replaced(from, by)) => ("replaced", from.to_string(), by.to_string()),
    };
    let complete = if deliberation.amendments_complete { "yes" } else { "" };
    vec![
        field("number", K::Number, number, deliberation.number.to_string()),
        field("committee", K::Committee, FieldKind::Line, &deliberation.committee),
        field("date", K::Date, FieldKind::Day, deliberation.date.to_string()),
        field("title-fr", K::TitleFr, FieldKind::Area(3), title(Language::Fr)),
        field("title-nl", K::TitleNl, FieldKind::Area(3), title(Language::Nl)),
        field("title-de", K::TitleDe, FieldKind::Area(2), title(Language::De)),
        field("rapporteur", K::Rapporteur, FieldKind::Line, deliberation.rapporteur.clone().unwrap_or_default()),
        field("grounds", K::Grounds, FieldKind::Area(8), deliberation.grounds.join(BETWEEN)),
        field("requesters", K::Requesters, FieldKind::Area(3), deliberation.requesters.join(BETWEEN)),
        field("sources", K::Sources, FieldKind::Area(3), deliberation.sources.join(BETWEEN)),
        field("amendments-complete", K::AmendmentsComplete, FieldKind::Tick, complete),
        field("end", K::End, FieldKind::End, end),
        field("end-date", K::EndDate, FieldKind::Day, end_date),
        field("end-by", K::EndBy, FieldKind::Line, end_by),
    ]
}

fn versions(content: &Content) -> Vec<Field> {
    let names = version_names(&content.deliberation);
    let rows = content.deliberation.versions.iter().zip(&names).enumerate().flat_map(|(row, (version, name))| {
        let document = version.document.as_ref().map(ToString::to_string).unwrap_or_default();
        let in_force = version.in_force.map(|day| day.to_string()).unwrap_or_default();
        version_row(row, [&document, &version.approved.to_string(), &in_force, name], !version.is_known())
    });
    rows.collect()
}

fn version_row(row: usize, [document, approved, in_force, was]: [&str; 4], removable: bool) -> Vec<Field> {
    use FieldKey as K;
    vec![
        field(&format!("r{row}-document"), K::VersionDocument, FieldKind::Line, document),
        field(&format!("r{row}-approved"), K::VersionApproved, FieldKind::Day, approved),
        field(&format!("r{row}-in-force"), K::VersionInForce, FieldKind::Day, in_force),
        field(&format!("r{row}-was"), K::Version, FieldKind::Hidden, was),
        // Not read back: what has a text is not removed here.
        field(&format!("r{row}-removable"), K::Version, FieldKind::Hidden, if removable { "yes" } else { "" }),
    ]
}

fn closing(text: &VersionText, key: TextKey) -> Vec<Field> {
    use FieldKey as K;
    let optional = |found: &Option<String>| found.clone().unwrap_or_default();
    vec![
        field("language", K::TextLanguage, FieldKind::Language, key.language.code()),
        field("title", K::TextTitle, FieldKind::Area(3), &text.title),
        field("modules", K::Modules, FieldKind::Area(3), text.modules.join("\n")),
        field("operative", K::Operative, FieldKind::Area(8), optional(&text.operative)),
        field("signed-by", K::SignedBy, FieldKind::Line, optional(&text.signed_by)),
        field("annex", K::Annex, FieldKind::Area(4), optional(&text.annex)),
    ]
}

fn sections(text: &VersionText) -> Vec<Field> {
    let names = section_names(text);
    let rows = text.sections.iter().zip(names).enumerate().flat_map(|(row, (section, name))| {
        let values =
            [section.label.clone(), section.title.clone(), section.level.to_string(), section.text.clone(), name];
        section_row(row, values)
    });
    rows.collect()
}

fn section_row(row: usize, [label, title, level, text, was]: [String; 5]) -> Vec<Field> {
    use FieldKey as K;
    let levels = (1..=4).map(|level| (level.to_string(), level.to_string())).collect();
    vec![
        field(&format!("r{row}-label"), K::SectionLabel, FieldKind::Line, label),
        field(&format!("r{row}-title"), K::SectionTitle, FieldKind::Area(2), title),
        field(&format!("r{row}-level"), K::SectionLevel, FieldKind::Choice(levels), level),
        field(&format!("r{row}-text"), K::SectionText, FieldKind::Area(2), text),
        field(&format!("r{row}-was"), K::Section, FieldKind::Hidden, was),
    ]
}

fn footnotes(text: &VersionText) -> Vec<Field> {
    let names = footnote_names(text);
    let rows = text.footnotes.iter().zip(&names).enumerate().flat_map(|(row, (footnote, name))| {
        footnote_row(row, [&footnote.mark, &footnote.text, footnote.at.as_deref().unwrap_or_default(), name])
    });
    rows.collect()
}

fn footnote_row(row: usize, [mark, text, at, was]: [&str; 4]) -> Vec<Field> {
    use FieldKey as K;
    vec![
        field(&format!("r{row}-mark"), K::FootnoteMark, FieldKind::Line, mark),
        field(&format!("r{row}-text"), K::FootnoteText, FieldKind::Area(3), text),
        field(&format!("r{row}-at"), K::FootnoteAt, FieldKind::Line, at),
        field(&format!("r{row}-was"), K::Footnote, FieldKind::Hidden, was),
    ]
}

fn of_point(text: &VersionText, point: &PointText) -> Vec<Field> {
    let repealed = point.status == PointStatus::Repealed;
    let mut fields = point_fields(text, point.label.printed(), point.heading, &point.text, repealed);
    // By it the point is found again when somebody moved or changed it.
    fields.push(field("was-label", FieldKey::Point, FieldKind::Hidden, point.label.printed()));
    fields
}

/// A new point stands under the heading of the one before it, and follows its label.
fn of_new_point(text: &VersionText, at: usize) -> Vec<Field> {
    let before = at.checked_sub(1).and_then(|before| text.points.get(before));
    let after = text.points.get(at);
    let label =
        before.map_or_else(|| "1".to_owned(), |before| label_after(&before.label, after.map(|point| &point.label)));
    point_fields(text, &label, before.or(after).and_then(|point| point.heading), "", false)
}

/// `24` after the last `23`; `23/1` where `24` stands already.
fn label_after(before: &PointLabel, after: Option<&PointLabel>) -> String {
    let Some((last, steps)) = before.steps().split_last() else { return String::new() };
    let prefix: String = steps.iter().map(|step| format!("{step}.")).collect();
    let following = match last.inserted {
        0 => format!("{prefix}{}", last.number + 1),
        inserted => format!("{prefix}{}/{}", last.number, inserted + 1),
    };
    match after {
        Some(after) if after.normal() == following => format!("{prefix}{}/{}", last.number, last.inserted + 1),
        _ => following,
    }
}

fn point_fields(text: &VersionText, label: &str, heading: Option<usize>, words: &str, repealed: bool) -> Vec<Field> {
    use FieldKey as K;
    let name = |section: &delibero_domain::deliberation::reading::Section| {
        let words = format!("{} {}", section.label, section.title);
        words.trim().chars().take(90).collect::<String>()
    };
    let names = section_names(text);
    let heading = heading.and_then(|at| names.get(at)).cloned().unwrap_or_default();
    let headings = names.into_iter().zip(&text.sections).map(|(key, section)| (key, name(section)));
    let choices = std::iter::once((String::new(), "–".to_owned())).chain(headings).collect();
    let lines = words.len() / 80 + words.matches('\n').count() + 3;
    let lines = u16::try_from(lines.clamp(6, 24)).unwrap_or(6);
    vec![
        field("label", K::PointLabel, FieldKind::Line, label),
        field("heading", K::PointHeading, FieldKind::Choice(choices), heading),
        field("text", K::PointText, FieldKind::Area(lines), words),
        field("repealed", K::PointRepealed, FieldKind::Tick, if repealed { "yes" } else { "" }),
    ]
}
