//! What the comparison is asked for, to and from the address.

use crate::pages::register::differences::view::{DifferencesQuery, DifferencesView, Layout};
use delibero_domain::deliberation::differences::{Differences, PointSide, Row};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;

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

/// The ways to the points of both versions, each as its version has it.
pub(super) fn both(asked: &DifferencesQuery, view: &DifferencesView, differences: &Differences) -> [Ways; 2] {
    let of = |place: u16, side: fn(&Row<PointSide>) -> Option<&PointSide>| {
        let day = view.versions.get(usize::from(place)).map(Version::effective);
        let labels = differences.points.iter().filter_map(side).map(|side| side.label.normal()).collect();
        Ways::new(view.number, day, asked_text(asked), labels)
    };
    [of(view.from, |row| row.old.as_ref()), of(view.to, |row| row.new.as_ref())]
}

/// The deliberation as it stood when a version began to count; none: as it stands today.
pub(super) fn deliberation(asked: &DifferencesQuery, view: &DifferencesView, version: Option<&Version>) -> String {
    Ways::new(view.number, None, asked_text(asked), Vec::new()).on(version.map(Version::effective))
}

#[cfg(test)]
mod tests;
