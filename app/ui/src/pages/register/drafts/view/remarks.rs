//! What keeps a draft from being published, and what the reader was not sure of, each with the part to mend it in.

use delibero_domain::deliberation::reading::Warning;
use delibero_usecases::register::editing::Part;
use delibero_usecases::register::{Content, Draft, Fault, TextKey};

use super::counted;

/// Where a warning or fault is mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What: a fault's or a warning's stable word.
    pub code: String,
    /// The words of the reader, in the language of the document; of a fault, the label or number it is about.
    pub text: String,
    /// The part to mend it in.
    pub part: Part,
    /// The label of the point that it is about; empty: another part.
    pub point: String,
    /// On which line of the source.
    pub line: Option<u32>,
}

pub(super) fn faults(found: Vec<Fault>, content: &Content, shown: Option<TextKey>) -> Vec<Remark> {
    let remark = |fault: Fault| {
        let (code, part, text) = match fault {
            Fault::NoTitle => ("no-title", Part::Facts, String::new()),
            Fault::Niss => ("niss", Part::Facts, String::new()),
            Fault::NoVersion => ("no-version", Part::Versions, String::new()),
            Fault::VersionsOutOfOrder => ("versions-out-of-order", Part::Versions, String::new()),
            Fault::InForceTooEarly(day) => ("in-force-too-early", Part::Versions, day.to_string()),
            Fault::DocumentElsewhere(document) => ("document-elsewhere", Part::Versions, document.to_string()),
            Fault::PointTwice(label) => {
                ("point-twice", part_of_point(content, shown, &label).unwrap_or(Part::Text), label)
            }
            Fault::PointEmpty(label) => {
                ("point-empty", part_of_point(content, shown, &label).unwrap_or(Part::Text), label)
            }
        };
        Remark { code: code.to_owned(), text, part, point: String::new(), line: None }
    };
    let mut all: Vec<Remark> = found.into_iter().map(remark).collect();
    all.dedup();
    all
}

pub(super) fn warnings(draft: &Draft, shown: Option<TextKey>) -> Vec<Remark> {
    let Some(reading) = &draft.origin.reading else { return Vec::new() };
    let remark = |warning: &Warning| {
        let point = part_of_point(&draft.content, shown, &warning.at);
        let part = point.unwrap_or(match warning.at.as_str() {
            "title" | "head" | "grounds" | "preamble" | "number" | "date" | "committee" => Part::Facts,
            "amendments" | "document" | "in-force" => Part::Versions,
            "sections" => Part::Sections,
            "footnotes" => Part::Footnotes,
            at if at.starts_with("footnote") => Part::Footnotes,
            at if at.starts_with("section") => Part::Sections,
            _ => Part::Text,
        });
        Remark {
            code: warning.code.clone(),
            text: warning.text.clone(),
            part,
            point: point.map(|_| warning.at.clone()).unwrap_or_default(),
            line: warning.line.map(counted),
        }
    };
    reading.warnings.iter().map(remark).collect()
}

fn part_of_point(content: &Content, shown: Option<TextKey>, label: &str) -> Option<Part> {
    let at = content.texts.get(&shown?)?.points.iter().position(|point| point.label.normal() == label)?;
    Some(Part::Point(u16::try_from(at + 1).ok()?))
}
