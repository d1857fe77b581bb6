//! What the matrix shows, to and from the address.

use super::MatrixPage;
use crate::filters::{Filters as _, filters};

filters! {
    /// What the matrix shows, as it stands in the address.
    MatrixQuery at "/matrix":
    /// A service; none: the first.
    service,
    /// A module of it; none: the best mark of all modules.
    module,
    /// Whose members stand under their recipient: `all`, or one recipient.
    members,
    /// The day; none: today.
    on,
    /// The first of two recipients to compare.
    left,
    /// The second.
    right,
    /// `1`: only what differs between the two.
    differences,
    /// The cell that is open: `recipient:element`.
    cell,
}

impl MatrixQuery {
    /// The word of [`MatrixQuery::members`] for every recipient.
    pub const ALL: &str = "all";

    /// Only what differs between the two recipients is asked for.
    #[must_use]
    pub fn only_differences(&self) -> bool {
        !self.differences.is_empty()
    }
}

impl MatrixPage {
    /// What is shown, as the ways from here keep it: a day that is today is not said, so that a link stays true tomorrow.
    pub(super) fn kept(&self) -> MatrixQuery {
        let today = self.view.unread.is_empty() && self.view.on == self.view.today;
        self.query.with("on", if today { "" } else { &self.query.on })
    }

    /// Where a cell is opened: at its detail.
    pub(super) fn opened(&self, cell: &str) -> String {
        format!("{}#detail", self.kept().with("cell", cell).address())
    }

    /// Where the open cell is closed: at a place of the page.
    pub(super) fn closed(&self, place: &str) -> String {
        format!("{}#{place}", self.kept().with("cell", "").address())
    }
}

pub(super) fn cell(recipient: &str, element: &str) -> String {
    format!("{recipient}:{element}")
}

/// The identifier of a cell's link: in the table, or in the sheets of a narrow screen.
pub(super) fn place(sheet: bool, cell: &str) -> String {
    let kind = if sheet { "s" } else { "c" };
    format!("{kind}-{}", cell.replace([':', '.'], "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_cell_is_read_by_people() {
        let cell = cell("onem", "risk.insurer_id");
        let query =
            MatrixQuery { service: "hdi".to_owned(), on: "2024-01-23".to_owned(), cell, ..MatrixQuery::default() };
        assert_eq!(query.address(), "/matrix?service=hdi&on=2024-01-23&cell=onem:risk.insurer_id");
    }

    #[test]
    fn a_cell_has_one_place_in_the_table_and_one_in_the_sheets() {
        assert_eq!(place(false, "onem:risk.insurer_id"), "c-onem-risk-insurer_id");
        assert_eq!(place(true, "onem:risk.insurer_id"), "s-onem-risk-insurer_id");
    }
}
