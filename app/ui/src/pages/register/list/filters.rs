//! The form: words and filters. Everything it says stands in the address afterwards.

use crate::components::recipient::RecipientName;
use crate::filters::Unread;
use crate::pages::register::list::view::{ListField, STATES};
use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::query::LIST;
use super::{RESULTS, Shown};
use crate::components::errors::{FieldProblem, Wrong};
use crate::components::filters;
use crate::pages::register::state;

const INPUT: &str = "min-h-9 w-full min-w-0 rounded border border-control bg-surface px-2 text-sm text-ink";
const BUTTON: &str = "min-h-9 cursor-pointer rounded bg-accent px-4 text-sm font-semibold text-accent-ink";
const LABEL: &str = "mb-1 block text-sm font-semibold";

/// The label of a field.
pub(super) fn label(language: Language, field: ListField) -> &'static str {
    match field {
        ListField::Words => say!(language, register_list.words),
        ListField::Year => say!(language, register_list.year),
        ListField::Committee => say!(language, register_list.committee),
        ListField::Source => say!(language, register_list.source),
        ListField::Recipient => say!(language, register_list.recipient),
        ListField::Service => say!(language, register_list.service),
        ListField::State => say!(language, register_list.state),
        ListField::Sort | ListField::Order => say!(language, register_list.sort_by),
        ListField::Page => say!(language, register_list.page),
    }
}

/// The choice that leaves a filter out.
fn any(language: Language, field: ListField) -> &'static str {
    match field {
        ListField::Year => say!(language, register_list.any_year),
        ListField::Source => say!(language, register_list.any_source),
        _ => say!(language, register_list.any),
    }
}

/// What a filter is set to, as people read it; the word itself where it is not known.
pub(super) fn value(shown: &Shown, field: ListField) -> String {
    let word = field.of(&shown.asked.query);
    let found = choices(shown, field).into_iter().find(|(known, _)| known == word);
    found.map_or_else(|| word.to_owned(), |(_, label)| label)
}

/// The name of a recipient; that of a member after its recipient's.
fn full_name(shown: &Shown, named: &RecipientName) -> String {
    match &named.member_of {
        Some(owner) => format!("{} – {}", shown.say(owner), shown.say(&named.label)),
        None => shown.say(&named.label).to_owned(),
    }
}

/// What a filter can be set to: the word in the address, and what people read.
fn choices(shown: &Shown, field: ListField) -> Vec<(String, String)> {
    let page = &shown.asked.page;
    let same = |words: &[String]| words.iter().map(|word| (word.clone(), word.clone())).collect();
    match field {
        ListField::Year => page.years.iter().map(|year| (year.to_string(), year.to_string())).collect(),
        ListField::Committee => {
            page.committees.iter().map(|(printed, name)| (printed.clone(), shown.say(name).to_owned())).collect()
        }
        ListField::Source => same(&page.sources),
        ListField::Recipient => {
            page.recipients.iter().map(|named| (named.id.clone(), full_name(shown, named))).collect()
        }
        ListField::Service => {
            page.services.iter().map(|(id, label)| (id.clone(), shown.say(label).to_owned())).collect()
        }
        ListField::State => STATES
            .into_iter()
            .map(|(known, word)| (word.to_owned(), state::words(shown.language, known).to_owned()))
            .collect(),
        ListField::Words | ListField::Sort | ListField::Order | ListField::Page => Vec::new(),
    }
}

/// The field of the words.
pub(super) const FIELD: &str = "list-q";

/// The identifiers of a field and of what is wrong with it; none where it has no field of its own.
const fn ids(field: ListField) -> Option<(&'static str, &'static str)> {
    Some(match field {
        ListField::Words => (FIELD, "list-q-problem"),
        ListField::Year => ("list-year", "list-year-problem"),
        ListField::Committee => ("list-committee", "list-committee-problem"),
        ListField::Source => ("list-source", "list-source-problem"),
        ListField::Recipient => ("list-recipient", "list-recipient-problem"),
        ListField::Service => ("list-service", "list-service-problem"),
        ListField::State => ("list-state", "list-state-problem"),
        ListField::Sort | ListField::Order | ListField::Page => return None,
    })
}

/// The filters that were not read.
pub(super) fn wrongs(shown: &Shown) -> Vec<Wrong> {
    let language = shown.language;
    let wrong = |unread: &Unread| {
        let words = filters::words(language, unread);
        let field = ListField::ALL.into_iter().find(|field| field.name() == unread.field);
        match field.and_then(ids) {
            Some((id, _)) => Wrong::with(id, words),
            None => Wrong::whole(words),
        }
    };
    shown.asked.page.unread.iter().map(wrong).collect()
}

/// What is wrong with a field, and the identifier of it where something is.
fn problem(shown: &Shown, field: ListField) -> (AnyView, Option<&'static str>) {
    let Some((id, problem)) = ids(field) else { return (().into_any(), None) };
    let wrongs = wrongs(shown);
    let described = wrongs.iter().any(|wrong| wrong.field == Some(id)).then_some(problem);
    (view! { <FieldProblem id=problem wrongs=wrongs field=id /> }.into_any(), described)
}

/// The form. It is sent, not asked for: what people type could be a NISS.
pub(super) fn form(shown: &Shown) -> AnyView {
    let language = shown.language;
    let query = &shown.asked.query;
    let kept = [ListField::Sort, ListField::Order].into_iter().filter(|field| !field.of(query).is_empty());
    let kept = kept.map(|field| view! { <input type="hidden" name=field.name() value=field.of(query).to_owned() /> });
    let selects = ListField::FILTERS.into_iter().filter(|field| *field != ListField::Words);
    view! {
        <form
            method="post"
            action=LIST
            role="search"
            aria-label=say!(language, register_list.filters_label)
            class="mb-4 border-y border-line py-4 print:hidden"
        >
            {kept.collect_view()}
            <div class="mb-3 flex flex-wrap items-end gap-3">
                {words(shown)}
                <button type="submit" class=BUTTON>{say!(language, register_list.apply)}</button>
            </div>
            <div class="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 xl:grid-cols-6">
                {selects.map(|field| select(shown, field)).collect_view()}
            </div>
        </form>
    }
    .into_any()
}

fn words(shown: &Shown) -> AnyView {
    let typed = shown.asked.query.q.clone();
    let (problem, described) = problem(shown, ListField::Words);
    view! {
        <div class="min-w-60 flex-1">
            <label for=FIELD class=LABEL>{label(shown.language, ListField::Words)}</label>
            <p id="list-q-hint" class="mb-1 text-xs text-muted">{say!(shown.language, register_list.words_hint)}</p>
            {problem}
            <input
                id=FIELD
                name="q"
                type="search"
                autocomplete="off"
                data-search=""
                data-results=RESULTS
                maxlength="500"
                aria-invalid=described.map(|_| "true")
                aria-describedby=described.map_or_else(|| "list-q-hint".to_owned(), |id| format!("list-q-hint {id}"))
                class=INPUT
                value=typed
            />
        </div>
    }
    .into_any()
}

fn select(shown: &Shown, field: ListField) -> AnyView {
    let chosen = field.of(&shown.asked.query);
    let mut choices = choices(shown, field);
    // What cannot be chosen stays chosen, so that the form says what is shown.
    if !chosen.is_empty() && choices.iter().all(|(known, _)| known != chosen) {
        choices.insert(0, (chosen.to_owned(), chosen.to_owned()));
    }
    let id = format!("list-{}", field.name());
    let (problem, described) = problem(shown, field);
    let options = choices.into_iter().map(|(word, label)| choice(word, chosen, label)).collect_view();
    view! {
        <div class="min-w-0">
            <label for=id.clone() class=LABEL>{label(shown.language, field)}</label>
            {problem}
            <select
                id=id
                name=field.name()
                class=INPUT
                aria-invalid=described.map(|_| "true")
                aria-describedby=described
            >
                {choice(String::new(), chosen, any(shown.language, field).to_owned())}
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn choice(word: String, chosen: &str, label: String) -> AnyView {
    let selected = word == chosen;
    // A property too, so that the choice follows when the router shows another address in the same page.
    view! { <option value=word selected=selected>{label}</option> }.into_any()
}
