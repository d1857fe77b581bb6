//! What versions of a text, and languages, are called.

use delibero_domain::deliberation::register::Version;
use delibero_domain::text::Language;

use crate::formats::long_date;
use crate::say;

/// The version at a place, from 0: the text as given, or the amendment of a day.
#[must_use]
pub fn version_name(language: Language, place: u16, version: Option<&Version>) -> String {
    match version {
        Some(version) if place > 0 => {
            say!(language, deliberation.amendment_of, day = long_date(version.approved, language))
        }
        _ => say!(language, deliberation.version_first).to_owned(),
    }
}

/// A language, in the language of the page.
#[must_use]
pub fn language_name(page: Language, language: Language) -> &'static str {
    match language {
        Language::Fr => say!(page, deliberation.in_french),
        Language::Nl => say!(page, deliberation.in_dutch),
        Language::De => say!(page, deliberation.in_german),
    }
}
