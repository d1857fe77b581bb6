//! The list of deliberations.

use delibero_domain::deliberation::DeliberationNumber;
use delibero_domain::deliberation::register::State;
use delibero_domain::text::{Language, Text};
use jiff::civil::Date;

use crate::address::percent_encoded;
use crate::components::recipient::RecipientName;
use crate::error::{PageError, Trouble};
use crate::filters::{Filters, Unread};

mod line;
mod load;
#[cfg(test)]
mod tests;

pub use load::{MOST_LINES, Whole, can_be_read, whole};

/// Every state with its word in addresses and downloads.
pub const STATES: [(State, &str); 5] = [
    (State::InForce, "in-force"),
    (State::InForceLater, "in-force-later"),
    (State::Amended, "amended"),
    (State::Repealed, "repealed"),
    (State::Replaced, "replaced"),
];

/// The word of a state in addresses and downloads.
#[must_use]
pub fn state_word(state: State) -> &'static str {
    STATES.into_iter().find(|(known, _)| *known == state).map_or("", |(_, word)| word)
}

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSort {
    /// How well it fits the words.
    Relevance,
    /// The number.
    Number,
    /// The date on which it was given.
    Date,
    /// The approval of the newest version.
    Amended,
    /// The title.
    Title,
}

impl ListSort {
    /// Every order, in the order of the links.
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

/// One field of [`ListQuery`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListField {
    /// Words to find.
    Words,
    /// The year.
    Year,
    /// The committee.
    Committee,
    /// The institution whose data it is about.
    Source,
    /// A recipient of the catalogue.
    Recipient,
    /// A service of the catalogue.
    Service,
    /// The state.
    State,
    /// The order.
    Sort,
    /// Its direction.
    Order,
    /// The page.
    Page,
}

impl ListField {
    /// The filters, in the order of the form.
    pub const FILTERS: [Self; 7] =
        [Self::Words, Self::Year, Self::Committee, Self::Source, Self::Recipient, Self::Service, Self::State];

    /// Every field, in the order of the address.
    pub const ALL: [Self; 10] = [
        Self::Words,
        Self::Year,
        Self::Committee,
        Self::Source,
        Self::Recipient,
        Self::Service,
        Self::State,
        Self::Sort,
        Self::Order,
        Self::Page,
    ];

    /// Its name in the address and in the form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Words => "q",
            Self::Year => "year",
            Self::Committee => "committee",
            Self::Source => "source",
            Self::Recipient => "recipient",
            Self::Service => "service",
            Self::State => "state",
            Self::Sort => "sort",
            Self::Order => "order",
            Self::Page => "page",
        }
    }

    /// Its value.
    #[must_use]
    pub fn of(self, query: &ListQuery) -> &str {
        match self {
            Self::Words => &query.q,
            Self::Year => &query.year,
            Self::Committee => &query.committee,
            Self::Source => &query.source,
            Self::Recipient => &query.recipient,
            Self::Service => &query.service,
            Self::State => &query.state,
            Self::Sort => &query.sort,
            Self::Order => &query.order,
            Self::Page => &query.page,
        }
    }

    const fn place(self, query: &mut ListQuery) -> &mut String {
        match self {
            Self::Words => &mut query.q,
            Self::Year => &mut query.year,
            Self::Committee => &mut query.committee,
            Self::Source => &mut query.source,
            Self::Recipient => &mut query.recipient,
            Self::Service => &mut query.service,
            Self::State => &mut query.state,
            Self::Sort => &mut query.sort,
            Self::Order => &mut query.order,
            Self::Page => &mut query.page,
        }
    }

    /// Gives it a value, without the space around.
    pub fn set(self, query: &mut ListQuery, value: &str) {
        value.trim().clone_into(self.place(query));
    }
}

/// What the list is asked for, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// Words to find.
    pub q: String,
    /// A full year.
    pub year: String,
    /// A committee, as printed.
    pub committee: String,
    /// An institution, as the register names it.
    pub source: String,
    /// A recipient of the catalogue, or a member of one.
    pub recipient: String,
    /// A service of the catalogue.
    pub service: String,
    /// A state, by its word in [`STATES`].
    pub state: String,
    /// The order, by its word.
    pub sort: String,
    /// `asc` or `desc`; empty: what the order does by itself.
    pub order: String,
    /// The page, from 1.
    pub page: String,
    /// The fields of the address that the list does not know.
    pub strange: String,
}

impl Filters for ListQuery {
    fn place(&mut self, field: &str) -> Option<&mut String> {
        let field = ListField::ALL.into_iter().find(|known| known.name() == field)?;
        Some(field.place(self))
    }

    fn strange(&mut self) -> &mut String {
        &mut self.strange
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
            (ListSort::Relevance, _) => false,
            (_, "asc") => false,
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
        Self { sort: sort.as_str().to_owned(), order: order.to_owned(), ..self.first_page() }
    }

    /// The same from the first page on.
    #[must_use]
    pub fn first_page(&self) -> Self {
        Self { page: String::new(), ..self.clone() }
    }

    /// Another page of the same.
    #[must_use]
    pub fn on_page(&self, page: u32) -> Self {
        Self { page: if page > 1 { page.to_string() } else { String::new() }, ..self.clone() }
    }

    /// Without one filter, from the first page on.
    #[must_use]
    pub fn without(&self, field: ListField) -> Self {
        let mut query = self.first_page();
        field.set(&mut query, "");
        query
    }

    /// The filters that are set.
    pub fn filters(&self) -> impl Iterator<Item = ListField> + '_ {
        ListField::FILTERS.into_iter().filter(|field| !field.of(self).is_empty())
    }

    /// What stands after the question mark of the address.
    #[must_use]
    pub fn written(&self) -> String {
        let set = ListField::ALL.into_iter().filter(|field| !field.of(self).is_empty());
        set.map(|field| format!("{}={}", field.name(), percent_encoded(field.of(self)))).collect::<Vec<_>>().join("&")
    }

    /// Without the space around its values.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let mut query = Self { strange: self.strange.clone(), ..Self::default() };
        for field in ListField::ALL {
            field.set(&mut query, field.of(self));
        }
        query
    }
}

/// A piece of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was looked for.
    pub hit: bool,
}

/// One deliberation of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListLine {
    /// Its number.
    pub number: DeliberationNumber,
    /// Its title, in the reader's language where it is known.
    pub title: String,
    /// The language of the title.
    pub title_language: Option<Language>,
    /// The committee.
    pub committee: Text,
    /// The language in which the excerpt is printed, where there is only one.
    pub printed: Option<Language>,
    /// When it was given.
    pub date: Date,
    /// The document of the newest version.
    pub document: Option<String>,
    /// When the newest version was approved.
    pub approved: Date,
    /// When it enters into force, where the text says so.
    pub in_force: Option<Date>,
    /// How many versions are known.
    pub versions: u32,
    /// Whether those are all.
    pub versions_complete: bool,
    /// The state today.
    pub state: State,
    /// From when it is, or was, in force, repealed or replaced, where the state alone does not say it.
    pub since: Option<Date>,
    /// What it was replaced by.
    pub replaced_by: Option<DeliberationNumber>,
    /// Words around the first hit.
    pub excerpt: Vec<Piece>,
    /// The institutions whose data it is about.
    pub sources: Vec<String>,
}

/// Filters kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedLink {
    /// The name.
    pub name: String,
    /// What stands after the question mark of the address.
    pub query: String,
}

/// Why filters were not kept under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeepProblem {
    /// There is no name.
    NoName,
    /// The name is too long.
    NameTooLong,
    /// The name holds a NISS.
    Niss,
    /// There is nothing to keep, or too much.
    Query,
    /// There are too many views already.
    TooMany,
    /// The store did not do it.
    Store(Trouble),
}

/// An attempt to keep filters that failed: given as context on the server, so that nothing typed is lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// The name as typed.
    pub name: String,
    /// What is wrong.
    pub problem: KeepProblem,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListView {
    /// The filters that were not read: there is no line then.
    pub unread: Vec<Unread>,
    /// How many fit.
    pub total: u32,
    /// This page, from 1.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// Those of this page.
    pub lines: Vec<ListLine>,
    /// The years there are, newest first; none: the register is empty.
    pub years: Vec<i16>,
    /// The committees there are: as the address names each, and what it is called.
    pub committees: Vec<(String, Text)>,
    /// The source institutions there are.
    pub sources: Vec<String>,
    /// Everybody who has an authorisation, members after their recipient.
    pub recipients: Vec<RecipientName>,
    /// Every service: identifier and label.
    pub services: Vec<(String, Text)>,
    /// The filters that the reader keeps.
    pub saved: Vec<SavedLink>,
    /// The attempt to keep filters that failed just now.
    pub keeping: Option<Keeping>,
    /// Whether the reader may add deliberations.
    pub writes: bool,
    /// How many lines a download holds at most.
    pub most_lines: u32,
}

/// A page of the list, in a language.
///
/// # Errors
/// When nobody is signed in, or the store does not answer.
pub async fn load_list(query: ListQuery, language: Language) -> Result<ListView, PageError> {
    let reader = crate::services::signed_in()?;
    let with = crate::services::services()?;
    load::view(&with, &reader.actor, &query.trimmed(), language).await
}
