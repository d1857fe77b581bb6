//! What versions and changes are called.

use delibero_domain::deliberation::differences::{Kind, Place, Row};
use delibero_words::formats::long_date;
use delibero_words::say;
use delibero_words::versions::version_name as version_name_of;

use super::DifferencesPage;
use crate::components::change_sign::ChangeSign;

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

/// The day from which a version counts.
pub(super) fn effective(page: &DifferencesPage, place: u16) -> String {
    page.version(place).map(|version| long_date(version.effective(), page.language)).unwrap_or_default()
}

/// What became of words.
pub(super) fn sign(page: &DifferencesPage, kind: Kind) -> ChangeSign {
    let language = page.language;
    match kind {
        Kind::Inserted => ChangeSign::inserted(say!(language, differences.inserted_one)),
        Kind::Removed => ChangeSign::removed(say!(language, differences.removed_one)),
        Kind::Changed => ChangeSign::changed(say!(language, differences.changed_one)),
        Kind::Repealed => ChangeSign::repealed(say!(language, differences.repealed_one)),
        Kind::Restored => ChangeSign::restored(say!(language, differences.restored_one)),
        Kind::Unchanged => ChangeSign::unchanged(say!(language, differences.unchanged)),
    }
}

/// What became of the words of a part and of its place: the first counts more.
pub(super) fn signs<S>(page: &DifferencesPage, row: &Row<S>) -> (ChangeSign, Option<ChangeSign>) {
    let place = match row.place {
        Place::Kept => None,
        Place::Renumbered => Some(ChangeSign::renumbered(say!(page.language, differences.renumbered_one))),
        Place::Moved => Some(ChangeSign::moved(say!(page.language, differences.moved_one))),
    };
    match (row.kind, place) {
        (Kind::Unchanged, Some(place)) => (place, None),
        (kind, place) => (sign(page, kind), place),
    }
}
