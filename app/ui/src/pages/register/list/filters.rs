//! The form: words and filters. Everything it says stands in the address afterwards.

use delibero_domain::text::Language;
use delibero_words::say;
use leptos::prelude::*;

use super::view::STATES;
use super::{ListPage, ListQuery};
use crate::components::button::Button;
use crate::components::choice_field::Choice;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters;
use crate::components::leads::hidden;
use crate::components::live_search::live_search;
use crate::filters::Filters as _;
use crate::pages::register::state;

/// The field in which one looks for words.
pub(super) const WORDS: &str = "list-q";

/// The identifier of a field of the form.
fn id(field: &str) -> Option<&'static str> {
    Some(match field {
        "q" => WORDS,
        "year" => "list-year",
        "committee" => "list-committee",
        "source" => "list-source",
        "recipient" => "list-recipient",
        "service" => "list-service",
        "state" => "list-state",
        _ => return None,
    })
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "q" => say!(language, register_list.words),
        "year" => say!(language, register_list.year),
        "committee" => say!(language, register_list.committee),
        "source" => say!(language, register_list.source),
        "recipient" => say!(language, register_list.recipient),
        "service" => say!(language, register_list.service),
        "state" => say!(language, register_list.state),
        "sort" | "order" => say!(language, lists.sort_by),
        "page" => say!(language, lists.page),
        _ => return None,
    })
}

/// The choice that leaves a filter out.
fn any(language: Language, field: &str) -> &'static str {
    match field {
        "year" => say!(language, register_list.any_year),
        "source" => say!(language, register_list.any_source),
        _ => say!(language, register_list.any),
    }
}

/// What a filter is set to, as people read it; the word itself where it is not known.
pub(super) fn value(page: &ListPage, field: &str) -> String {
    let word = page.query.get(field);
    let found = choices(page, field).into_iter().find(|(known, _)| known == word);
    found.map_or_else(|| word.to_owned(), |(_, label)| label)
}

/// What a filter can be set to: the word in the address, and what people read.
fn choices(page: &ListPage, field: &str) -> Vec<Choice> {
    let view = &page.view;
    let same = |word: String| (word.clone(), word);
    match field {
        "year" => view.years.iter().map(ToString::to_string).map(same).collect(),
        "committee" => {
            view.committees.iter().map(|(printed, name)| (printed.clone(), page.say(name).to_owned())).collect()
        }
        "source" => view.sources.iter().cloned().map(same).collect(),
        "recipient" => view.recipients.iter().map(|named| (named.id.clone(), named.full(page.language))).collect(),
        "service" => view.services.iter().map(|(id, label)| (id.clone(), page.say(label).to_owned())).collect(),
        "state" => {
            let words = STATES.into_iter();
            words.map(|(known, word)| (word.to_owned(), state::words(page.language, known).to_owned())).collect()
        }
        _ => Vec::new(),
    }
}

/// The filters that were not read.
pub(super) fn wrongs(page: &ListPage) -> Vec<Wrong> {
    filters::wrongs(page.language, &page.view.unread, id)
}

/// The form. It is sent, not asked for: what people type could be a NISS.
pub(super) fn form(page: &ListPage) -> AnyView {
    let (language, wrongs) = (page.language, wrongs(page));
    let field = |name: &'static str| {
        let label = label(language, name).unwrap_or_default();
        Field::new(name, label).id(id(name).unwrap_or_default()).of(&wrongs)
    };
    let kept = ["sort", "order"].map(|name| (name, page.query.get(name)));
    let words = field("q").hint(say!(language, register_list.words_hint));
    let choosing =
        ListQuery::FILTERS.iter().copied().skip(1).map(|name| {
            choice_filter(field(name), Some(any(language, name)), choices(page, name), page.query.get(name))
        });
    view! {
        <form
            method="post"
            action=ListQuery::PATH
            role="search"
            aria-label=say!(language, register_list.filters_label)
            class="filter-forms"
        >
            {hidden(kept.into_iter().filter(|(_, value)| !value.is_empty()))}
            <div class="search-row">
                {live_search(words, &page.query.q)}
                {Button::new(say!(language, register_list.apply)).view()}
            </div>
            <div class="filter-form filter-many">{choosing.collect_view()}</div>
        </form>
    }
    .into_any()
}
