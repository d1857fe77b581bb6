//! The list of recipients.

use delibero_domain::folding::folded_line;
use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::anchors::leading;
use super::query::{RecipientSort, RecipientsQuery, sorted_by};
use super::rows;
use super::view::{RecipientLine, load_recipients};
use crate::address::Address;
use crate::components::button::Button;
use crate::components::empty::empty;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filters::{self, NoLines};
use crate::components::language::use_language;
use crate::components::live_search::{live_search, results};
use crate::components::page::Page;
use crate::components::toolbar::{Order, Toolbar};
use crate::error::PageError;
use crate::filters::Filters as _;

/// The field in which one looks for words.
const WORDS: &str = "catalogue-q";

pub(crate) async fn page(address: Address) -> Result<AnyView, PageError> {
    let query = RecipientsQuery::of_address(address.query());
    Ok(content(use_language(), &query, &load_recipients().await?))
}

fn content(language: Language, query: &RecipientsQuery, lines: &[RecipientLine]) -> AnyView {
    let unread = query.unread();
    let wrongs = filters::wrongs(language, &unread, |field| (field == "q").then_some(WORDS));
    let found = match unread.is_empty() {
        false => view! { <NoLines /> }.into_any(),
        true => found(language, query, lines),
    };
    let search = search(language, query, &wrongs);
    view! {
        <Page title=say!(language, catalogue.title) wrongs>
            <p class="mb-2 quiet">{say!(language, catalogue.intro)}</p>
            <p class="mb-4 print:hidden"><a class="link" href="/matrix">{say!(language, matrix.title)}</a> " · " <a class="link" href="/who">{say!(language, who.title)}</a></p>
            {search}
            {results(found)}
        </Page>
    }
    .into_any()
}

fn found(language: Language, query: &RecipientsQuery, lines: &[RecipientLine]) -> AnyView {
    let sort = query.sorted();
    let found = chosen(lines, &folded_line(&query.q), sort, language);
    let count = match found.len() {
        1 => say!(language, catalogue.count_one).to_owned(),
        n => format!("{n} {}", say!(language, catalogue.count_many)),
    };
    let orders = RecipientSort::ALL.map(|by| Order {
        label: sort_name(language, by),
        address: sorted_by(query, by),
        current: by == sort,
        direction: None,
        in_head: true,
    });
    let table = match found.is_empty() {
        true => nothing(language),
        false => rows::table(language, query, &found),
    };
    view! { {Toolbar::new([count]).orders(orders).view()} {table} }.into_any()
}

fn sort_name(language: Language, sort: RecipientSort) -> &'static str {
    match sort {
        RecipientSort::Name => say!(language, catalogue.sort_name),
        RecipientSort::Point => say!(language, catalogue.sort_point),
        RecipientSort::Granted => say!(language, catalogue.sort_granted),
    }
}

/// It is sent, not asked for: what people type could be a NISS.
fn search(language: Language, query: &RecipientsQuery, wrongs: &[Wrong]) -> AnyView {
    let field = Field::new("q", say!(language, catalogue.filter_label)).id(WORDS);
    let field = field.hint(say!(language, catalogue.filter_hint)).of(wrongs);
    view! {
        <form method="post" action=RecipientsQuery::PATH role="search" class="search-row mb-4 max-w-xl">
            {live_search(field, &query.q)}
            <input type="hidden" name="sort" value=query.sorted().as_str() />
            {Button::quiet(say!(language, catalogue.filter_apply)).view()}
        </form>
    }
    .into_any()
}

fn nothing(language: Language) -> AnyView {
    let next = view! {
        <p>{say!(language, catalogue.empty_help)}</p>
        <p><a class="link" href=RecipientsQuery::PATH>{say!(language, catalogue.filter_clear)}</a></p>
    };
    empty(say!(language, catalogue.empty), next)
}

/// The lines that hold the words sought, in any language, in the order asked for.
fn chosen(lines: &[RecipientLine], sought: &str, sort: RecipientSort, language: Language) -> Vec<RecipientLine> {
    let mut found: Vec<RecipientLine> = lines.iter().filter(|line| holds(line, sought)).cloned().collect();
    found.sort_by_cached_key(|line| folded_line(line.label.get(language)));
    match sort {
        RecipientSort::Name => {}
        RecipientSort::Point => found.sort_by_cached_key(point_key),
        RecipientSort::Granted => found.sort_by_key(|line| std::cmp::Reverse(line.granted)),
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

    fn ids(sought: &str, sort: RecipientSort) -> Vec<String> {
        let lines =
            [line("vdab", "VDAB", "79.1-79.11", 3), line("forem", "Forem", "57-58", 9), line("a", "Écho", "79.12", 4)];
        chosen(&lines, sought, sort, Language::Fr).into_iter().map(|line| line.id).collect()
    }

    #[test]
    fn lines_come_in_the_order_asked_for() {
        assert_eq!(ids("", RecipientSort::Name), ["a", "forem", "vdab"]);
        assert_eq!(ids("", RecipientSort::Point), ["forem", "vdab", "a"]);
        assert_eq!(ids("", RecipientSort::Granted), ["forem", "a", "vdab"]);
    }

    #[test]
    fn words_are_sought_without_accents_in_members_too() {
        assert_eq!(ids("societe", RecipientSort::Name).len(), 3);
        assert_eq!(ids("echo", RecipientSort::Name), ["a"]);
        assert!(ids("nobody", RecipientSort::Name).is_empty());
    }
}
