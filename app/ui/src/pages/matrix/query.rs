//! What the matrix shows, to and from the address.

use crate::pages::matrix::view::MatrixQuery;

use super::Asked;
use crate::address::percent_encoded;

/// The fields in the order of the address, with their values.
fn fields(query: &MatrixQuery) -> [(&'static str, &str); 8] {
    [
        ("service", &query.service),
        ("module", &query.module),
        ("members", &query.members),
        ("on", &query.on),
        ("left", &query.left),
        ("right", &query.right),
        ("differences", &query.differences),
        ("cell", &query.cell),
    ]
}

/// What follows the path: nothing, or a question mark and the fields that are set.
fn written(query: &MatrixQuery) -> String {
    let set = fields(query).into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> =
        set.map(|(name, value)| format!("{name}={}", percent_encoded(value).replace("%3A", ":"))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

/// The address of a query.
pub(super) fn page(query: &MatrixQuery) -> String {
    format!("/matrix{}", written(query))
}

/// The address of the same as a file.
pub(super) fn download(asked: &Asked, extension: &str) -> String {
    format!("/matrix.{extension}{}", written(&MatrixQuery { cell: String::new(), ..kept(asked) }))
}

/// What is shown, as the ways from here keep it: a day that is today is not said, so that a link stays true tomorrow.
pub(super) fn kept(asked: &Asked) -> MatrixQuery {
    let mut query = asked.query.clone();
    query.strange.clear();
    if asked.page.unread.is_empty() && asked.page.on == asked.page.today {
        query.on.clear();
    }
    query
}

/// The word of a cell.
pub(super) fn cell(recipient: &str, element: &str) -> String {
    format!("{recipient}:{element}")
}

/// Where a cell is opened: at its detail.
pub(super) fn opened(asked: &Asked, recipient: &str, element: &str) -> String {
    let query = MatrixQuery { cell: cell(recipient, element), ..kept(asked) };
    format!("{}#detail", page(&query))
}

/// Where the open cell is closed: at a place of the page.
pub(super) fn closed(asked: &Asked, place: &str) -> String {
    let query = MatrixQuery { cell: String::new(), ..kept(asked) };
    format!("{}#{place}", page(&query))
}

/// The identifier of a cell's link: in the table, or in the sheets of a narrow screen.
pub(super) fn place(sheet: bool, cell: &str) -> String {
    let kind = if sheet { "s" } else { "c" };
    format!("{kind}-{}", cell.replace([':', '.'], "-"))
}

#[cfg(test)]
mod tests {
    use crate::filters::Filters as _;

    use super::*;

    #[test]
    fn an_address_is_written_and_read_back() {
        let query = MatrixQuery {
            service: "hdi".to_owned(),
            on: "2024-01-23".to_owned(),
            cell: cell("onem", "risk.insurer_id"),
            ..MatrixQuery::default()
        };
        assert_eq!(page(&query), "/matrix?service=hdi&on=2024-01-23&cell=onem:risk.insurer_id");
        assert_eq!(page(&MatrixQuery::default()), "/matrix");
        let mut map = Vec::new();
        for (name, value) in fields(&query) {
            map.push((name, value.to_owned()));
        }
        assert_eq!(MatrixQuery::of_address(map), query);
    }

    #[test]
    fn a_cell_has_one_place_in_the_table_and_one_in_the_sheets() {
        assert_eq!(place(false, "onem:risk.insurer_id"), "c-onem-risk-insurer_id");
        assert_eq!(place(true, "onem:risk.insurer_id"), "s-onem-risk-insurer_id");
    }
}
