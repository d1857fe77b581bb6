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

/// What became of words; none where they are the same.
pub(super) fn kind_sign(page: &DifferencesPage, kind: Kind) -> Option<ChangeSign> {
    let language = page.language;
    Some(match kind {
        Kind::Inserted => ChangeSign::inserted(say!(language, differences.inserted_one)),
        Kind::Removed => ChangeSign::removed(say!(language, differences.removed_one)),
        Kind::Changed => ChangeSign::changed(say!(language, differences.changed_one)),
        Kind::Repealed => ChangeSign::repealed(say!(language, differences.repealed_one)),
        Kind::Restored => ChangeSign::restored(say!(language, differences.restored_one)),
        Kind::Unchanged => return None,
    })
}

/// What became of the words of a part and of its place, what counts more first.
pub(super) fn signs<S>(page: &DifferencesPage, row: &Row<S>) -> (ChangeSign, Option<ChangeSign>) {
    let language = page.language;
    let place = match row.place {
        Place::Kept => None,
        Place::Renumbered => Some(ChangeSign::renumbered(say!(language, differences.renumbered_one))),
        Place::Moved => Some(ChangeSign::moved(say!(language, differences.moved_one))),
    };
    match (kind_sign(page, row.kind), place) {
        (Some(kind), place) => (kind, place),
        (None, Some(place)) => (place, None),
        (None, None) => (ChangeSign::unchanged(say!(language, differences.unchanged)), None),
    }
}
