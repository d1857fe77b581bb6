//! Words that several parts of the page say.

use delibero_domain::deliberation::differences::{Kind, Place, Row};
use delibero_words::formats::long_date;
use delibero_words::say;

use super::Shown;
use crate::pages::register::deliberation::words::name_of;

/// A count with its noun: `1 point`, `3 points`.
macro_rules! counted {
    ($shown:expr, $count:expr, $one:ident, $many:ident) => {
        if $count == 1 {
            say!($shown.language, differences.$one).to_owned()
        } else {
            say!($shown.language, differences.$many, count = $count.to_string())
        }
    };
}
pub(super) use counted;

/// The heading of a part of the page.
pub(super) const HEADING: &str = "mt-8 mb-2 scroll-mt-24 text-lg font-semibold";

/// The title of the page.
pub(super) fn title(shown: &Shown) -> String {
    say!(shown.language, differences.title, number = shown.page.number.to_string())
}

/// What a version is called.
pub(super) fn version_name(shown: &Shown, place: u16) -> String {
    name_of(shown.language, place, shown.version(place))
}

/// Since when a version counts.
pub(super) fn counts_since(shown: &Shown, place: u16) -> String {
    let day = shown.version(place).map(|version| long_date(version.effective(), shown.language));
    say!(shown.language, differences.counts_since, day = day.unwrap_or_default())
}

/// What became of a part: a sign, the words, and the class of their colour.
pub(super) type Mark = (&'static str, &'static str, &'static str);

/// What became of the words of a part, or of its place where the words are the same.
pub(super) fn mark<S>(shown: &Shown, row: &Row<S>) -> Mark {
    match row.kind {
        Kind::Inserted => ("+", say!(shown.language, differences.inserted_one), "text-granted"),
        Kind::Removed => ("−", say!(shown.language, differences.removed_one), "text-refused"),
        Kind::Changed => ("≠", say!(shown.language, differences.changed_one), "text-warning"),
        Kind::Repealed => ("×", say!(shown.language, differences.repealed_one), "text-refused"),
        Kind::Restored => ("↺", say!(shown.language, differences.restored_one), "text-granted"),
        Kind::Unchanged => {
            place_mark(shown, row.place).unwrap_or(("=", say!(shown.language, differences.unchanged), "text-muted"))
        }
    }
}

/// Whether a part stands elsewhere.
pub(super) fn place_mark(shown: &Shown, place: Place) -> Option<Mark> {
    match place {
        Place::Kept => None,
        Place::Renumbered => Some(("→", say!(shown.language, differences.renumbered_one), "text-accent")),
        Place::Moved => Some(("⇄", say!(shown.language, differences.moved_one), "text-accent")),
    }
}
