//! Old and new, aligned.

use serde::{Deserialize, Serialize};

use super::word_diff::Run;
use crate::deliberation::PointLabel;

/// One line of the view side by side: a part of the old text, of the new one, or of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row<S> {
    /// Where it stands in the old text; none: it is new.
    pub old: Option<S>,
    /// Where it stands in the new text; none: it is gone.
    pub new: Option<S>,
    /// What became of it.
    pub kind: Kind,
    /// Whether it stands where it stood; [`Place::Kept`] where it is in one text only.
    pub place: Place,
    /// Its words, old and new.
    pub runs: Vec<Run>,
}

/// A point of one of the two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointSide {
    /// Its place in the text's points, from 0.
    pub at: u32,
    pub label: PointLabel,
    /// The place of the heading above it in the text's sections, from 0.
    pub heading: Option<u32>,
}

/// A section or heading of one of the two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionSide {
    /// Its place in the text's sections, from 0.
    pub at: u32,
    /// As printed; empty for a heading without one.
    pub label: String,
    /// 1 for a section, more for what stands within one.
    pub level: u8,
}

/// A footnote of one of the two texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FootnoteSide {
    /// Its place in the text's footnotes, from 0.
    pub at: u32,
    pub mark: String,
}

/// A section: the runs of `heading` are those of its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionRow {
    /// The section; changed where its title or the text under it is.
    pub heading: Row<SectionSide>,
    /// The text under it before its first point.
    pub text: Vec<Run>,
}

/// What became of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Its text is the same.
    Unchanged,
    /// Its text is another.
    Changed,
    /// It is new.
    Inserted,
    /// It is gone.
    Removed,
    /// It no longer counts, and did before or was not there.
    Repealed,
    /// It counts again.
    Restored,
}

/// Whether a part stands where it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Under the same label, in the same order.
    Kept,
    /// Under another label, in the same order: others came in or went.
    Renumbered,
    /// Elsewhere in the order.
    Moved,
}

/// How many parts of one sort became what. A part counts once among the first six, and once more where it was
/// renumbered or moved; `unchanged` are those to which nothing happened at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// New.
    pub inserted: u32,
    /// With other words.
    pub changed: u32,
    /// Gone.
    pub removed: u32,
    /// No longer counting.
    pub repealed: u32,
    /// Counting again.
    pub restored: u32,
    /// With the same words in the same place.
    pub unchanged: u32,
    /// Under another label, in the same order.
    pub renumbered: u32,
    /// Elsewhere in the order.
    pub moved: u32,
}

impl<S> Row<S> {
    /// Whether nothing happened to it.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        self.kind == Kind::Unchanged && self.place == Place::Kept
    }
}

impl Counts {
    pub(super) fn of<'r, S: 'r>(rows: impl IntoIterator<Item = &'r Row<S>>) -> Self {
        rows.into_iter().fold(Self::default(), |mut counts, row| {
            match row.kind {
                Kind::Unchanged => counts.unchanged += u32::from(row.place == Place::Kept),
                Kind::Changed => counts.changed += 1,
                Kind::Inserted => counts.inserted += 1,
                Kind::Removed => counts.removed += 1,
                Kind::Repealed => counts.repealed += 1,
                Kind::Restored => counts.restored += 1,
            }
            counts.renumbered += u32::from(row.place == Place::Renumbered);
            counts.moved += u32::from(row.place == Place::Moved);
            counts
        })
    }
}

/// Two places on one line.
pub(super) struct Line {
    pub old: Option<usize>,
    pub new: Option<usize>,
    pub is_moved: bool,
}

/// Every part once, in the order of the new text; what is gone stands behind what stood before it.
pub(super) fn align(pairs: &[(usize, usize)], old_count: usize, new_count: usize) -> Vec<Line> {
    let mut new_of = vec![None; old_count];
    let mut old_of = vec![None; new_count];
    for (old, new) in pairs {
        new_of[*old] = Some(*new);
        old_of[*new] = Some(*old);
    }
    let stays = in_order(&new_of);
    let mut gone_behind = vec![Vec::new(); new_count + 1];
    let mut behind = 0;
    for (old, new) in new_of.iter().enumerate() {
        match new {
            None => gone_behind[behind].push(old),
            Some(new) if stays[old] => behind = new + 1,
            Some(_) => {}
        }
    }
    let mut lines = Vec::with_capacity(old_count + new_count);
    for (place, gone) in gone_behind.into_iter().enumerate() {
        if let Some(new) = place.checked_sub(1) {
            let old = old_of[new];
            lines.push(Line { old, new: Some(new), is_moved: old.is_some_and(|old| !stays[old]) });
        }
        lines.extend(gone.into_iter().map(|old| Line { old: Some(old), new: None, is_moved: false }));
    }
    lines
}

/// Which parts keep their order: as many as can (the longest rising sequence); the others have moved.
fn in_order(new_of: &[Option<usize>]) -> Vec<bool> {
    // For each length, where the sequence of that length that ends lowest ends.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before = vec![None; new_of.len()];
    for (old, new) in new_of.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))) {
        let length = ends.partition_point(|(end, _)| *end < new);
        before[old] = length.checked_sub(1).map(|shorter| ends[shorter].1);
        if length == ends.len() {
            ends.push((new, old));
        } else {
            ends[length] = (new, old);
        }
    }
    let mut stays = vec![false; new_of.len()];
    for old in std::iter::successors(ends.last().map(|(_, old)| *old), |old| before[*old]) {
        stays[old] = true;
    }
    stays
}
