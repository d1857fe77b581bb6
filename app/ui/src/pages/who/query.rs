//! What is asked for, to and from the address.

use crate::filters::{Filters as _, filters};

filters! {
    /// What somebody would see, as it stands in the address.
    WhoQuery at "/who":
    /// A service; none: the first.
    service,
    /// Elements, `block.element`, with commas between them: who sees all of them at once.
    element,
    /// The regime that the record says, as rules name it.
    regime,
    /// The social risk that the record says, as rules name it.
    risk,
    /// Only what holds on a day; none: on whichever.
    at,
    /// The number of a published state, or the identifier of a draft; none: what is in force.
    state,
    /// The order, by its word.
    sort,
    /// `desc`: from the last to the first.
    order,
    /// From 1.
    page,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhoSort {
    Recipient,
    Module,
    Purpose,
    /// The first day.
    From,
    Point,
}

impl WhoSort {
    /// In the order of the columns.
    pub const ALL: [Self; 5] = [Self::Recipient, Self::Module, Self::Purpose, Self::From, Self::Point];

    /// Its word in the address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Recipient => "recipient",
            Self::Module => "module",
            Self::Purpose => "purpose",
            Self::From => "from",
            Self::Point => "point",
        }
    }

    pub(super) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// The word of [`WhoQuery::order`].
pub(super) const DESCENDING: &str = "desc";

impl WhoQuery {
    /// Reads an address, in which a form names each element by itself.
    pub fn of_pairs<K: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut elements: Vec<String> = Vec::new();
        let mut others: Vec<(String, String)> = Vec::new();
        for (field, value) in pairs {
            match field.as_ref() {
                "element" => elements.push(value.as_ref().trim().to_owned()),
                field => others.push((field.to_owned(), value.as_ref().to_owned())),
            }
        }
        elements.retain(|element| !element.is_empty());
        Self { element: elements.join(","), ..Self::of_address(others) }
    }

    /// Each once, in the order of the address.
    pub(super) fn elements(&self) -> Vec<&str> {
        let mut elements: Vec<&str> = Vec::new();
        for element in self.element.split(',').map(str::trim).filter(|element| !element.is_empty()) {
            if !elements.contains(&element) {
                elements.push(element);
            }
        }
        elements
    }

    /// What it is sorted by, and whether from the last to the first.
    #[must_use]
    pub fn sorted(&self) -> (WhoSort, bool) {
        (WhoSort::of(&self.sort).unwrap_or(WhoSort::Recipient), self.order == DESCENDING)
    }

    /// Sorted by something else; by the same, the other way round.
    pub(super) fn sorted_by(&self, by: WhoSort) -> Self {
        let (sort, descending) = self.sorted();
        let order = if by == sort && !descending { DESCENDING } else { "" };
        self.first_page().with("sort", by.as_str()).with("order", order)
    }
}

/// Where the page says who can see an element; `state` is the number of a state, the identifier of a draft, or empty:
/// what is in force.
#[must_use]
pub fn who_address(service: &str, element: &str, state: &str) -> String {
    let query = WhoQuery {
        service: service.to_owned(),
        element: element.to_owned(),
        state: state.to_owned(),
        ..WhoQuery::default()
    };
    query.address()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elements_of_a_form_stand_in_one_field_of_the_address() {
        let query = WhoQuery::of_pairs([("element", "risk.niss"), ("service", "hdi"), ("element", " risk.regime ")]);
        assert_eq!(query.elements(), ["risk.niss", "risk.regime"]);
        assert_eq!(query.address(), "/who?service=hdi&element=risk.niss%2Crisk.regime");
        let read = WhoQuery::of_pairs([("element", "risk.niss,risk.regime,risk.niss")]);
        assert_eq!(read.elements(), ["risk.niss", "risk.regime"]);
    }

    #[test]
    fn the_same_order_is_turned_round_and_another_begins_at_its_first_line() {
        let query = WhoQuery::of_pairs([("sort", "from"), ("page", "3")]);
        assert_eq!(query.sorted_by(WhoSort::From).address(), "/who?sort=from&order=desc");
        assert_eq!(query.sorted_by(WhoSort::From).sorted_by(WhoSort::Point).address(), "/who?sort=point");
    }
}
