//! The list of recipients.

use delibero_api::catalogue::{RecipientLine, RecipientsQuery, load_recipients};
use delibero_api::filters::{FilterProblem, Filters as _, Reading, Unread};
use delibero_domain::folding::folded_line;
use delibero_domain::text::{Language, Text};
use leptos::either::Either;
use leptos::prelude::*;
use leptos_i18n::I18nContext;
use leptos_router::hooks::use_query_map;

use super::anchors::leading;
use super::rows;
use crate::components::errors::{ErrorSummary, FieldProblem, Wrong};
use crate::components::filters::{self, NoLines};
use crate::components::language::use_language;
use crate::components::page::Page;
use crate::components::problem::Problem;
use crate::i18n::{Locale, t_string, use_i18n};

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
#[component]
pub fn RecipientsView() -> impl IntoView {
    let i18n = use_i18n();
    let page = Resource::new_blocking(|| (), |()| load_recipients());
    view! {
        <Suspense fallback=move || view! { <p class="text-muted">{move || t_string!(i18n, catalogue.loading)}</p> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(lines) => Either::Left(view! {
                        <Page title=Signal::derive(move || t_string!(i18n, catalogue.title).to_owned())>
                            <p class="mb-2 text-muted">{move || t_string!(i18n, catalogue.intro)}</p>
                            <p class="mb-4 print:hidden">
                                <a class="link inline-flex min-h-6 items-center" href="/matrix">
                                    {move || t_string!(i18n, matrix.title)}
                                </a>
                            </p>
                            <Recipients lines />
                        </Page>
                    }),
                    Err(error) => Either::Right(view! { <Problem error /> }),
                }
            })}
        </Suspense>
    }
}

/// The filter and the table. What is typed filters at once; without JavaScript the form does.
#[component]
fn Recipients(
    /// Every recipient.
    lines: Vec<RecipientLine>,
) -> impl IntoView {
    let i18n = use_i18n();
    let language = use_language();
    let address = use_query_map();
    let query = Memo::new(move |_| address.with(|map| RecipientsQuery::of_address(map.clone())));
    let asked = Memo::new(move |_| query.with(|query| query.q.clone()));
    let sort = Memo::new(move |_| query.with(|query| Sort::from_word(&query.sort)).unwrap_or(Sort::Name));
    let unread = Memo::new(move |_| query.with(unread));
    let typed = RwSignal::new(asked.get_untracked());
    // The address changed (a link, the way back): the box follows.
    Effect::watch(move || asked.get(), move |asked, _, _| typed.set(asked.clone()), false);
    let lines = StoredValue::new(lines);
    let found = Memo::new(move |_| {
        let sought = folded_line(&typed.read());
        lines.with_value(|lines| chosen(lines, &sought, sort.get(), language.get()))
    });
    view! {
        {move || view! { <ErrorSummary wrongs=wrongs(i18n, &unread.read()) /> }}
        {search(i18n, typed, sort, unread)}
        {move || match unread.read().is_empty() {
            false => view! { <NoLines /> }.into_any(),
            true => view! {
                <p class="mb-2 text-sm text-muted tabular-nums" aria-live="polite">
                    {move || match found.read().len() {
                        1 => t_string!(i18n, catalogue.count_one).to_owned(),
                        n => format!("{n} {}", t_string!(i18n, catalogue.count_many)),
                    }}
                </p>
                {move || match found.get() {
                    found if found.is_empty() => Either::Left(nothing(i18n)),
                    found => Either::Right(rows::table(i18n, language, typed, sort, &found)),
                }}
            }
            .into_any(),
        }}
    }
}

fn wrongs(i18n: I18nContext<Locale>, unread: &[Unread]) -> Vec<Wrong> {
    filters::wrongs(i18n, unread, |field| (field == "q").then_some(FIELD))
}

/// The box. It is sent, not asked for: what people type could be a NISS.
fn search(
    i18n: I18nContext<Locale>,
    typed: RwSignal<String>,
    sort: Memo<Sort>,
    unread: Memo<Vec<Unread>>,
) -> impl IntoView {
    let is_wrong = move || unread.read().iter().any(|unread| unread.field == "q");
    view! {
        <form method="post" action="/catalogue" role="search" class="mb-4 max-w-xl print:hidden">
            <label for=FIELD class="mb-1 block text-sm font-semibold">
                {move || t_string!(i18n, catalogue.filter_label)}
            </label>
            <p id="catalogue-q-hint" class="mb-1 text-xs text-muted">{move || t_string!(i18n, catalogue.filter_hint)}</p>
            {move || view! { <FieldProblem id=PROBLEM wrongs=wrongs(i18n, &unread.read()) field=FIELD /> }}
            <div class="flex gap-2">
                <input
                    id=FIELD
                    name="q"
                    type="search"
                    autocomplete="off"
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || match is_wrong() {
                        true => "catalogue-q-hint catalogue-q-problem",
                        false => "catalogue-q-hint",
                    }
                    class="min-h-9 w-full rounded border border-control bg-surface px-2 text-sm text-ink"
                    value=typed.get_untracked()
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
                <input type="hidden" name="sort" value=move || sort.get().as_str() />
                <button
                    type="submit"
                    class="min-h-9 cursor-pointer rounded border border-control bg-surface px-4 text-sm hover:bg-accent-soft"
                >
                    {move || t_string!(i18n, catalogue.filter_apply)}
                </button>
            </div>
        </form>
    }
}

fn nothing(i18n: I18nContext<Locale>) -> impl IntoView {
    view! {
        <div class="rounded border border-line bg-surface p-6">
            <h2 class="mb-1 text-base font-semibold">{move || t_string!(i18n, catalogue.empty)}</h2>
            <p class="mb-2 text-muted">{move || t_string!(i18n, catalogue.empty_help)}</p>
            <a class="link" href="/catalogue" rel="external">{move || t_string!(i18n, catalogue.filter_clear)}</a>
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
