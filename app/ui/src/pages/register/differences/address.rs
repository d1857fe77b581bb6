//! What the comparison is asked for, to and from the address.

use delibero_api::register::differences::{DifferencesPage, DifferencesQuery};
use delibero_domain::deliberation::PointLabel;
use delibero_domain::deliberation::differences::{Differences, PointSide};
use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;
use jiff::civil::Date;
use leptos_router::params::ParamsMap;
use serde::{Deserialize, Serialize};

use crate::pages::register::deliberation::address::{self, Ways};

/// How the two texts are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Layout {
    /// Side by side.
    #[default]
    Side,
    /// As one text.
    Inline,
}

impl Layout {
    /// Both, in the order in which they can be chosen.
    pub const ALL: [Self; 2] = [Self::Side, Self::Inline];

    /// As it stands in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Side => "side",
            Self::Inline => "inline",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asking {
    /// What the server is asked.
    pub query: DifferencesQuery,
    /// How it is shown.
    pub layout: Layout,
}

/// What the address asks for.
pub(super) fn read(params: &ParamsMap, query: &ParamsMap) -> Asking {
    let part = |name: &str| params.get_str(name).unwrap_or_default().trim().to_owned();
    let asked = |name: &str| query.get_str(name).unwrap_or_default().trim().to_owned();
    let layout = Layout::ALL.into_iter().find(|layout| layout.word() == asked("view"));
    Asking {
        query: DifferencesQuery {
            number: format!("{}/{}", part("year"), part("number")),
            from: asked("from"),
            to: asked("to"),
            text: asked("text"),
        },
        layout: layout.unwrap_or_default(),
    }
}

/// Where the page is, without what it asks for.
pub(super) fn page(page: &DifferencesPage) -> String {
    format!("{}/compare", address::deliberation(page.number))
}

/// The same two versions, the other way round.
pub(super) fn swapped(asking: &Asking, shown: &DifferencesPage) -> String {
    let layout =
        if asking.layout == Layout::default() { String::new() } else { format!("&view={}", asking.layout.word()) };
    let text = asked_text(asking).map(|language| format!("&text={language}")).unwrap_or_default();
    format!("{}?from={}&to={}{layout}{text}", page(shown), shown.to, shown.from)
}

/// The language of the texts, where it was asked for.
pub(super) fn asked_text(asking: &Asking) -> Option<Language> {
    Language::from_code(&asking.query.text)
}

/// The way to one of the versions, and to its points.
pub(super) struct VersionWays {
    ways: Ways,
    text: Option<Language>,
    day: Date,
}

impl VersionWays {
    /// The ways to both versions: each has points of its own.
    pub fn both(asking: &Asking, page: &DifferencesPage, differences: &Differences) -> Option<[Self; 2]> {
        let of = |place: u16, labels| {
            let day = page.versions.get(usize::from(place)).map(Version::effective)?;
            let text = asked_text(asking);
            Some(Self { ways: Ways::new(page.number, None, text, labels), text, day })
        };
        let old = labels(differences.points.iter().filter_map(|row| row.old.as_ref()));
        let new = labels(differences.points.iter().filter_map(|row| row.new.as_ref()));
        Some([of(page.from, old)?, of(page.to, new)?])
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
pub(super) fn version(asking: &Asking, shown: &DifferencesPage, version: &Version) -> String {
    Ways::new(shown.number, None, asked_text(asking), Vec::new()).on(Some(version.effective()))
}

/// The deliberation itself.
pub(super) fn deliberation(asking: &Asking, shown: &DifferencesPage) -> String {
    Ways::new(shown.number, None, asked_text(asking), Vec::new()).whole()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(pairs: &[(&'static str, &str)]) -> Asking {
        let (mut params, mut query) = (ParamsMap::new(), ParamsMap::new());
        for (name, value) in [("year", "98"), ("number", "001")] {
            params.insert(name, value.to_owned());
        }
        for (name, value) in pairs {
            query.insert(*name, (*value).to_owned());
        }
        read(&params, &query)
    }

    #[test]
    fn an_address_is_read() {
        let asked = asking(&[("from", "0"), ("to", " 2 "), ("view", "inline"), ("text", "nl")]);
        let query = &asked.query;
        assert_eq!([&query.number, &query.from, &query.to, &query.text], ["98/001", "0", "2", "nl"]);
        assert_eq!(asked.layout, Layout::Inline);
        assert_eq!(asking(&[("view", "other")]), asking(&[]));
        assert_eq!(asking(&[]).layout, Layout::Side);
    }
}
