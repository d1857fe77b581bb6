//! What the list is asked for.

use crate::filters::{Filters as _, filters};

filters! {
    /// What the list is asked for, as it stands in the address.
    ListQuery at "/deliberations" by [q, year, committee, source, recipient, service, state]:
    q,
    /// A full year.
    year,
    /// A committee, as printed.
    committee,
    /// An institution, as the register names it.
    source,
    /// A recipient of the catalogue, or a member of one.
    recipient,
    service,
    /// A state, by its word in `STATES`.
    state,
    /// The order, by its word.
    sort,
    /// `asc` or `desc`; empty: what the order does by itself.
    order,
    /// From 1.
    page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSort {
    /// How well it fits the words.
    Relevance,
    Number,
    /// The date on which it was given.
    Date,
    /// The approval of the newest version.
    Amended,
    Title,
}

impl ListSort {
    /// In the order of the links.
    pub const ALL: [Self; 5] = [Self::Relevance, Self::Number, Self::Date, Self::Amended, Self::Title];

    /// Its word in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Number => "number",
            Self::Date => "date",
            Self::Amended => "amended",
            Self::Title => "title",
        }
    }

    /// Whether it runs from the last to the first unless the address says otherwise: the newest is what people look for.
    #[must_use]
    pub const fn descends(self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Amended)
    }
}

impl ListQuery {
    /// What it is sorted by, and whether from the last to the first. By relevance only where there are words.
    #[must_use]
    pub fn sorted(&self) -> (ListSort, bool) {
        let asked = ListSort::ALL.into_iter().find(|sort| sort.as_str() == self.sort);
        let sort = match asked {
            None if !self.q.is_empty() => ListSort::Relevance,
            None | Some(ListSort::Relevance) if self.q.is_empty() => ListSort::Number,
            asked => asked.unwrap_or(ListSort::Number),
        };
        let descending = match (sort, self.order.as_str()) {
            (ListSort::Relevance, _) | (_, "asc") => false,
            (_, "desc") => true,
            (sort, _) => sort.descends(),
        };
        (sort, descending)
    }

    /// Sorted by something, in a direction, from the first page on.
    #[must_use]
    pub fn sorted_by(&self, sort: ListSort, descending: bool) -> Self {
        let order = match (sort, descending) {
            (ListSort::Relevance, _) => "",
            (sort, descending) if descending == sort.descends() => "",
            (_, true) => "desc",
            (_, false) => "asc",
        };
        self.first_page().with("sort", sort.as_str()).with("order", order)
    }
}

/// Sorted by something else; by the same, the other way round.
pub(super) fn sorted_by(query: &ListQuery, by: ListSort) -> ListQuery {
    let (sort, descending) = query.sorted();
    query.sorted_by(by, if by == sort { !descending } else { by.descends() })
}
