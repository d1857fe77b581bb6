//! What versions and changes are called.

use delibero_domain::deliberation::differences::{Kind, Place, Row};
use delibero_words::formats::long_date;
use delibero_words::say;
use delibero_words::versions::version_name as version_name_of;

use super::DifferencesPage;

/// A count with its noun: `1 point`, `3 points`.
macro_rules! counted {
    ($page:expr, $count:expr, $one:ident, $many:ident) => {
        if $count == 1 {
            say!($page.language, differences.$one).to_owned()
        } else {
            say!($page.language, differences.$many, count = $count.to_string())
        }
    };
}
pub(super) use counted;

pub(super) fn title(page: &DifferencesPage) -> String {
    say!(page.language, differences.title, number = page.view.number.to_string())
}

pub(super) fn version_name(page: &DifferencesPage, place: u16) -> String {
    version_name_of(page.language, place, page.version(place))
}

/// Since when a version counts.
pub(super) fn counts_since(page: &DifferencesPage, place: u16) -> String {
    let day = page.version(place).map(|version| long_date(version.effective(), page.language));
    say!(page.language, differences.counts_since, day = day.unwrap_or_default())
}

/// What became of a part: a sign, the words, and the class of their colour.
pub(super) type Mark = (&'static str, &'static str, &'static str);

/// What became of the words of a part, or of its place where the words are the same.
pub(super) fn mark<S>(page: &DifferencesPage, row: &Row<S>) -> Mark {
    match row.kind {
        Kind::Inserted => ("+", say!(page.language, differences.inserted_one), "text-granted"),
        Kind::Removed => ("−", say!(page.language, differences.removed_one), "text-refused"),
        Kind::Changed => ("≠", say!(page.language, differences.changed_one), "text-warning"),
        Kind::Repealed => ("×", say!(page.language, differences.repealed_one), "text-refused"),
        Kind::Restored => ("↺", say!(page.language, differences.restored_one), "text-granted"),
        Kind::Unchanged => {
            place_mark(page, row.place).unwrap_or(("=", say!(page.language, differences.unchanged), "text-muted"))
        }
    }
}

/// Whether a part stands elsewhere.
pub(super) fn place_mark(page: &DifferencesPage, place: Place) -> Option<Mark> {
    match place {
        Place::Kept => None,
        Place::Renumbered => Some(("→", say!(page.language, differences.renumbered_one), "text-accent")),
        Place::Moved => Some(("⇄", say!(page.language, differences.moved_one), "text-accent")),
    }
}
