//! Points, sections and footnotes: what they have in common when two texts are compared.

use super::pairs::{Entry, Habits, pair};
use super::rows::{FootnoteSide, Kind, Line, Place, PointSide, Row, SectionSide, align};
use super::word_diff::{Passage, Run, Vocabulary};
use super::{diff, wire};
use crate::deliberation::reading::{Footnote, Section};
use crate::deliberation::register::{PointStatus, PointText};

pub(super) trait Part: Sized {
    /// What a row says of it.
    type Side;

    /// How it is recognised.
    const HABITS: Habits;

    /// Its label, in a form that can be compared; empty where it has none.
    fn label(&self) -> String;

    fn wording(&self) -> &str;

    /// What a row says of it.
    fn side(&self, at: usize) -> Self::Side;

    /// Whether it no longer counts.
    fn is_repealed(&self) -> bool {
        false
    }

    /// By which names the parts of one text are known.
    fn names(parts: &[Self]) -> Vec<String> {
        parts.iter().map(Self::label).collect()
    }
}

impl Part for PointText {
    type Side = PointSide;

    const HABITS: Habits = Habits { names_bind: true, least_words: 5 };

    fn label(&self) -> String {
        self.label.normal()
    }

    fn wording(&self) -> &str {
        &self.text
    }

    fn side(&self, at: usize) -> PointSide {
        PointSide { at: wire(at), label: self.label.clone(), heading: self.heading.map(wire) }
    }

    fn is_repealed(&self) -> bool {
        self.status == PointStatus::Repealed
    }
}

impl Part for Section {
    type Side = SectionSide;

    const HABITS: Habits = Habits { names_bind: true, least_words: 1 };

    fn label(&self) -> String {
        self.label.clone()
    }

    fn wording(&self) -> &str {
        &self.title
    }

    fn side(&self, at: usize) -> SectionSide {
        SectionSide { at: wire(at), label: self.label.clone(), level: self.level }
    }

    /// Labels from the outermost section inwards: there may be a `1.` under `A.` and another under `B.`.
    fn names(sections: &[Self]) -> Vec<String> {
        let mut above: Vec<&Self> = Vec::new();
        let mut names = Vec::with_capacity(sections.len());
        for section in sections {
            above.retain(|outer| outer.level < section.level);
            above.push(section);
            let path: Vec<&str> = above.iter().map(|section| section.label.as_str()).collect();
            names.push(if section.label.is_empty() { String::new() } else { path.join(" ") });
        }
        names
    }
}

impl Part for Footnote {
    type Side = FootnoteSide;

    // The mark is only a number: a footnote added before it makes it another.
    const HABITS: Habits = Habits { names_bind: false, least_words: 3 };

    fn label(&self) -> String {
        self.mark.clone()
    }

    fn wording(&self) -> &str {
        &self.text
    }

    fn side(&self, at: usize) -> FootnoteSide {
        FootnoteSide { at: wire(at), mark: self.mark.clone() }
    }
}

/// The parts of two texts, row by row.
pub(super) fn compare<P: Part>(old: &[P], new: &[P]) -> Vec<Row<P::Side>> {
    let mut vocabulary = Vocabulary::default();
    let (old_names, new_names) = (P::names(old), P::names(new));
    let old_words: Vec<_> = old.iter().map(|part| Passage::words(part.wording(), &mut vocabulary)).collect();
    let new_words: Vec<_> = new.iter().map(|part| Passage::words(part.wording(), &mut vocabulary)).collect();
    let pairs = pair(&entries(&old_names, &old_words), &entries(&new_names, &new_words), P::HABITS);
    let row = |line: Line| {
        let (old_part, new_part) = (line.old.map(|at| &old[at]), line.new.map(|at| &new[at]));
        let runs = match (line.old, line.new) {
            (Some(old), Some(new)) => old_words[old].to(&new_words[new]),
            _ => diff(old_part.map_or("", P::wording), new_part.map_or("", P::wording)),
        };
        Row {
            kind: kind(old_part, new_part, &runs),
            place: place(old_part, new_part, line.is_moved),
            old: line.old.map(|at| old[at].side(at)),
            new: line.new.map(|at| new[at].side(at)),
            runs,
        }
    };
    align(&pairs, old.len(), new.len()).into_iter().map(row).collect()
}

fn entries<'w>(names: &'w [String], passages: &'w [Passage<'_>]) -> Vec<Entry<'w>> {
    names.iter().zip(passages).map(|(name, passage)| Entry { name, words: &passage.words }).collect()
}

fn kind<P: Part>(old: Option<&P>, new: Option<&P>, runs: &[Run]) -> Kind {
    let was_repealed = old.is_some_and(P::is_repealed);
    match (old, new) {
        (_, None) => Kind::Removed,
        (_, Some(new)) if new.is_repealed() && !was_repealed => Kind::Repealed,
        (_, Some(new)) if was_repealed && !new.is_repealed() => Kind::Restored,
        (None, _) => Kind::Inserted,
        _ if runs.iter().all(Run::is_same) => Kind::Unchanged,
        _ => Kind::Changed,
    }
}

fn place<P: Part>(old: Option<&P>, new: Option<&P>, is_moved: bool) -> Place {
    let is_renumbered = old.zip(new).is_some_and(|(old, new)| old.label() != new.label());
    match (is_moved, is_renumbered) {
        (true, _) => Place::Moved,
        (false, true) => Place::Renumbered,
        (false, false) => Place::Kept,
    }
}
