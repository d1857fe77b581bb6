//! The form: everything it says stands in the address afterwards.

use delibero_domain::text::{Language, Text};
use delibero_words::say;
use leptos::prelude::*;

use super::view::Found;
use super::{WhoPage, WhoQuery};
use crate::components::button::Button;
use crate::components::choice_field::Choice;
use crate::components::date_field::date_field;
use crate::components::errors::Wrong;
use crate::components::field::Field;
use crate::components::filter_form::choice_filter;
use crate::components::filters;
use crate::components::leads::hidden;
use crate::filters::Filters as _;

/// The identifier of a field of the form.
fn id(field: &str) -> Option<&'static str> {
    Some(match field {
        "service" => "who-service",
        "element" => "who-elements",
        "regime" => "who-regime",
        "risk" => "who-risk",
        "at" => "who-at",
        "state" => "who-state",
        _ => return None,
    })
}

pub(super) fn label(language: Language, field: &str) -> Option<&'static str> {
    Some(match field {
        "service" => say!(language, matrix.service),
        "element" => say!(language, who.elements),
        "regime" => say!(language, who.regime),
        "risk" => say!(language, who.risk),
        "at" => say!(language, who.at),
        "state" => say!(language, who.state),
        _ => return None,
    })
}

pub(super) fn wrongs(page: &WhoPage) -> Vec<Wrong> {
    let unread = match &page.view.found {
        Found::Unread(unread) => unread.as_slice(),
        _ => &[],
    };
    filters::wrongs(page.language, unread, id)
}

pub(super) fn form(page: &WhoPage, wrongs: &[Wrong]) -> AnyView {
    let (language, view, query) = (page.language, &page.view, &page.query);
    let field = |name: &'static str| {
        let label = label(language, name).unwrap_or_default();
        Field::new(name, label).id(id(name).unwrap_or_default()).of(wrongs)
    };
    let labels = |all: &[(String, Text)]| -> Vec<Choice> {
        all.iter().map(|(id, label)| (id.clone(), label.get(language).to_owned())).collect()
    };
    let any = Some(say!(language, who.whichever));
    let said = |name: &'static str, all: &[(String, Text)]| {
        (!all.is_empty()).then(|| choice_filter(field(name), any, labels(all), query.get(name)))
    };
    let service = if query.service.is_empty() { &view.service } else { &query.service };
    let in_force = Some(say!(language, who.in_force));
    let state = (!view.states.is_empty() || !query.state.is_empty())
        .then(|| choice_filter(field("state"), in_force, states(page), &query.state));
    let (sort, descending) = page.query.sorted();
    let sort = (!query.sort.is_empty()).then(|| hidden([("sort", sort.as_str())]));
    let order = descending.then(|| hidden([("order", query.order.as_str())]));
    view! {
        <form method="get" action=WhoQuery::PATH aria-label=say!(language, who.filters_label) class="filter-forms">
            <div class="filter-form filter-wide">
                {choice_filter(field("service"), None, labels(&view.services), service)}
                {said("regime", &view.regimes)}
                {said("risk", &view.risks)}
                {date_field(field("at").hint(say!(language, who.at_hint)), &query.at)}
                {state}
            </div>
            {elements(page, wrongs)}
            {sort}
            {order}
            <div>{Button::new(say!(language, who.apply)).view()}</div>
        </form>
    }
    .into_any()
}

fn states(page: &WhoPage) -> Vec<Choice> {
    let language = page.language;
    let words = |(value, number, words): &(String, Option<u32>, String)| {
        let name = match number {
            Some(number) => format!("{} – {words}", say!(language, changes.state_number, number = number)),
            None => format!("{} {words}", say!(language, who.draft)),
        };
        (value.clone(), name)
    };
    page.view.states.iter().map(words).collect()
}

/// The elements, block by block, in a part that is shut once some are chosen.
fn elements(page: &WhoPage, wrongs: &[Wrong]) -> AnyView {
    let (language, chosen) = (page.language, page.query.elements());
    let names: Vec<&str> = page
        .view
        .elements()
        .filter(|(id, _)| chosen.contains(&id.as_str()))
        .map(|(_, label)| label.get(language))
        .collect();
    let summary = match names.is_empty() {
        true => say!(language, who.elements).to_owned(),
        false => format!("{}{}{}", say!(language, who.elements), say!(language, kit.colon), names.join(" + ")),
    };
    let blocks = page.view.blocks.iter().map(|block| {
        let boxes = block.elements.iter().map(|(id, label)| {
            let checked = chosen.contains(&id.as_str());
            view! {
                <label class="choice">
                    <input type="checkbox" name="element" value=id.clone() checked=checked />
                    <span>{label.get(language).to_owned()}</span>
                </label>
            }
        });
        view! {
            <fieldset>
                <legend class="label">{block.label.get(language).to_owned()}</legend>
                <div class="filter-form">{boxes.collect_view()}</div>
            </fieldset>
        }
    });
    let problem = wrongs.iter().find(|wrong| wrong.field == id("element")).map(|wrong| {
        view! { <p class="said-warning">{wrong.words.clone()}</p> }
    });
    let open = names.is_empty() || problem.is_some();
    view! {
        <details id="who-elements" class="grow" open=open tabindex="-1">
            <summary class="min-h-6 font-semibold">{summary}</summary>
            <p class="hint my-1">{say!(language, who.elements_hint)}</p>
            {problem}
            <div class="grid gap-3">{blocks.collect_view()}</div>
        </details>
    }
    .into_any()
}
