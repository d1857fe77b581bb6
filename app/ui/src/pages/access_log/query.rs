//! What the log is asked for.

use crate::filters::filters;

filters! {
    /// The filters of the log as they stand in the address. A person is never among them.
    LogQuery at "/log" by [organisation, user, outcome, kind, from, to]:
    /// An organisation's identifier.
    organisation,
    /// A sign-in name.
    user,
    outcome,
    kind,
    /// From a day on.
    from,
    /// Up to a day.
    to,
    /// Entries older than this position.
    before,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filters::Filters as _;

    #[test]
    fn an_address_holds_the_filters_that_are_set_and_never_a_person() {
        let query = LogQuery { user: "an & co".to_owned(), before: "40".to_owned(), ..LogQuery::default() };
        assert_eq!(query.address(), "/log?user=an%20%26%20co&before=40");
        let query = LogQuery::of_address([("outcome", "expired"), ("person", "somebody")]);
        assert_eq!((query.address().as_str(), query.strange.as_str()), ("/log?outcome=expired", "person"));
    }
}
