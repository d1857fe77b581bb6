//! What an address asks a list for. A filter is read, or it is not and the list is empty: it is never left out, since
//! the list would then show what nobody asked for.

use delibero_domain::niss::{NissError, holds_niss};
use delibero_domain::text::Language;
use delibero_domain::typed_day::{DayError, read_day};
use jiff::civil::Date;

use crate::address::percent_encoded;

/// Stands in an address where a NISS was taken out.
pub const TAKEN_OUT: &str = "…";
/// Between the values of a field that is given several times.
const AGAIN: char = '\u{1f}';
/// The longest filter, in bytes.
const MAX_LENGTH: usize = 500;
/// How many unknown fields are named.
const MAX_STRANGE: usize = 5;

/// Why a filter was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FilterProblem {
    /// It is none of the values that there are.
    Unknown,
    /// It is none of them, and this one was probably meant.
    Meant(String),
    /// It is no sign-in name.
    UserName,
    /// It is no day, for this reason.
    Day(DayError),
    /// It is no number.
    Number,
    /// The period ends before it begins.
    Reversed,
    /// It holds no word that could be looked for.
    NoWord,
    /// Of two that belong together one is missing, or both are the same.
    NotTwo,
    /// It is given several times.
    Twice,
    /// It holds what is no text.
    Encoding,
    /// It is too long.
    TooLong,
    /// It held a NISS.
    Niss,
    /// It is no NISS, for this reason: what was typed is not repeated.
    Person(NissError),
    /// The list has no such field.
    Field,
}

/// A filter that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The field's name in the address.
    pub field: String,
    /// What stood there.
    pub typed: String,
    /// Why it was not read.
    pub problem: FilterProblem,
}

/// What a list is asked for, as it stands in the address; `filters!` makes it.
pub trait Filters: Clone + Default {
    /// Where the list is.
    const PATH: &'static str;
    /// The fields that leave lines out, in the order of the form; the others sort and page.
    const FILTERS: &'static [&'static str];

    fn place(&mut self, field: &str) -> Option<&mut String>;

    /// The names of the fields that the list does not know.
    fn strange(&mut self) -> &mut String;

    /// Every field with its value, in the order of the address; empty where nothing is asked for.
    fn fields(&self) -> Vec<(&'static str, &str)>;

    /// The value of a field; empty where nothing is asked for.
    fn get(&self, field: &str) -> &str {
        self.fields().into_iter().find(|(name, _)| *name == field).map_or("", |(_, value)| value)
    }

    /// With another value, without the space around, in a field.
    #[must_use]
    fn with(&self, field: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.strange().clear();
        if let Some(place) = other.place(field) {
            value.trim().clone_into(place);
        }
        other
    }

    /// What stands after the question mark of the address; empty where nothing is asked for.
    fn written(&self) -> String {
        let set = self.fields().into_iter().filter(|(_, value)| !value.is_empty());
        // A colon stands in a query as it is, and people read it.
        let pair = |(name, value): (&str, &str)| format!("{name}={}", percent_encoded(value).replace("%3A", ":"));
        set.map(pair).collect::<Vec<_>>().join("&")
    }

    /// Those of [`Self::FILTERS`] that are set.
    fn active(&self) -> impl Iterator<Item = &'static str> {
        Self::FILTERS.iter().copied().filter(|field| !self.get(field).is_empty())
    }

    /// In the same order without any filter, from the first page on.
    #[must_use]
    fn without_filters(&self) -> Self {
        Self::FILTERS.iter().fold(self.first_page(), |query, field| query.with(field, ""))
    }

    #[must_use]
    fn first_page(&self) -> Self {
        self.with("page", "")
    }

    /// From 1.
    #[must_use]
    fn on_page(&self, page: u32) -> Self {
        if page > 1 { self.with("page", &page.to_string()) } else { self.first_page() }
    }

    /// The address of the list with these filters.
    fn address(&self) -> String {
        at(Self::PATH, &self.written())
    }

    /// The address of the same as a file.
    fn file(&self, extension: &str) -> String {
        at(&format!("{}.{extension}", Self::PATH), &self.written())
    }

    /// Reads the fields of an address, without the space around.
    #[must_use]
    fn of_address<K: AsRef<str>, V: AsRef<str>>(pairs: impl IntoIterator<Item = (K, V)>) -> Self {
        let mut filters = Self::default();
        let mut strange: Vec<String> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        for (field, value) in pairs {
            let (field, value) = (field.as_ref(), value.as_ref().trim());
            let again = seen.iter().any(|before| before == field);
            match filters.place(field) {
                Some(place) if again && place != value => {
                    place.push(AGAIN);
                    place.push_str(value);
                }
                Some(place) => value.clone_into(place),
                None if !field.is_empty() && !again => strange.push(field.chars().take(40).collect()),
                None => {}
            }
            seen.push(field.to_owned());
        }
        strange.truncate(MAX_STRANGE);
        *filters.strange() = strange.join(", ");
        filters
    }
}

fn at(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A struct of the fields that the address of a list has, in its order; `by` says which of them leave lines out.
macro_rules! filters {
    ($(#[$about:meta])* $name:ident at $path:literal $(by [$($filter:ident),* $(,)?])?: $($(#[$doc:meta])* $field:ident),+ $(,)?) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            $($(#[$doc])* pub $field: String,)+
            /// The fields of the address that the list does not know.
            pub strange: String,
        }

        impl $crate::filters::Filters for $name {
            const PATH: &'static str = $path;
            const FILTERS: &'static [&'static str] = &[$($(stringify!($filter)),*)?];

            fn place(&mut self, field: &str) -> Option<&mut String> {
                match field {
                    $(stringify!($field) => Some(&mut self.$field),)+
                    _ => None,
                }
            }

            fn strange(&mut self) -> &mut String {
                &mut self.strange
            }

            fn fields(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($field), self.$field.as_str())),+]
            }
        }
    };
}
pub(crate) use filters;

/// Reads filters one by one, and notes those that cannot be read.
#[derive(Debug, Default)]
pub struct FilterReader {
    unread: Vec<Unread>,
}

impl FilterReader {
    /// Of a list; the fields that it does not know are noted.
    #[must_use]
    pub fn of(strange: &str) -> Self {
        let mut reading = Self::default();
        if !strange.is_empty() {
            reading.note("", strange, FilterProblem::Field);
        }
        reading
    }

    /// A field; none where nothing was asked for, or where it was noted as unread.
    pub fn field<T>(
        &mut self,
        field: &str,
        typed: &str,
        read: impl FnOnce(&str) -> Result<T, FilterProblem>,
    ) -> Option<T> {
        let typed = typed.trim();
        if typed.is_empty() {
            return None;
        }
        match plain(typed).and_then(read) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.note(field, typed, problem);
                None
            }
        }
    }

    /// Notes what is wrong with a field.
    pub fn note(&mut self, field: &str, typed: &str, problem: FilterProblem) {
        let typed = if problem == FilterProblem::Niss { TAKEN_OUT.to_owned() } else { typed.replace(AGAIN, " / ") };
        self.unread.push(Unread { field: field.to_owned(), typed, problem });
    }

    /// Notes a period that ends before it begins, at its end.
    pub fn period(&mut self, from: Option<Date>, (to, field): (Option<Date>, &str)) {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.note(field, &to.to_string(), FilterProblem::Reversed);
        }
    }

    /// Whether everything was read until now.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.unread.is_empty()
    }

    /// What was not read.
    #[must_use]
    pub fn unread(self) -> Vec<Unread> {
        self.unread
    }
}

fn plain(typed: &str) -> Result<&str, FilterProblem> {
    match typed {
        typed if typed.contains(TAKEN_OUT) || holds_niss(typed) => Err(FilterProblem::Niss),
        typed if typed.contains(AGAIN) => Err(FilterProblem::Twice),
        typed if typed.contains(|c: char| c == '\u{fffd}' || c.is_control()) => Err(FilterProblem::Encoding),
        typed if typed.len() > MAX_LENGTH => Err(FilterProblem::TooLong),
        typed => Ok(typed),
    }
}

/// A day as people type it or as an address has it.
///
/// # Errors
/// When it is none.
pub fn day(typed: &str) -> Result<Date, FilterProblem> {
    read_day(typed).map_err(FilterProblem::Day)
}

/// A language by its code, and nothing less or more.
///
/// # Errors
/// When it is none.
pub fn language(typed: &str) -> Result<Language, FilterProblem> {
    one_of(Language::ALL.into_iter(), |language| language.code() == typed)
}

/// A whole number from 1 on.
///
/// # Errors
/// When it is none.
pub fn number<N: std::str::FromStr + Default + PartialOrd>(typed: &str) -> Result<N, FilterProblem> {
    let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    let number = typed.parse().ok().filter(|number| digits && *number > N::default());
    number.ok_or(FilterProblem::Number)
}

/// One of the values that there are.
///
/// # Errors
/// When it is none of them.
pub fn one_of<T>(mut values: impl Iterator<Item = T>, is_it: impl FnMut(&T) -> bool) -> Result<T, FilterProblem> {
    values.find(is_it).ok_or(FilterProblem::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    filters! {
        ListQuery at "/list" by [kind, user]:
        kind,
        user,
        page,
    }

    #[test]
    fn an_address_is_written_and_read_back() {
        let query = ListQuery::of_address([("user", "données & cie"), ("kind", " a:b "), ("other", "1")]);
        assert_eq!(query.address(), "/list?kind=a:b&user=donn%C3%A9es%20%26%20cie");
        assert_eq!(query.file("csv"), "/list.csv?kind=a:b&user=donn%C3%A9es%20%26%20cie");
        assert_eq!(query.with("user", "").address(), "/list?kind=a:b");
        assert_eq!((query.get("kind"), query.get("other"), query.strange.as_str()), ("a:b", "", "other"));
        assert_eq!(ListQuery::default().address(), "/list");
    }

    #[test]
    fn filters_are_taken_away_and_pages_turned() {
        let query = ListQuery::of_address([("user", "anna"), ("page", "3")]);
        assert_eq!(query.active().collect::<Vec<_>>(), ["user"]);
        assert_eq!(query.without_filters().address(), "/list");
        assert_eq!(query.on_page(2).address(), "/list?user=anna&page=2");
        assert_eq!(query.on_page(1).address(), "/list?user=anna");
    }

    fn problem(typed: &str) -> Option<FilterProblem> {
        let mut reading = FilterReader::default();
        let read = reading.field("kind", typed, |typed| Ok(typed.to_owned()));
        let unread = reading.unread().pop();
        assert_eq!(read.is_none(), unread.is_some() || typed.trim().is_empty());
        unread.map(|unread| unread.problem)
    }

    #[test]
    fn fields_are_read_once_and_unknown_ones_are_kept_apart() {
        let asked = ListQuery::of_address([("kind", " export "), ("usr", "x"), ("kind", "export")]);
        assert_eq!((asked.kind.as_str(), asked.strange.as_str()), ("export", "usr"));
        assert_eq!(FilterReader::of(&asked.strange).unread()[0].problem, FilterProblem::Field);
        let twice = ListQuery::of_address([("kind", "export"), ("kind", "decision")]);
        assert_eq!(problem(&twice.kind), Some(FilterProblem::Twice));
        let hidden = ListQuery::of_address([("kind", "export"), ("kind", "")]);
        assert_eq!(problem(&hidden.kind), Some(FilterProblem::Twice));
    }

    #[test]
    fn what_is_no_plain_text_is_not_read() {
        assert_eq!(problem("85.07.30-999.32 Name"), Some(FilterProblem::Niss));
        assert_eq!(problem(TAKEN_OUT), Some(FilterProblem::Niss));
        assert_eq!(problem("a\u{fffd}"), Some(FilterProblem::Encoding));
        assert_eq!(problem("a\u{0}"), Some(FilterProblem::Encoding));
        assert_eq!(problem(&"a".repeat(501)), Some(FilterProblem::TooLong));
        assert_eq!((problem("export"), problem(" ")), (None, None));
    }

    #[test]
    fn a_niss_is_not_repeated_to_whoever_typed_it() {
        let mut reading = FilterReader::default();
        reading.field("user", "85.07.30-999.32", |typed| Ok(typed.to_owned()));
        assert_eq!(reading.unread()[0].typed, TAKEN_OUT);
    }

    #[test]
    fn days_and_numbers_are_whole() {
        for typed in ["2026-11-21", "21.11.2026", "21/11/2026", " 21-11-2026"] {
            assert_eq!(day(typed), Ok(Date::constant(2026, 11, 21)), "{typed}");
        }
        for typed in ["2026-11", "20261121", "2026-11-21T10:00", "2026-11-2", "soon", "+026-11-21"] {
            assert_eq!(day(typed), Err(FilterProblem::Day(DayError::Shape)), "{typed}");
        }
        assert_eq!(day("2026-02-30"), Err(FilterProblem::Day(DayError::NoSuchDay)));
        assert_eq!(number::<i64>("40"), Ok(40));
        for typed in ["abc", "0", "-1", "+1", "1.5", "99999999999999999999"] {
            assert_eq!(number::<i64>(typed), Err(FilterProblem::Number), "{typed}");
        }
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_noted_at_its_end() {
        let mut reading = FilterReader::default();
        reading.period(day("2026-11-21").ok(), (day("2026-11-20").ok(), "to"));
        assert_eq!(reading.unread()[0].field, "to");
    }
}
