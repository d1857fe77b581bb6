//! What the list is asked for.

use delibero_domain::text::Language;
use delibero_words::say;

use crate::filters::filters;

filters! {
    /// The filters of the list as they stand in the address.
    LoadsQuery at "/loads" by [service, state, from, to]:
    service,
    /// How the file ended, by its word.
    state,
    /// Begun on this day or later.
    from,
    /// Begun on this day or earlier.
    to,
    /// From 1.
    page,
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "service" => say!(language, loads.service),
        "state" => say!(language, loads.state),
        "from" => say!(language, loads.from),
        "to" => say!(language, loads.to),
        "page" => say!(language, lists.page),
        _ => return None,
    })
}
