//! The list of recipients.

use crate::error::PageError;
use crate::filters::{FilterProblem, Filters as _, Reading, Unread};
use crate::pages::catalogue::view::{RecipientLine, RecipientsQuery, load_recipients};
use delibero_domain::folding::folded_line;
use delibero_domain::text::{Language, Text};
use delibero_islands::LiveSearch;
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::leading;
use super::rows;
use crate::address::Address;
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::filters::{self, NoLines};
use crate::components::language::use_language;
use crate::components::page::Page;

/// What the list is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Name,
    Point,
    Granted,
}

impl Sort {
    /// Every order, in the order of the links.
    pub const ALL: [Self; 3] = [Self::Name, Self::Point, Self::Granted];

    /// Its word in the address.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Point => "point",
            Self::Granted => "granted",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

const FIELD: &str = "catalogue-q";
/// What holds all that another search changes.
const RESULTS: &str = "results";
const PROBLEM: &str = "catalogue-q-problem";

/// What the address asks for that cannot be read.
fn unread(query: &RecipientsQuery) -> Vec<Unread> {
    let mut reading = Reading::of(&query.strange);
    reading.field("q", &query.q, |typed| match folded_line(typed).is_empty() {
        true => Err(FilterProblem::NoWord),
        false => Ok(()),
    });
    reading.field("sort", &query.sort, |typed| Sort::from_word(typed).ok_or(FilterProblem::Unknown));
    reading.unread()
}

/// The page.
pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = RecipientsQuery::of_address(address.query());
    Ok(content(use_language(), &query, &load_recipients().await?))
}

fn content(language: Language, query: &RecipientsQuery, lines: &[RecipientLine]) -> AnyView {
    let unread = unread(query);
    let wrongs = wrongs(language, &unread);
    let sort = Sort::from_word(&query.sort).unwrap_or(Sort::Name);
    let found = match unread.is_empty() {
        false => view! { <NoLines /> }.into_any(),
        true => results(language, query, sort, lines),
    };
    let summary = view! { <ErrorSummary wrongs=wrongs.clone() /> };
    let search = search(language, query.q.clone(), sort, wrongs);
    view! {
        <Page title=say!(language, catalogue.title)>
            <p class="mb-2 text-muted">{say!(language, catalogue.intro)}</p>
            <p class="mb-4 print:hidden">
                <a class="link inline-flex min-h-6 items-center" href="/matrix">{say!(language, matrix.title)}</a>
            </p>
            {summary}
            {search}
            <div id=RESULTS>{found}</div>
            <LiveSearch />
        </Page>
    }
    .into_any()
}

fn results(language: Language, query: &RecipientsQuery, sort: Sort, lines: &[RecipientLine]) -> AnyView {
    let found = chosen(lines, &folded_line(&query.q), sort, language);
    let count = match found.len() {
        1 => say!(language, catalogue.count_one).to_owned(),
        n => format!("{n} {}", say!(language, catalogue.count_many)),
    };
    let table = match found.is_empty() {
        true => nothing(language).into_any(),
        false => rows::table(language, &query.q, sort, &found),
    };
    view! {
        <p class="mb-2 text-sm text-muted tabular-nums" aria-live="polite">{count}</p>
        {table}
    }
    .into_any()
}

fn wrongs(language: Language, unread: &[Unread]) -> Vec<Wrong> {
    filters::wrongs(language, unread, |field| (field == "q").then_some(FIELD))
}

/// The box. It is sent, not asked for: what people type could be a NISS.
fn search(language: Language, typed: String, sort: Sort, wrongs: Vec<Wrong>) -> AnyView {
    let wrong = wrongs.iter().any(|wrong| wrong.field == Some(FIELD));
    let described = if wrong { "catalogue-q-hint catalogue-q-problem" } else { "catalogue-q-hint" };
    view! {
        <form method="post" action="/catalogue" role="search" class="mb-4 max-w-xl print:hidden">
            <label for=FIELD class="mb-1 block text-sm font-semibold">{say!(language, catalogue.filter_label)}</label>
            <p id="catalogue-q-hint" class="mb-1 text-xs text-muted">{say!(language, catalogue.filter_hint)}</p>
            <FieldProblem id=PROBLEM wrongs field=FIELD />
            <div class="flex gap-2">
                <input
                    id=FIELD
                    name="q"
                    type="search"
                    autocomplete="off"
                    data-search=""
                    data-results=RESULTS
                    aria-invalid=wrong.then_some("true")
                    aria-describedby=described
                    class="min-h-9 w-full rounded border border-control bg-surface px-2 text-sm text-ink"
                    value=typed
                />
                <input type="hidden" name="sort" value=sort.as_str() />
                <button
                    type="submit"
                    class="min-h-9 cursor-pointer rounded border border-control bg-surface px-4 text-sm hover:bg-accent-soft"
                >
                    {say!(language, catalogue.filter_apply)}
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn nothing(language: Language) -> impl IntoView {
    view! {
        <div class="rounded border border-line bg-surface p-6">
            <h2 class="mb-1 text-base font-semibold">{say!(language, catalogue.empty)}</h2>
            <p class="mb-2 text-muted">{say!(language, catalogue.empty_help)}</p>
            <a class="link" href="/catalogue">{say!(language, catalogue.filter_clear)}</a>
        </div>
    }
}

/// The lines that hold the words sought, in any language, in the order asked for.
fn chosen(lines: &[RecipientLine], sought: &str, sort: Sort, language: Language) -> Vec<RecipientLine> {
    let mut found: Vec<RecipientLine> = lines.iter().filter(|line| holds(line, sought)).cloned().collect();
    found.sort_by_cached_key(|line| folded_line(line.label.get(language)));
    match sort {
        Sort::Name => {}
        Sort::Point => found.sort_by_cached_key(point_key),
        Sort::Granted => found.sort_by_key(|line| std::cmp::Reverse(line.granted)),
    }
    found
}

fn holds(line: &RecipientLine, sought: &str) -> bool {
    let members = line.members.iter().map(|(_, label)| label);
    let texts = std::iter::once(&line.label).chain(members).chain(&line.modules);
    let mut languages = texts.flat_map(|text: &Text| [&text.fr, &text.nl, &text.de]);
    let mut sources = line.sources.iter();
    sought.is_empty()
        || folded_line(&line.id).contains(sought)
        || languages.any(|words| folded_line(words).contains(sought))
        || sources.any(|source| folded_line(&source.deliberation).contains(sought))
}

fn point_key(line: &RecipientLine) -> (String, u32, u32) {
    let Some(source) = line.sources.first() else {
        return (String::new(), 0, 0);
    };
    let whole = leading(&source.point).unwrap_or(u32::MAX);
    let rest = source.point.split(['.', '/']).nth(1).and_then(leading).unwrap_or_default();
    (source.deliberation.clone(), whole, rest)
}

#[cfg(test)]
mod tests {
    use delibero_domain::authorisation::Source;

    use super::*;

    fn line(id: &str, label: &str, point: &str, granted: u32) -> RecipientLine {
        RecipientLine {
            id: id.to_owned(),
            label: Text::same(label),
            members: vec![(format!("{id}-1"), Text::same("Société régionale"))],
            sources: vec![Source::new("23/058", point)],
            modules: Vec::new(),
            granted,
            carried: 26,
        }
    }

    fn ids(sought: &str, sort: Sort) -> Vec<String> {
        let lines =
            [line("vdab", "VDAB", "79.1-79.11", 3), line("forem", "Forem", "57-58", 9), line("a", "Écho", "79.12", 4)];
        chosen(&lines, sought, sort, Language::Fr).into_iter().map(|line| line.id).collect()
    }

    #[test]
    fn lines_come_in_the_order_asked_for() {
        assert_eq!(ids("", Sort::Name), ["a", "forem", "vdab"]);
        assert_eq!(ids("", Sort::Point), ["forem", "vdab", "a"]);
        assert_eq!(ids("", Sort::Granted), ["forem", "a", "vdab"]);
    }

    #[test]
    fn words_are_sought_without_accents_in_members_too() {
        assert_eq!(ids("societe", Sort::Name).len(), 3);
        assert_eq!(ids("echo", Sort::Name), ["a"]);
        assert!(ids("nobody", Sort::Name).is_empty());
    }
}
