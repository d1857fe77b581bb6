//! What the list is asked for.

use delibero_domain::text::Language;
use delibero_words::say;

use crate::filters::{Filters as _, filters};

filters! {
    /// What the list is asked for, as it stands in the address.
    OrganisationListQuery at "/organisations" by [q, state, recipient, region, sector]:
    q,
    /// A state, by its word.
    state,
    /// A recipient of the catalogue, or a member of one.
    recipient,
    region,
    /// The number of a sector.
    sector,
    /// The order, by its word.
    sort,
    /// `asc` or `desc`; empty: `asc`.
    order,
    /// From 1.
    page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationListSort {
    Name,
    EnterpriseNumber,
    Sector,
}

impl OrganisationListSort {
    pub const ALL: [Self; 3] = [Self::Name, Self::EnterpriseNumber, Self::Sector];

    /// Its word in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::EnterpriseNumber => "number",
            Self::Sector => "sector",
        }
    }
}

impl OrganisationListQuery {
    /// What it is sorted by, and whether from the last to the first.
    #[must_use]
    pub fn sorted(&self) -> (OrganisationListSort, bool) {
        let sort = OrganisationListSort::ALL.into_iter().find(|sort| sort.as_str() == self.sort);
        (sort.unwrap_or(OrganisationListSort::Name), self.order == "desc")
    }

    /// Sorted by something; by the same, the other way round.
    #[must_use]
    pub fn sorted_by(&self, by: OrganisationListSort) -> Self {
        let (sort, descending) = self.sorted();
        let order = if by == sort && !descending { "desc" } else { "" };
        self.first_page().with("sort", by.as_str()).with("order", order)
    }
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "q" => say!(language, organisations.words),
        "state" => say!(language, organisations.state),
        "recipient" => say!(language, organisations.recipient),
        "region" => say!(language, organisations.region),
        "sector" => say!(language, organisations.sector),
        "sort" | "order" => say!(language, lists.sort_by),
        "page" => say!(language, lists.page),
        _ => return None,
    })
}
