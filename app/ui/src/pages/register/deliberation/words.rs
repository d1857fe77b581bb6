//! Words that several parts of the page say.

use delibero_domain::deliberation::register::{PointStatus, Version};
use delibero_domain::text::Language;
use delibero_words::formats::long_date;
use delibero_words::say;

use super::Shown;

/// The heading of a part of the page.
pub(super) const HEADING: &str = "mt-8 mb-2 scroll-mt-24 text-lg font-semibold";
/// How the place that the address names stands out, whether the server, the browser or the router went there.
pub(super) const TARGET: &str = "scroll-mt-24 target:bg-accent-soft data-[target]:bg-accent-soft";

/// `Délibération 23/058, point 61/1`.
pub(super) fn title(shown: &Shown) -> String {
    let whole = say!(shown.language, deliberation.title, number = shown.page.number.to_string());
    match shown.focused.and_then(|place| shown.page.labels.get(place)) {
        Some(label) => format!("{whole}, {} {label}", say!(shown.language, shell.point)),
        None => whole,
    }
}

/// What a version is called: the text as given, or the amendment of a day.
pub(super) fn version_name(shown: &Shown, place: u16) -> String {
    name_of(shown.language, place, version(shown, place))
}

/// The same, of a version that stands at a place.
pub(in crate::pages::register) fn name_of(language: Language, place: u16, version: Option<&Version>) -> String {
    match version {
        Some(version) if place > 0 => {
            let day = long_date(version.approved, language);
            say!(language, deliberation.amendment_of, day = day)
        }
        _ => say!(language, deliberation.version_first).to_owned(),
    }
}

/// A version.
pub(super) fn version(shown: &Shown, place: u16) -> Option<&Version> {
    shown.page.versions.get(usize::from(place))
}

/// A language, in the language of the page.
pub(super) fn language(shown: &Shown, language: Language) -> &'static str {
    name_of_language(shown.language, language)
}

/// The same, without the page.
pub(in crate::pages::register) fn name_of_language(page: Language, language: Language) -> &'static str {
    match language {
        Language::Fr => say!(page, deliberation.in_french),
        Language::Nl => say!(page, deliberation.in_dutch),
        Language::De => say!(page, deliberation.in_german),
    }
}

/// What a version did to a point: a sign, the words, and the class of their colour.
pub(super) fn status(shown: &Shown, status: PointStatus) -> (&'static str, &'static str, &'static str) {
    match status {
        PointStatus::Unchanged => ("=", say!(shown.language, deliberation.status_unchanged), "text-muted"),
        PointStatus::Inserted => ("+", say!(shown.language, deliberation.status_inserted), "text-granted"),
        PointStatus::Changed => ("≠", say!(shown.language, deliberation.status_changed), "text-warning"),
        PointStatus::Repealed => ("×", say!(shown.language, deliberation.status_repealed), "text-refused"),
        PointStatus::Unknown => ("?", say!(shown.language, deliberation.status_unknown), "text-muted"),
    }
}

/// A place of a text where something stands: a point with its link, or a part in words.
pub(super) fn part(shown: &Shown, at: &str) -> Option<&'static str> {
    match at {
        "title" => Some(say!(shown.language, deliberation.at_title)),
        "preamble" => Some(say!(shown.language, deliberation.at_preamble)),
        "grounds" => Some(say!(shown.language, deliberation.at_grounds)),
        "operative" => Some(say!(shown.language, deliberation.at_operative)),
        "annex" => Some(say!(shown.language, deliberation.at_annex)),
        _ => None,
    }
}
