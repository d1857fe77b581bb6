//! What the deliberation, its versions and its points are called.

use delibero_domain::deliberation::register::{PointStatus, Version};
use delibero_words::say;
use delibero_words::versions::version_name as version_name_of;

use super::DeliberationPage;

/// `Délibération 23/058, point 61/1`.
pub(super) fn title(page: &DeliberationPage) -> String {
    let whole = say!(page.language, deliberation.title, number = page.view.number.to_string());
    match page.focused.and_then(|place| page.view.labels.get(place)) {
        Some(label) => format!("{whole}, {} {label}", say!(page.language, shell.point)),
        None => whole,
    }
}

pub(super) fn version_name(page: &DeliberationPage, place: u16) -> String {
    version_name_of(page.language, place, version(page, place))
}

pub(super) fn version(page: &DeliberationPage, place: u16) -> Option<&Version> {
    page.view.versions.get(usize::from(place))
}

/// What a version did to a point: a sign, the words, and the class of their colour.
pub(super) fn status(page: &DeliberationPage, status: PointStatus) -> (&'static str, &'static str, &'static str) {
    match status {
        PointStatus::Unchanged => ("=", say!(page.language, deliberation.status_unchanged), "text-muted"),
        PointStatus::Inserted => ("+", say!(page.language, deliberation.status_inserted), "text-granted"),
        PointStatus::Changed => ("≠", say!(page.language, deliberation.status_changed), "text-warning"),
        PointStatus::Repealed => ("×", say!(page.language, deliberation.status_repealed), "text-refused"),
        PointStatus::Unknown => ("?", say!(page.language, deliberation.status_unknown), "text-muted"),
    }
}

/// A place of a text where something stands: a point with its link, or a part in words.
pub(super) fn part(page: &DeliberationPage, at: &str) -> Option<&'static str> {
    match at {
        "title" => Some(say!(page.language, deliberation.at_title)),
        "preamble" => Some(say!(page.language, deliberation.at_preamble)),
        "grounds" => Some(say!(page.language, deliberation.at_grounds)),
        "operative" => Some(say!(page.language, deliberation.at_operative)),
        "annex" => Some(say!(page.language, deliberation.at_annex)),
        _ => None,
    }
}
