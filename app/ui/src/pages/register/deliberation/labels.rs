//! What the deliberation, its versions and its points are called.

use delibero_domain::deliberation::register::{PointStatus, Version};
use delibero_words::say;
use delibero_words::versions::version_name as version_name_of;

use super::DeliberationPage;
use crate::components::change_sign::ChangeSign;

/// `Délibération 23/058, point 61/1`.
pub(super) fn title(page: &DeliberationPage) -> String {
    let whole = say!(page.language, deliberation.title, number = page.view.found.number.to_string());
    match page.focused.and_then(|place| page.view.labels.get(place)) {
        Some(label) => format!("{whole}, {} {label}", say!(page.language, shell.point)),
        None => whole,
    }
}

pub(super) fn version_name(page: &DeliberationPage, place: u16) -> String {
    version_name_of(page.language, place, version(page, place))
}

pub(super) fn version(page: &DeliberationPage, place: u16) -> Option<&Version> {
    page.view.found.versions.get(usize::from(place))
}

/// What a version did to a point.
pub(super) fn status(page: &DeliberationPage, status: PointStatus) -> ChangeSign {
    let language = page.language;
    match status {
        PointStatus::Unchanged => ChangeSign::unchanged(say!(language, deliberation.status_unchanged)),
        PointStatus::Inserted => ChangeSign::inserted(say!(language, deliberation.status_inserted)),
        PointStatus::Changed => ChangeSign::changed(say!(language, deliberation.status_changed)),
        PointStatus::Repealed => ChangeSign::repealed(say!(language, deliberation.status_repealed)),
        PointStatus::Unknown => ChangeSign::unknown(say!(language, deliberation.status_unknown)),
    }
}

/// A place of a text that is no point, in words.
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
