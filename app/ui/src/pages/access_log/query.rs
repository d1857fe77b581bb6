//! The filters of the log, to and from the address and hidden fields.

use crate::pages::access_log::view::LogQuery;

/// One field of [`LogQuery`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Organisation,
    User,
    Outcome,
    Kind,
    From,
    To,
    Before,
}

impl Field {
    /// The filters, in the order of the form.
    pub const FILTERS: [Self; 6] = [Self::Organisation, Self::User, Self::Outcome, Self::Kind, Self::From, Self::To];

    const ALL: [Self; 7] =
        [Self::Organisation, Self::User, Self::Outcome, Self::Kind, Self::From, Self::To, Self::Before];

    /// Its name in the address and in the form.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::User => "user",
            Self::Outcome => "outcome",
            Self::Kind => "kind",
            Self::From => "from",
            Self::To => "to",
            Self::Before => "before",
        }
    }

    /// Its value.
    pub fn of(self, query: &LogQuery) -> &str {
        match self {
            Self::Organisation => &query.organisation,
            Self::User => &query.user,
            Self::Outcome => &query.outcome,
            Self::Kind => &query.kind,
            Self::From => &query.from,
            Self::To => &query.to,
            Self::Before => &query.before,
        }
    }

    fn set(self, query: &mut LogQuery, value: String) {
        let place = match self {
            Self::Organisation => &mut query.organisation,
            Self::User => &mut query.user,
            Self::Outcome => &mut query.outcome,
            Self::Kind => &mut query.kind,
            Self::From => &mut query.from,
            Self::To => &mut query.to,
            Self::Before => &mut query.before,
        };
        *place = value;
    }
}

/// The fields that are set: name and value.
pub(super) fn fields(query: &LogQuery) -> impl Iterator<Item = (&'static str, &str)> {
    Field::ALL.into_iter().map(|field| (field.name(), field.of(query))).filter(|(_, value)| !value.is_empty())
}

/// The address of a query.
pub(super) fn address(query: &LogQuery) -> String {
    let written = query.written();
    if written.is_empty() { "/log".to_owned() } else { format!("/log?{written}") }
}

/// The query without one filter, from its newest line on.
pub(super) fn without(query: &LogQuery, field: Field) -> LogQuery {
    let mut query = newest(query);
    field.set(&mut query, String::new());
    query
}

/// The same filters from the newest line on.
pub(super) fn newest(query: &LogQuery) -> LogQuery {
    LogQuery { before: String::new(), strange: String::new(), ..query.clone() }
}

#[cfg(test)]
mod tests {
    use crate::filters::Filters as _;

    use super::*;

    #[test]
    fn an_address_holds_the_filters_that_are_set() {
        let query = LogQuery { user: "an & co".to_owned(), before: "40".to_owned(), ..LogQuery::default() };
        assert_eq!(address(&query), "/log?user=an%20%26%20co&before=40");
        assert_eq!(address(&LogQuery::default()), "/log");
    }

    #[test]
    fn a_filter_taken_away_starts_again_from_the_newest_line() {
        let query = LogQuery { kind: "export".to_owned(), before: "40".to_owned(), ..LogQuery::default() };
        assert_eq!(without(&query, Field::Kind), LogQuery::default());
    }

    #[test]
    fn an_address_is_read_back() {
        let map = [("outcome", "expired"), ("person", "somebody")];
        let strange = "person".to_owned();
        assert_eq!(
            LogQuery::of_address(map),
            LogQuery { outcome: "expired".to_owned(), strange, ..LogQuery::default() }
        );
    }
}
