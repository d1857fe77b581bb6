//! What differs between two versions of a deliberation.
//!
//! A point that keeps its label keeps its identity, unless its words stand under another one; a point under another
//! label is recognised where at least seven in ten of its words are the same. What comparing costs is bounded,
//! whatever the texts: see [`MOST_MEETINGS`].

mod blocks;
mod grants;
mod pairs;
mod parts;
mod rows;
mod word_diff;

pub use blocks::{Block, blocks};
pub use grants::{
    Changes, ModuleChanges, Named, Presence, PurposeChanges, RecipientChanges, ServiceChanges, changed_grants,
};
pub use rows::{Counts, FootnoteSide, Kind, Place, PointSide, Row, SectionRow, SectionSide};
pub use word_diff::{MOST_MEETINGS, Run, diff, paragraphs};

use serde::{Deserialize, Serialize};

use super::reading::Section;
use super::register::VersionText;

/// What differs between two versions; rows in the order of the new text, what is gone where it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differences {
    pub title: Vec<Run>,
    /// Sections and headings.
    pub sections: Vec<SectionRow>,
    pub points: Vec<Row<PointSide>>,
    /// What the committee decides.
    pub operative: Vec<Run>,
    /// The name under the text.
    pub signed_by: Vec<Run>,
    /// What follows the signature.
    pub annex: Vec<Run>,
    pub footnotes: Vec<Row<FootnoteSide>>,
}

/// How much differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub points: Counts,
    /// Of the sections and headings.
    pub sections: Counts,
    pub footnotes: Counts,
}

impl Differences {
    /// How much differs.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            points: Counts::of(&self.points),
            sections: Counts::of(self.sections.iter().map(|section| &section.heading)),
            footnotes: Counts::of(&self.footnotes),
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.title, &self.operative, &self.signed_by, &self.annex].into_iter().flatten().all(Run::is_same)
            && self.sections.iter().all(|section| section.heading.is_untouched())
            && self.points.iter().all(Row::is_untouched)
            && self.footnotes.iter().all(Row::is_untouched)
    }
}

/// Compares two versions in one language.
#[must_use]
pub fn compare(before: &VersionText, after: &VersionText) -> Differences {
    let optional = |old: &Option<String>, new: &Option<String>| {
        diff(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default())
    };
    Differences {
        title: diff(&before.title, &after.title),
        sections: sections(&before.sections, &after.sections),
        points: parts::compare(&before.points, &after.points),
        operative: optional(&before.operative, &after.operative),
        signed_by: optional(&before.signed_by, &after.signed_by),
        annex: optional(&before.annex, &after.annex),
        footnotes: parts::compare(&before.footnotes, &after.footnotes),
    }
}

fn sections(old: &[Section], new: &[Section]) -> Vec<SectionRow> {
    let under = |sections: &[Section], side: &Option<SectionSide>| {
        let section = side.as_ref().and_then(|side| sections.get(side.at as usize));
        section.map(|section| section.text.clone()).unwrap_or_default()
    };
    let with_text = |mut heading: Row<SectionSide>| {
        let text = diff(&under(old, &heading.old), &under(new, &heading.new));
        if heading.kind == Kind::Unchanged && !text.iter().all(Run::is_same) {
            heading.kind = Kind::Changed;
        }
        SectionRow { heading, text }
    };
    parts::compare(old, new).into_iter().map(with_text).collect()
}

/// A number as it travels.
fn wire(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
