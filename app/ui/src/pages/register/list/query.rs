//! What the list is asked for, to and from the address.

use crate::pages::register::list::view::ListQuery;

/// Where the list is.
pub(super) const LIST: &str = "/deliberations";

/// The query as it stands in an address, after the question mark.
pub(super) fn written(query: &ListQuery) -> String {
    query.written()
}

/// The address of a query.
pub(super) fn page(query: &ListQuery) -> String {
    at(LIST, query)
}

/// The address of the same as a file.
pub(super) fn download(query: &ListQuery, extension: &str) -> String {
    at(&format!("{LIST}.{extension}"), &query.first_page())
}

fn at(path: &str, query: &ListQuery) -> String {
    let words = written(query);
    if words.is_empty() { path.to_owned() } else { format!("{path}?{words}") }
}

/// Where a deliberation is.
pub(super) fn deliberation(number: impl std::fmt::Display) -> String {
    format!("{LIST}/{number}")
}

#[cfg(test)]
mod tests {
    use crate::pages::register::list::view::ListField;

    use crate::filters::Filters as _;

    use super::*;

    #[test]
    fn an_address_is_written_and_read_back() {
        let mut map = Vec::new();
        for (name, value) in [("q", "données & cie"), ("year", " 2023 "), ("page", "2"), ("other", "1")] {
            map.push((name, value.to_owned()));
        }
        let query = ListQuery::of_address(map);
        assert_eq!(page(&query), "/deliberations?q=donn%C3%A9es%20%26%20cie&year=2023&page=2");
        assert_eq!(page(&query.without(ListField::Words)), "/deliberations?year=2023");
        assert_eq!(download(&query, "csv"), "/deliberations.csv?q=donn%C3%A9es%20%26%20cie&year=2023");
        assert_eq!(page(&ListQuery::default()), "/deliberations");
    }
}
