//! What the comparison is asked for, to and from the address.

use crate::pages::register::differences::view::{DifferencesQuery, DifferencesView, Layout};
use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::differences::{Differences, PointSide};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use jiff::civil::Date;

use crate::pages::register::deliberation::address::{self, Ways};

/// The same two versions, the other way round.
pub(super) fn swapped(asked: &DifferencesQuery, view: &DifferencesView) -> String {
    let layout = match layout(asked) {
        Layout::Side => String::new(),
        other => format!("&view={}", other.word()),
    };
    let text = asked_text(asked).map(|language| format!("&text={language}")).unwrap_or_default();
    format!("{}?from={}&to={}{layout}{text}", address::compare(view.number), view.to, view.from)
}

/// The language of the texts, where it was asked for.
pub(super) fn asked_text(asked: &DifferencesQuery) -> Option<Language> {
    Language::from_code(&asked.text)
}

/// How the texts are shown.
pub(super) fn layout(asked: &DifferencesQuery) -> Layout {
    Layout::from_word(&asked.view).unwrap_or_default()
}

/// The way to one of the versions, and to its points.
pub(super) struct VersionWays {
    ways: Ways,
    text: Option<Language>,
    day: Date,
}

impl VersionWays {
    /// The ways to both versions: each has points of its own.
    pub fn both(asked: &DifferencesQuery, view: &DifferencesView, differences: &Differences) -> Option<[Self; 2]> {
        let of = |place: u16, labels| {
            let day = view.versions.get(usize::from(place)).map(Version::effective)?;
            let text = asked_text(asked);
            Some(Self { ways: Ways::new(view.number, None, text, labels), text, day })
        };
        let old = labels(differences.points.iter().filter_map(|row| row.old.as_ref()));
        let new = labels(differences.points.iter().filter_map(|row| row.new.as_ref()));
        Some([of(view.from, old)?, of(view.to, new)?])
    }

    /// The permalink of a point as this version has it.
    pub fn point(&self, label: &PointLabel) -> String {
        let text = self.text.map(|language| format!("?text={language}")).unwrap_or_default();
        format!("{}{text}", self.ways.point_on(&label.normal(), self.day))
    }
}

fn labels<'d>(sides: impl Iterator<Item = &'d PointSide>) -> Vec<String> {
    sides.map(|side| side.label.normal()).collect()
}

/// The deliberation as it stood when a version began to count.
pub(super) fn version(asked: &DifferencesQuery, view: &DifferencesView, version: &Version) -> String {
    Ways::new(view.number, None, asked_text(asked), Vec::new()).on(Some(version.effective()))
}

pub(super) fn deliberation(asked: &DifferencesQuery, view: &DifferencesView) -> String {
    Ways::new(view.number, None, asked_text(asked), Vec::new()).whole()
}

#[cfg(test)]
mod tests;
